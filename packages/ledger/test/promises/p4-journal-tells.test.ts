import { describe, expect, it } from "vitest";
import { equal } from "../../src/bytes/bytes.ts";
import { toBase64 } from "../../src/bytes/text.ts";
import type { Submission } from "../../src/engine/engine.ts";
import { parseLedgerEntry } from "../../src/entry/entry.ts";
import { type Envelope, signEvent } from "../../src/event/envelope.ts";
import { isFork } from "../../src/journal/discrepancy.ts";
import { Journal } from "../../src/journal/journal.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { keyOf, ORIGIN, Pen, tickingClock } from "../support/fixture.ts";

// P4: a post that is cut off goes on working, and its journal cannot be changed unseen from the first provisional
// receipt on. The post keeps its own key and tries every change of what it wrote, before every receipt.

const LENGTH = 5;
const signer = keyOf("PK/torkham");

type Change = (told: readonly Envelope[], at: number) => Promise<readonly Envelope[]>;

/** What a post may hand in in the place of what it wrote, changed at an event. */
const CHANGES: Readonly<Record<string, Change>> = {
  "leaves it out": async (told, at) => told.filter((_, i) => i !== at),
  "ends before it": async (told, at) => told.slice(0, at),
  "states another thing": async (told, at) => told.with(at, await restated(told[at]!)),
  "states another thing, and chains all that follows to it": async (told, at) =>
    chained([...told.slice(0, at), await restated(told[at]!), ...told.slice(at + 1)], at),
  "leaves it out, and counts all that follows again": async (told, at) =>
    chained(
      told.filter((_, i) => i !== at),
      at,
    ),
  "puts another one before it": async (told, at) =>
    chained([...told.slice(0, at), await restated(told[at]!), ...told.slice(at)], at),
  "puts it after the next": async (told, at) =>
    at + 1 < told.length ? told.with(at, told[at + 1]!).with(at + 1, told[at]!) : told.slice(0, at),
  "changes places with the next, and chains them so": async (told, at) =>
    at + 1 < told.length
      ? chained(told.with(at, told[at + 1]!).with(at + 1, told[at]!), at)
      : told.slice(0, at),
};

async function restated({ event }: Envelope): Promise<Envelope> {
  return signEvent({ ...event, body: { reservation: "another" } }, signer);
}

/** Signs all from an index on again, so that they follow on each other. */
async function chained(events: readonly Envelope[], from: number): Promise<Envelope[]> {
  const out = events.slice(0, from);
  for (const { event } of events.slice(from)) {
    const before = out.at(-1);
    const prev = before ? toBase64(before.hash) : null;
    out.push(await signEvent({ ...event, seq: out.length, prev }, signer));
  }
  return out;
}

async function toldJournal() {
  const files = memoryFiles();
  await files.makeDirectory("/post");
  const own = { files, directory: "/post/journal", origin: ORIGIN, author: "PK/torkham", signer };
  const journal = await Journal.open({ ...own, now: tickingClock() });
  const receipts: Receipt[] = [];
  for (let i = 0; i < LENGTH; i++)
    receipts.push(
      await journal.receipt(await journal.record({ kind: "right.spend", body: { reservation: `K${i}` } })),
    );
  return { receipts, told: await journal.envelopes(0, LENGTH) };
}

async function openLedger() {
  const { engine } = await bench("embedded", memoryFiles());
  await engine.submit((await new Pen("PK").addOffice("torkham")).bytes);
  return engine;
}

type Told = Awaited<ReturnType<typeof toldJournal>>;

/**
 * What the ledger holds, once somebody who was given the receipt of an event has handed that in: all up to it as
 * it was told, or else proof that it was changed.
 */
