import { describe, expect, it } from "vitest";
import { toBase64, utf8 } from "../../src/bytes/text.ts";
import type { Submission } from "../../src/engine/engine.ts";
import { parseLedgerEntry } from "../../src/entry/entry.ts";
import { signEvent } from "../../src/event/envelope.ts";
import { formatReceipt, parseReceipt } from "../../src/receipt/receipt.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { balanceOf } from "../../src/rights/rights.ts";
import { formatBundle, parseBundle, verifyBundle } from "../../src/roster/bundle.ts";
import { bench, ENGINES, memoryFiles } from "../support/engines.ts";
import { keyOf, Pen, START } from "../support/fixture.ts";

const permits = {
  right: "QTTA-2027",
  kind: "permit",
  unit: "permit",
  cap: 3,
  users: ["PK", "UZ"],
  expires: null,
};

function finalOf(submission: Submission) {
  if (submission.status !== "final") throw new Error(JSON.stringify(submission));
  return submission;
}

async function open(kind: (typeof ENGINES)[number]) {
  const files = memoryFiles();
  const ledger = await bench(kind, files);
  const [pk, uz] = [new Pen("PK"), new Pen("UZ")];
  const submit = async (envelope: { readonly bytes: Uint8Array }) => ledger.engine.submit(envelope.bytes);
  finalOf(await submit(await pk.addOffice("torkham")));
  finalOf(await submit(await uz.addOffice("termez")));
  return { ...ledger, files, pk, uz, submit, torkham: new Pen("PK/torkham"), termez: new Pen("UZ/termez") };
}

