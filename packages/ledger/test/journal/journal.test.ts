import { beforeEach, describe, expect, it } from "vitest";
import { toBase64, utf8 } from "../../src/bytes/text.ts";
import { signEvent } from "../../src/event/envelope.ts";
import { discrepancyOf, formatDiscrepancy, isFork, parseDiscrepancy } from "../../src/journal/discrepancy.ts";
import { Journal } from "../../src/journal/journal.ts";
import { Post } from "../../src/journal/post.ts";
import { reconcile } from "../../src/journal/reconcile.ts";
import { verifyDiscrepancy } from "../../src/journal/verify-discrepancy.ts";
import { formatReceipt, parseReceipt, type Receipt } from "../../src/receipt/receipt.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { balanceOf } from "../../src/rights/rights.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { type Bundle, formatBundle, parseBundle } from "../../src/roster/bundle.ts";
import { verifyConsistency } from "../../src/tree/consistency.ts";
import { proveConsistency } from "../../src/tree/prove.ts";
import { type Bench, bench, memoryFiles } from "../support/engines.ts";
import { keyOf, ORIGIN, Pen, START, tickingClock } from "../support/fixture.ts";

const FAR = START + 10_000_000_000;
const use = (reservation: string, lease: string | null = null, amount = 1) => ({
  kind: "right.reserve",
  body: { right: "QTTA", lease, reservation, amount },
});

async function openJournal(files = memoryFiles()): Promise<Journal> {
  await files.makeDirectory("/post");
  return Journal.open({
    files,
    directory: "/post/journal",
    origin: ORIGIN,
    author: "PK/torkham",
    signer: keyOf("PK/torkham"),
    now: tickingClock(),
  });
}

async function bundleOf({ engine }: Bench): Promise<Bundle> {
  const { entry, proof } = await engine.receipt(await engine.publishRoster());
  return parseBundle(utf8(formatBundle(engine.state.roster, entry, proof)));
}

async function statement(receipt: Receipt, bundle: Bundle) {
  const verdict = await verifyReceipt(parseReceipt(utf8(formatReceipt(receipt))), bundle, START);
  if ("fault" in verdict) throw new Error(JSON.stringify(verdict));
  return verdict.statement;
}