async function foundOut(
  { told, receipts }: Told,
  given: number,
  handed: readonly Envelope[],
): Promise<string> {
  const engine = await openLedger();
  const answers: Submission[] = [];
  for (const { bytes } of handed) answers.push(await engine.submit(bytes));
  answers.push(await engine.submit(told[given]!.bytes));
  const chain = engine.state.chains.get("PK/torkham")?.indices.toArray() ?? [];
  const kept = await Promise.all(chain.map((index) => engine.receipt(index)));
  await engine.close();
  if (answers.at(-1)?.status === "parked") return "missing";
  if (kept[given] && isFork(receipts[given]!, kept[given])) return "fork";
  if (answers.some(isBreach)) return "breach";
  const own = kept.slice(0, given + 1).map(({ entry }) => parseLedgerEntry(entry));
  const asTold = own.map((entry, i) => entry.type === "event" && equal(entry.envelope.hash, told[i]!.hash));
  return asTold.length === given + 1 && asTold.every(Boolean) ? "as it was told" : "changed, unseen";
}

/** Whether the ledger keeps an event as one that breaks its author's chain. */
function isBreach(answer: Submission): boolean {
  return (
    answer.status === "final" &&
    answer.outcome.status === "rejected" &&
    answer.outcome.code.startsWith("chain/")
  );
}

describe("P4: a post that was cut off", () => {
  it.each(Object.entries(CHANGES))(
    "is found out by every earlier receipt where it %s",
    async (_name, change) => {
      const told = await toldJournal();
      for (let at = 0; at < LENGTH; at++)
        for (let given = at; given < LENGTH; given++) {
          const found = await foundOut(told, given, await change(told.told, at));
          expect(found, `change at ${at}, receipt of ${given}`).not.toBe("changed, unseen");
        }
    },
  );

  it("is not found out where it did nothing", async () => {
    const told = await toldJournal();
    for (let given = 0; given < LENGTH; given++)
      expect(await foundOut(told, given, told.told)).toBe("as it was told");
  });

  it("is shown by its own receipt, and the ledger's, to have signed two events of one count", async () => {
    const { told, receipts } = await toldJournal();
    for (let at = 0; at < LENGTH; at++) {
      const engine = await openLedger();
      for (const { bytes } of told.slice(0, at)) await engine.submit(bytes);
      const changed = await engine.submit((await restated(told[at]!)).bytes);
      if (changed.status !== "final") throw new Error(JSON.stringify(changed));
      expect(await engine.submit(told[at]!.bytes)).toMatchObject({
        outcome: { status: "rejected", code: "chain/fork", against: changed.index },
      });
      const inLedger = await engine.receipt(changed.index);
      expect(receipts.map((receipt) => isFork(receipt, inLedger))).toEqual(receipts.map((_, i) => i === at));
      await engine.close();
    }
  });

  it("cannot make one history of an event that it changed and of one that followed on the first", async () => {
    const { told } = await toldJournal();
    const engine = await openLedger();
    const [first, second] = [await restated(told[0]!), told[1]!];
    expect(await engine.submit(first.bytes)).toMatchObject({ status: "final" });
    expect(await engine.submit(second.bytes)).toMatchObject({ outcome: { code: "chain/prev" } });
    expect(engine.state.chains.get("PK/torkham")?.indices.size).toBe(1);
    await engine.close();
  });

  it("signs with every receipt all that it wrote before", async () => {
    const { receipts, told } = await toldJournal();
    const changed = await chained(told.with(1, await restated(told[1]!)), 1);
    const files = memoryFiles();
    await files.makeDirectory("/post");
    const own = { files, directory: "/post/journal", origin: ORIGIN, author: "PK/torkham", signer };
    const other = await Journal.open({ ...own, now: tickingClock() });
    for (const { event } of changed) await other.record({ kind: event.kind, body: event.body });
    for (let given = 1; given < LENGTH; given++) {
      const { size, root } = receipts[given]!.proof.checkpoint;
      expect(size).toBe(BigInt(given + 1));
      // Two heads of one size and another root, both signed by the post: proof by itself.
      const again = (await other.receipt(given)).proof.checkpoint;
      expect(equal(again.root, root)).toBe(false);
    }
  });
});