describe.each(ENGINES)("the %s engine", (kind) => {
  it("takes events in, computes the state, and gives receipts that verify with a bundle alone", async () => {
    const { engine, submit, torkham, termez } = await open(kind);
    finalOf(await submit(await torkham.write("right.grant", permits)));
    const reserve = { right: "QTTA-2027", lease: null, reservation: "K71", amount: 2 };
    const { index, outcome } = finalOf(await submit(await termez.write("right.reserve", reserve)));
    expect(outcome).toEqual({ status: "accepted" });
    expect(balanceOf(engine.state.app, "QTTA-2027")).toEqual({ free: 1, leased: 0, reserved: 2, spent: 0 });

    const rosterAt = await engine.publishRoster();
    const { entry, proof } = await engine.receipt(rosterAt);
    const bundle = parseBundle(utf8(formatBundle(engine.state.roster, entry, proof)));
    expect(await verifyBundle(bundle)).not.toHaveProperty("fault");
    const receipt = parseReceipt(utf8(formatReceipt(await engine.receipt(index))));
    const verdict = await verifyReceipt(receipt, bundle, START);
    if ("fault" in verdict) throw new Error(JSON.stringify(verdict));
    const { statement } = verdict;
    expect(statement.author).toMatchObject({ id: "UZ/termez", name: "Customs of UZ" });
    expect(statement.cosigners.length).toBe(kind === "cosigned" ? 3 : 0);
    expect(statement.doubts.map(({ code }) => code)).toEqual([
      ...(kind === "embedded" ? ["one-node"] : []),
      "truth",
      "claimed-time",
      "later-revocation",
      "later-events",
    ]);
    await engine.close();
  });

  it("gives the same envelope the same index, and keeps a contradiction once", async () => {
    const { engine, submit, torkham } = await open(kind);
    const first = await torkham.draft("right.grant", permits);
    const { index } = finalOf(await submit(first));
    expect(finalOf(await submit(first)).index).toBe(index);
    const other = await torkham.draft("right.grant", { ...permits, right: "OTHER" });
    const fork = finalOf(await submit(other));
    expect(fork.outcome).toEqual({ status: "rejected", code: "chain/fork", against: index });
    const { size } = engine.state;
    const third = await submit(await torkham.draft("right.grant", { ...permits, right: "THIRD" }));
    expect(third).toMatchObject({ status: "refused", refusal: { code: "chain/disputed" } });
    expect(engine.state.size).toBe(size);
    expect(engine.state.app.rights.has("OTHER")).toBe(false);
    await engine.close();
  });

  it("parks what comes too early, and takes it in when its turn has come", async () => {
    const { engine, submit, torkham } = await open(kind);
    const events = [await torkham.write("right.grant", permits)];
    for (let i = 0; i < 3; i++)
      events.push(
        await torkham.write("right.reserve", {
          right: "QTTA-2027",
          lease: null,
          reservation: `r${i}`,
          amount: 1,
        }),
      );
    const [grant, r0, r1, r2] = events as [never, never, never, never];
    expect(await submit(r2)).toEqual({ status: "parked", expected: 0 });
    expect(await submit(r1)).toEqual({ status: "parked", expected: 0 });
    finalOf(await submit(grant));
    expect(engine.parked).toBe(2);
    finalOf(await submit(r0));
    expect(engine.parked).toBe(0);
    expect(finalOf(await submit(r2)).outcome).toEqual({ status: "accepted" });
    expect(balanceOf(engine.state.app, "QTTA-2027")?.reserved).toBe(3);
    await engine.close();
  });

  it("keeps what is signed but invalid as rejected, with the reason", async () => {
    const { engine, submit, torkham, termez } = await open(kind);
    finalOf(await submit(await torkham.write("right.grant", { ...permits, kind: "voucher", cap: 1 })));
    const use = (reservation: string) => ({ right: "QTTA-2027", lease: null, reservation, amount: 1 });
    const { index } = finalOf(await submit(await torkham.write("right.reserve", use("a"))));
    const second = finalOf(await submit(await termez.write("right.reserve", use("b"))));
    expect(second.outcome).toEqual({
      status: "rejected",
      code: "right/not-free",
      path: "/amount",
      against: index,
    });
    const entry = parseLedgerEntry((await engine.entries(second.index, second.index + 1))[0]!);
    expect(entry).toMatchObject({ type: "event", outcome: { code: "right/not-free", against: index } });
    expect(finalOf(await submit(await termez.write("seal.broken", {}))).outcome).toMatchObject({
      code: "kind/unknown",
    });
    await engine.close();
  });

  it("refuses what nobody can be held to, and logs nothing of it", async () => {
    const { engine, submit, torkham } = await open(kind);
    const { size } = engine.state;
    const code = async (bytes: Uint8Array) => {
      const submission = await engine.submit(bytes);
      return submission.status === "refused" ? submission.refusal.code : submission.status;
    };
    const good = await torkham.draft("right.grant", permits);
    expect(await code(utf8("{}"))).toBe("malformed");
    expect(await code(good.bytes.subarray(1))).toBe("malformed");
    const elsewhere = await torkham.draft("right.grant", permits, { origin: "rahdari.test/other/1" });
    expect(await code(elsewhere.bytes)).toBe("origin/other");
    expect(await code((await signEvent(good.event, keyOf("a thief"))).bytes)).toBe("key/unknown");
    const forged = utf8(new TextDecoder().decode(good.bytes).replace('"cap":3', '"cap":9'));
    expect(await code(forged)).toBe("signature/false");
    const stranger = await new Pen("XX", { signer: keyOf("XX root") }).draft("right.grant", permits);
    expect(await code(stranger.bytes)).toBe("key/unknown");
    expect(engine.state.size).toBe(size);
    await submit(good);
    await engine.close();
  });

  it("is as it was after it was closed and opened", async () => {
    const { engine, submit, torkham, reopen } = await open(kind);
    for (let i = 0; i < 300; i++)
      await submit(await torkham.write("right.grant", { ...permits, right: `R${i}`, cap: i + 1 }));
    const { state, checkpoint } = engine;
    await engine.close();
    const again = await reopen();
    expect(again.engine.checkpoint).toEqual(checkpoint);
    expect(again.engine.state.size).toBe(state.size);
    expect(
      again.engine.state.app.rights.equals(state.app.rights) || JSON.stringify(again.engine.state.app),
    ).toBe(JSON.stringify(state.app));
    const next = await torkham.write("right.close", { right: "R7" });
    expect(finalOf(await again.engine.submit(next.bytes)).outcome).toEqual({ status: "accepted" });
    await again.engine.close();
  });

  it("tells subscribers of what became final, without gaps", async () => {
    const { engine, submit, torkham } = await open(kind);
    const seen: [number, number][] = [];
    const begin = engine.state.size;
    engine.subscribe((from, to) => seen.push([from, to]));
    const events = [];
    for (let i = 0; i < 40; i++)
      events.push(await torkham.write("right.grant", { ...permits, right: `R${i}` }));
    await Promise.all(events.map(submit));
    expect(seen[0]?.[0]).toBe(begin);
    expect(seen.every(([from], i) => i === 0 || from === seen[i - 1]?.[1])).toBe(true);
    expect(seen.at(-1)?.[1]).toBe(begin + 40);
    await engine.close();
  });
});

describe("one key and its successor", () => {
  it("count from and up to the index of the entries that say so", async () => {
    const { engine, submit, pk, torkham } = await open("embedded");
    finalOf(await submit(await torkham.write("right.grant", permits)));
    const thief = await torkham.draft("right.close", { right: "QTTA-2027" });
    const key = thief.key;
    const revoke = { key, reason: "compromised", doubtfulFrom: engine.state.size - 1 };
    const { index } = finalOf(await submit(await pk.write("key.revoke", revoke)));
    const late = finalOf(await submit(thief));
    expect(late.outcome).toEqual({ status: "rejected", code: "key/ended", against: index });
    const next = keyOf("PK/torkham 2");
    finalOf(
      await submit(
        await pk.write("key.add", { role: "office", of: "torkham", key: toBase64(next.publicKey) }),
      ),
    );
    const { event } = await torkham.draft("right.close", { right: "QTTA-2027" });
    expect(finalOf(await submit(await signEvent(event, next))).outcome).toEqual({ status: "accepted" });
    await engine.close();
  });
});
