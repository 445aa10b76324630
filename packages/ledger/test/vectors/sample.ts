import { toBase64 } from "../../src/bytes/text.ts";
import { commitTo, type Disclosure, disclose } from "../../src/event/commitment.ts";
import type { JsonObject } from "../../src/json/json.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import type { Charter } from "../../src/roster/charter.ts";
import { charterOf, Pen } from "../support/fixture.ts";
import { steadyRandom } from "../support/receipts.ts";
import { provisionalOf } from "./journals.ts";
import { Sketch } from "./sketch.ts";
import { heldVector, vectorFile } from "./statements.ts";

const MEMBERS = ["AF", "CN", "IRU", "KZ", "PK", "TM", "UZ"] as const;
const PAYLOAD = {
  consignee: "Almaty Fruit (synthetic)",
  grossKg: 20_400,
  note: "сёк \u{1F69A}",
  seal: "K71",
};

/** A small ledger with an entry of every kind, and where they stand. */
export type Sample = {
  readonly ledger: Sketch;
  readonly accepted: number;
  readonly disclosed: number;
  readonly rejected: number;
  readonly disclosures: readonly Disclosure[];
};

/** A charter of as many members, one of them a neutral cosigner where there is room for one. */
export function charterFor(count: number, quorum: Charter["quorum"]): Charter {
  const order = ["PK", "KZ", "UZ", "AF", "TM", "CN", "IRU"].slice(0, count);
  const charter = charterOf(
    MEMBERS.filter((id) => order.includes(id)),
    { quorum },
  );
  const members = charter.members.map((one) =>
    one.id === "IRU" ? { ...one, kind: "cosigner" as const } : one,
  );
  return { ...charter, members };
}

export function grantBody(right: string): JsonObject {
  return { right, kind: "permit", unit: "permit", cap: 9, users: ["PK"], expires: null };
}

export async function sampleLedger(charter: Charter): Promise<Sample> {
  const [root, office] = [new Pen("PK"), new Pen("PK/torkham")];
  let ledger = (await Sketch.found(charter)).with(await root.addOffice("torkham"));
  ledger = ledger.with(await office.write("right.grant", grantBody("QTTA-2027")));
  const accepted = ledger.last;
  const { commit, opening } = commitTo(PAYLOAD, steadyRandom());
  const body = { right: "QTTA-2027", lease: null, reservation: "K71", amount: 1 };
  ledger = ledger.with(await office.write("right.reserve", body, { commit: toBase64(commit) }));
  const disclosed = ledger.last;
  ledger = ledger.with(await office.write("right.grant", grantBody("QTTA-2027")));
  const rejected = ledger.last;
  const fields = ["seal", "grossKg", "note"];
  const disclosures = await Promise.all(fields.map(async (name) => (await disclose(opening, name))!));
  return { ledger, accepted, disclosed, rejected, disclosures };
}

/** The vectors of one ledger whose members stay the same: every kind of receipt where they are three, else some. */
export async function ledgerVectors(charter: Charter): Promise<string> {
  const sample = await sampleLedger(charter);
  const { ledger } = sample;
  const bundle = await ledger.bundle();
  const receipts = {
    ...(await someReceipts(sample)),
    ...(charter.members.length === 3 && (await others(sample))),
  };
  const about = `Receipts of a ledger of ${charter.members.length}, quorum ${charter.quorum}.`;
  return vectorFile(about, {
    bundles: { now: bundle },
    receipts: Object.entries(receipts).map(([name, receipt]) => {
      const { text } = ledger.policyAt(Number(receipt.proof.checkpoint.size));
      const policy = receipt.level === "final" ? text : "quorum none\n";
      return { bundle: "now", ...heldVector(name, receipt, bundle, policy) };
    }),
  });
}

type Receipts = Readonly<Record<string, Receipt>>;

async function someReceipts({ ledger, accepted, disclosed, disclosures }: Sample): Promise<Receipts> {
  return {
    charter: await ledger.receipt(0, { cosigners: cosignersOf(ledger) }),
    accepted: await ledger.receipt(accepted),
    "accepted, disclosures": { ...(await ledger.receipt(disclosed)), disclosures },
  };
}

async function others({ ledger, rejected }: Sample): Promise<Receipts> {
  return {
    roster: await ledger.receipt(1, { size: 2 }),
    rejected: await ledger.receipt(rejected, { cosigners: cosignersOf(ledger).reverse() }),
    provisional: await provisionalOf("PK/torkham", ledger.charter.origin),
  };
}

/** All of them, which is more than are needed. */
function cosignersOf({ charter }: Sketch): string[] {
  return charter.quorum === "none" ? [] : charter.members.map(({ id }) => id);
}
