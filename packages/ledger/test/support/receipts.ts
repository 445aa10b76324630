import { toBase64, utf8 } from "../../src/bytes/text.ts";
import { commitTo, disclose } from "../../src/event/commitment.ts";
import { Journal } from "../../src/journal/journal.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { type Bundle, formatBundle, parseBundle } from "../../src/roster/bundle.ts";
import { bench, type EngineKind, memoryFiles } from "./engines.ts";
import { keyOf, ORIGIN, Pen, tickingClock } from "./fixture.ts";

/** A ledger's bundle and receipts of every kind of entry that it has. */
export type Sample = { readonly bundle: Bundle; readonly receipts: Readonly<Record<string, Receipt>> };

/** Random bytes that are the same in every run. */
export function steadyRandom(): (bytes: number) => Uint8Array {
  let n = 0;
  return (bytes) => Uint8Array.from({ length: bytes }, () => (n = (n * 73 + 41) % 251));
}

export async function sampleOf(kind: EngineKind, members?: readonly string[], filler = 20): Promise<Sample> {
  const { engine } = await bench(kind, memoryFiles(), members ? { members } : {});
  const [first = ""] = [...engine.state.roster.members].map(({ id }) => id);
  const [root, office] = [new Pen(first), new Pen(`${first}/torkham`)];
  const send = async (envelope: { readonly bytes: Uint8Array }) => {
    const done = await engine.submit(envelope.bytes);
    if (done.status !== "final") throw new Error(JSON.stringify(done));
    return done.index;
  };
  await send(await root.addOffice("torkham"));
  const grant = { right: "QTTA-2027", kind: "permit", unit: "permit", cap: 9, users: [first], expires: null };
  const accepted = await send(await office.write("right.grant", grant));
  const payload = { consignee: "Almaty Fruit (synthetic)", grossKg: 20_400, seal: "K71" };
  const { commit, opening } = commitTo(payload, steadyRandom());
  const reserve = { right: "QTTA-2027", lease: null, reservation: "K71", amount: 1 };
  const disclosed = await send(await office.write("right.reserve", reserve, { commit: toBase64(commit) }));
  const rejected = await send(await office.write("right.grant", grant));
  for (let i = 0; i < filler; i++)
    await send(await office.write("right.grant", { ...grant, right: `R${i}` }));
  const roster = await engine.publishRoster();
  const { entry, proof } = await engine.receipt(roster);
  const bundle = parseBundle(utf8(formatBundle(engine.state.roster, entry, proof)));
  const disclosures = [(await disclose(opening, "seal"))!, (await disclose(opening, "grossKg"))!];
  const receipts = {
    accepted: await engine.receipt(accepted),
    disclosed: { ...(await engine.receipt(disclosed)), disclosures },
    rejected: await engine.receipt(rejected),
    charter: await engine.receipt(0),
    roster: await engine.receipt(roster),
    provisional: await provisionalOf(`${first}/torkham`),
  };
  await engine.close();
  return { bundle, receipts };
}

async function provisionalOf(author: string): Promise<Receipt> {
  const files = memoryFiles();
  await files.makeDirectory("/post");
  const journal = await Journal.open({
    files,
    directory: "/post/journal",
    origin: ORIGIN,
    author,
    signer: keyOf(author),
    now: tickingClock(),
  });
  for (let i = 0; i < 5; i++) await journal.record({ kind: "right.spend", body: { reservation: `K${i}` } });
  return journal.receipt(2);
}
