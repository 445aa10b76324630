import { beforeAll, describe, expect, it } from "vitest";
import type { Envelope } from "../../src/event/envelope.ts";
import { Journal } from "../../src/journal/journal.ts";
import { reconcile } from "../../src/journal/reconcile.ts";
import { balanceOf } from "../../src/rights/rights.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { keyOf, ORIGIN, Pen, tickingClock } from "../support/fixture.ts";

// P5, offline: two posts that were cut off come back, one after the other or both at once. Finally nothing is
// used twice, and whoever used it second is named with what it contradicts.

const POSTS = ["AF/post", "KZ/post"] as const;

async function journalOf(author: string, acts: readonly (readonly [string, Record<string, never>])[]) {
  const files = memoryFiles();
  await files.makeDirectory("/post");
  const own = {
    files,
    directory: "/post/j",
    origin: ORIGIN,
    author,
    signer: keyOf(author),
    now: tickingClock(),
  };
  const journal = await Journal.open(own);
  for (const [kind, body] of acts) await journal.record({ kind: `right.${kind}`, body });
  return journal;
}

/** One post's day: it takes from what is free, or from a lease, and spends it. */
function day(reservation: string, lease: string | null): [string, Record<string, never>][] {
  const reserve = { right: "R", lease, reservation, amount: 1 };
  return [
    ["reserve", reserve as never],
    ["spend", { reservation } as never],
    ["spend", { reservation } as never],
  ];
}

async function openLedger(cap: number, leases: readonly string[], { closed = false } = {}) {
  const { engine } = await bench("embedded", memoryFiles());
  const uz = new Pen("UZ/post");
  const kind = cap === 1 ? "voucher" : "permit";
  const grant = { right: "R", kind, unit: "unit", cap, users: ["AF", "KZ"], expires: null };
  const lease = (holder: string, i: number) =>
    uz.write("right.lease", { right: "R", lease: `L${i}`, holder, amount: 1, until: 4_000_000_000_000 });
  const events = [await uz.write("right.grant", grant)];
  for (const [i, holder] of leases.entries()) events.push(await lease(holder, i));
  if (closed) events.push(await uz.write("right.close", { right: "R" }));
  const offices = await Promise.all(["UZ", "AF", "KZ"].map((member) => new Pen(member).addOffice("post")));
  for (const { bytes } of [...offices, ...events])
    expect(await engine.submit(bytes)).toMatchObject({ outcome: { status: "accepted" } });
  return engine;
}

function* merges<Item>(a: readonly Item[], b: readonly Item[]): Generator<Item[]> {
  if (a.length === 0 || b.length === 0) yield [...a, ...b];
  else {
    for (const rest of merges(a.slice(1), b)) yield [a[0]!, ...rest];
    for (const rest of merges(a, b.slice(1))) yield [b[0]!, ...rest];
  }
}

/** Every order in which the events of both journals can come in; the journals are reconciled afterwards. */
async function comeBack(journals: readonly Journal[], open: () => ReturnType<typeof openLedger>) {
  const [a, b] = (await Promise.all(journals.map((one) => one.envelopes(0, one.size)))) as [
    Envelope[],
    Envelope[],
  ];
  const results = [];
  for (const order of merges(a, b)) {
    const engine = await open();
    for (const { bytes } of order) await engine.submit(bytes);
    const reports = [];
    for (const journal of journals)
      reports.push(await reconcile(journal, 0, (bytes) => engine.submit(bytes)));
    results.push({ engine, reports, balance: balanceOf(engine.state.app, "R")! });
  }
  return results;
}

describe("P5: two posts that were cut off", () => {
  let unleased: Journal[];
  let leased: Journal[];
  let same: Journal[];
  beforeAll(async () => {
    unleased = await Promise.all(POSTS.map((author, i) => journalOf(author, day(`r${i}`, null))));
    leased = await Promise.all(POSTS.map((author, i) => journalOf(author, day(`r${i}`, `L${i}`))));
    same = await Promise.all(POSTS.map((author) => journalOf(author, day("r", null))));
  });

  it("and both used the one voucher: it is spent once, and the other one's use is a discrepancy", async () => {
    const first = new Set<number>();
    for (const { engine, reports, balance } of await comeBack(unleased, () => openLedger(1, []))) {
      expect(balance).toEqual({ free: 0, leased: 0, reserved: 0, spent: 1 });
      const [lost, won] = reports.toSorted((x, y) => y.discrepancies.length - x.discrepancies.length);
      first.add(reports.indexOf(won!));
      const taken = won!.settled[0]!.index;
      expect(won!.discrepancies).toMatchObject([{ seq: 2, outcome: { code: "reservation/spent" } }]);
      expect(lost!.discrepancies).toMatchObject([
        { seq: 0, outcome: { code: "right/not-free", against: taken } },
        { seq: 1, outcome: { code: "reservation/unknown" } },
        { seq: 2, outcome: { code: "reservation/unknown" } },
      ]);
      await engine.close();
    }
    expect(first.size).toBe(2);
  });

  it("and both used it under one name: one reservation, spent once", async () => {
    for (const { engine, reports, balance } of await comeBack(same, () => openLedger(1, []))) {
      expect(balance.spent).toBe(1);
      const accepted = reports
        .flatMap(({ settled }) => settled)
        .filter(({ outcome }) => outcome.status === "accepted");
      expect(accepted.length).toBe(2);
      await engine.close();
    }
  });

  it("and each used what was leased to it: nothing contradicts, in any order", async () => {
    for (const { engine, reports, balance } of await comeBack(leased, () => openLedger(2, POSTS))) {
      expect(balance).toEqual({ free: 0, leased: 0, reserved: 0, spent: 2 });
      for (const { discrepancies } of reports)
        expect(discrepancies).toMatchObject([{ seq: 2, outcome: { code: "reservation/spent" } }]);
      await engine.close();
    }
  });

  it("and the right was closed meanwhile: what they used of their leases stands", async () => {
    for (const { engine, reports, balance } of await comeBack(leased, () =>
      openLedger(2, POSTS, { closed: true }),
    )) {
      expect(balance).toEqual({ free: 0, leased: 0, reserved: 0, spent: 2 });
      for (const { discrepancies } of reports) expect(discrepancies.length).toBe(1);
      await engine.close();
    }
  });

  it("and one used the other's lease: it is told that it does not hold it", async () => {
    const thief = await journalOf("KZ/post", day("r1", "L0"));
    for (const { engine, reports, balance } of await comeBack([leased[0]!, thief], () =>
      openLedger(2, POSTS),
    )) {
      expect(balance).toEqual({ free: 0, leased: 1, reserved: 0, spent: 1 });
      expect(reports[1]!.discrepancies[0]).toMatchObject({ seq: 0, outcome: { code: "lease/not-holder" } });
      await engine.close();
    }
  });
});