describe("a post that was cut off", () => {
  let ledger: Bench;
  let termez: Pen;
  let pk: Pen;

  beforeEach(async () => {
    ledger = await bench("embedded", memoryFiles());
    const uz = new Pen("UZ");
    pk = new Pen("PK");
    termez = new Pen("UZ/termez");
    const grant = {
      right: "QTTA",
      kind: "permit",
      unit: "permit",
      cap: 1_500,
      users: ["PK", "UZ"],
      expires: null,
    };
    const lease = { right: "QTTA", lease: "L1", holder: "PK/torkham", amount: 1_000, until: FAR };
    for (const envelope of [
      await pk.addOffice("torkham"),
      await uz.addOffice("termez"),
      await termez.write("right.grant", grant),
      await termez.write("right.lease", lease),
    ])
      expect(await ledger.engine.submit(envelope.bytes)).toMatchObject({ outcome: { status: "accepted" } });
  });

  it("goes on for 1,000 events, with receipts, and all of them become final", async () => {
    const journal = await openJournal();
    const { app, size, time } = ledger.engine.state;
    const known = { app, size, time, events: 0 };
    const post = await Post.open(rightsMachine, journal, known, tickingClock());
    for (let i = 0; i < 1_000; i++) expect(await post.record(use(`t${i}`, "L1"))).toEqual({ seq: i });
    const over = await post.record(use("one too many", "L1"));
    expect(over).toEqual({ rejection: { code: "body/malformed", path: "/reservation" } });
    expect(await post.record(use("t1000", "L1"))).toMatchObject({ rejection: { code: "lease/not-free" } });

    const provisional = await statement(await journal.receipt(500), await bundleOf(ledger));
    expect(provisional.level).toBe("provisional");
    expect(provisional.doubts.map(({ code }) => code)).toContain("provisional");

    // Meanwhile the others take what is free, down to the last.
    for (let i = 0; i < 500; i++) {
      const { kind, body } = use(`u${i}`);
      await ledger.engine.submit((await termez.write(kind, body)).bytes);
    }
    const report = await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    expect(report).toMatchObject({ next: 1_000, stopped: null, discrepancies: [] });
    expect(balanceOf(ledger.engine.state.app, "QTTA")).toEqual({
      free: 0,
      leased: 0,
      reserved: 1_500,
      spent: 0,
    });
    const again = await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    expect(again.settled).toEqual(report.settled);
  });

  it("without a lease finds out at the end: the first final one wins, the other is a discrepancy with evidence", async () => {
    const journal = await openJournal();
    await journal.record({
      kind: "right.reserve",
      body: { right: "QTTA", lease: null, reservation: "K71", amount: 1 },
    });
    const theirs = { right: "QTTA", lease: null, reservation: "K71", amount: 1 };
    const taken = await ledger.engine.submit((await termez.write("right.reserve", theirs)).bytes);
    const report = await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    expect(report.discrepancies).toMatchObject([
      {
        seq: 0,
        outcome: { code: "reservation/known", against: taken.status === "final" ? taken.index : -1 },
      },
    ]);
    const made = await discrepancyOf(journal, ledger.engine, report.discrepancies[0]!);
    const read = parseDiscrepancy(utf8(formatDiscrepancy(made)));
    const bundle = await bundleOf(ledger);
    const [provisional, rejected, against] = [
      await statement(read.provisional, bundle),
      await statement(read.rejected, bundle),
      await statement(read.against!, bundle),
    ];
    expect(provisional.author?.id).toBe("PK/torkham");
    expect(rejected.doubts).toContainEqual(expect.objectContaining({ code: "no-effect" }));
    expect(against.author?.id).toBe("UZ/termez");
    await expect(verifyDiscrepancy(read, bundle, START)).resolves.toMatchObject({
      discord: { provisional: { level: "provisional" }, rejected: { level: "final" } },
    });
  });

  it("shows no discrepancy with receipts that do not belong together", async () => {
    const journal = await openJournal();
    await journal.record(use("K71"));
    await journal.record(use("K72"));
    const theirs = await termez.write("right.reserve", use("K71").body);
    await ledger.engine.submit(theirs.bytes);
    const report = await reconcile(journal, 0, (bytes) => ledger.engine.submit(bytes));
    const bundle = await bundleOf(ledger);
    const good = await discrepancyOf(journal, ledger.engine, report.discrepancies[0]!);
    const part = async (changes: Partial<typeof good>) => {
      const verdict = await verifyDiscrepancy({ ...good, ...changes }, bundle, START);
      return "fault" in verdict ? `${verdict.fault.code} ${verdict.fault.part}` : "holds";
    };
    expect(await part({})).toBe("holds");
    expect(await part({ provisional: good.rejected })).toBe("parts/apart provisional");
    expect(await part({ provisional: await journal.receipt(1) })).toBe("parts/apart rejected");
    const accepted = await ledger.engine.receipt(report.settled[1]!.index);
    expect(await part({ provisional: await journal.receipt(1), rejected: accepted })).toBe(
      "parts/apart rejected",
    );
    expect(await part({ against: null })).toBe("parts/apart against");
    expect(await part({ against: accepted })).toBe("parts/apart against");
    expect(await part({ against: await journal.receipt(1) })).toBe("parts/apart against");
    expect(await part({ rejected: { ...good.rejected, level: "provisional" } })).toBe(
      "receipt/false rejected",
    );
  });

  it("foresees what would become of an event, and writes nothing", async () => {
    const journal = await openJournal();
    const { engine } = ledger;
    const foreseen = async (amount: number) =>
      engine.foresee(await journal.preview(use("K71", null, amount)));
    const size = engine.log.size;
    expect(await foreseen(1)).toEqual({ status: "accepted" });
    expect(await foreseen(501)).toMatchObject({ status: "rejected", code: "right/not-free" });
    const stranger = await signEvent({ ...(await journal.preview(use("K71"))).event }, keyOf("somebody"));
    expect(await engine.foresee(stranger)).toMatchObject({ refusal: { code: "key/unknown" } });
    expect([engine.log.size, journal.size]).toEqual([size, 0]);
  });

  it("goes on under a new key in a journal of its own, its chain unbroken", async () => {
    const [files, old] = [memoryFiles(), await openJournal()];
    await old.record(use("K1"));
    const [last] = await old.envelopes(0, 1);
    await files.makeDirectory("/post");
    const begin = () =>
      Journal.open({
        files,
        directory: "/post/journal",
        origin: ORIGIN,
        author: "PK/torkham",
        signer: keyOf("PK/torkham new"),
        now: tickingClock(),
        after: { seq: 1, prev: toBase64(last!.hash) },
      });
    const journal = await begin();
    expect([journal.first, journal.size]).toEqual([1, 1]);
    expect(await journal.record(use("K2"))).toBe(1);
    const again = await begin();
    expect(await again.record(use("K3"))).toBe(2);
    await expect(again.receipt(0)).rejects.toMatchObject({ code: "not-found" });
    const key = toBase64(keyOf("PK/torkham new").publicKey);
    await ledger.engine.submit((await pk.write("key.add", { role: "office", of: "torkham", key })).bytes);
    await reconcile(old, 0, (bytes) => ledger.engine.submit(bytes));
    const report = await reconcile(again, 1, (bytes) => ledger.engine.submit(bytes));
    expect(report).toMatchObject({ next: 3, stopped: null, discrepancies: [] });
    expect(await statement(await again.receipt(2), await bundleOf(ledger))).toMatchObject({ index: 1n });
  });

  it("cannot drop, change or insert an event that it gave a receipt for, unseen", async () => {
    const journal = await openJournal();
    for (let i = 0; i < 5; i++) await journal.record(use(`t${i}`, "L1"));
    const given = await journal.receipt(2);
    const envelopes = await journal.envelopes(0, 5);
    const submit = (bytes: Uint8Array) => ledger.engine.submit(bytes);

    // Dropped: what follows waits for it, and whoever holds the receipt can hand the event in.
    for (const i of [0, 1]) await submit(envelopes[i]!.bytes);
    for (const i of [3, 4])
      expect(await submit(envelopes[i]!.bytes)).toEqual({ status: "parked", expected: 2 });
    // Changed: signed again under the same count.
    const { event } = envelopes[2]!;
    const other = await signEvent({ ...event, body: { ...event.body, amount: 7 } }, keyOf("PK/torkham"));
    const changed = await submit(other.bytes);
    expect(changed).toMatchObject({ status: "final", outcome: { status: "accepted" } });
    const index = changed.status === "final" ? changed.index : -1;
    // The one who was given a receipt shows it: both are in the ledger, and prove that the post signed twice.
    expect(await submit(envelopes[2]!.bytes)).toMatchObject({
      outcome: { code: "chain/fork", against: index },
    });
    expect(isFork(given, await ledger.engine.receipt(index))).toBe(true);
    expect(isFork(given, given)).toBe(false);
    // What came after was chained to the first one, so it does not follow on the second.
    expect(await submit(envelopes[3]!.bytes)).toMatchObject({
      status: "final",
      outcome: { code: "chain/prev" },
    });
  });

  it("shows a journal that only grew, or is found out", async () => {
    const files = memoryFiles();
    const journal = await openJournal(files);
    for (let i = 0; i < 3; i++) await journal.record(use(`t${i}`, "L1"));
    const early = (await journal.receipt(0)).proof.checkpoint;
    for (let i = 3; i < 9; i++) await journal.record(use(`t${i}`, "L1"));
    const late = (await journal.receipt(8)).proof.checkpoint;
    const proof = await proveConsistency(early.size, late.size, journal.log.nodesAt(late.size));
    const claim = { first: early.size, second: late.size, secondRoot: late.root, proof };
    expect(verifyConsistency({ ...claim, firstRoot: early.root })).toBe(true);
    const rewritten = await openJournal();
    for (let i = 0; i < 3; i++) await rewritten.record(use(`other${i}`, "L1"));
    const forged = (await rewritten.receipt(0)).proof.checkpoint;
    expect(verifyConsistency({ ...claim, firstRoot: forged.root })).toBe(false);
  });

  it("opens its journal again where it was", async () => {
    const files = memoryFiles();
    const journal = await openJournal(files);
    await Promise.all(Array.from({ length: 300 }, (_, i) => journal.record(use(`t${i}`, "L1"))));
    const again = await openJournal(files);
    expect(again.size).toBe(300);
    expect(await again.record(use("t300", "L1"))).toBe(300);
    const report = await reconcile(again, 0, (bytes) => ledger.engine.submit(bytes));
    expect(report).toMatchObject({ next: 301, stopped: null, discrepancies: [] });
  });
});
