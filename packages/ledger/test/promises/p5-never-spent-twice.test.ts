import { describe, expect, it } from "vitest";
import type { Envelope } from "../../src/event/envelope.ts";
import { balanceOf, type RightsState } from "../../src/rights/rights.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { bench, memoryFiles } from "../support/engines.ts";
import { Pen } from "../support/fixture.ts";
import { type Act, placedAt } from "../support/rights-model.ts";

// P5: what there is only so much of is never used twice. Every interleaving of what a few states do with one
// right; after every step the parts add up to what was granted.

const FAR = 4_000_000_000_000;

const act = (author: string, kind: string, body: Act["body"]): Act => ({
  author,
  kind: `right.${kind}`,
  body,
});
const reserve = (author: string, reservation: string, amount = 1, lease: string | null = null) =>
  act(author, "reserve", { right: "R", lease, reservation, amount });
const spend = (author: string, reservation: string) => act(author, "spend", { reservation });
const release = (author: string, reservation: string) => act(author, "release", { reservation });
const lease = (name: string, holder: string, amount: number, until = FAR) =>
  act("UZ", "lease", { right: "R", lease: name, holder, amount, until });
const giveBack = (author: string, name: string) => act(author, "return", { lease: name });
const [A, B, C] = ["AF/post", "KZ/post", "PK/post"];

type Case = { readonly kind: string; readonly cap: number; readonly programs: readonly (readonly Act[])[] };

const CASES: Readonly<Record<string, Case>> = {
  "a voucher that three states reserve and spend": {
    kind: "voucher",
    cap: 1,
    programs: [A, B, C].map((who) => [
      reserve(who, `of ${who[0]}`.replace(" ", "-")),
      spend(who, `of-${who[0]}`),
    ]),
  },
  "a voucher that three states reserve under one name, and spend": {
    kind: "voucher",
    cap: 1,
    programs: [A, B, C].map((who) => [reserve(who, "r"), spend(who, "r"), spend(who, "r")]),
  },
  "a voucher reserved by one state, spent by another, released by a third": {
    kind: "voucher",
    cap: 1,
    programs: [
      [reserve(A, "r"), reserve(A, "again")],
      [spend(B, "r"), spend(B, "again")],
      [release(C, "r"), release(C, "again")],
    ],
  },
  "two permits that three states reserve, spend and release": {
    kind: "permit",
    cap: 2,
    programs: [A, B, C].map((who, i) => [reserve(who, `r${i}`), spend(who, `r${i}`), release(who, `r${i}`)]),
  },
  "a guarantee that covers two of three amounts": {
    kind: "guarantee",
    cap: 5,
    programs: [
      [reserve(A, "a", 3), release(A, "a"), reserve(A, "a2", 3)],
      [reserve(B, "b", 3), spend(B, "b")],
      [reserve(C, "c", 2), spend(C, "c"), release(C, "c")],
    ],
  },
  "permits leased to a post, used, given back and taken back, while others take what is free": {
    kind: "permit",
    cap: 3,
    programs: [
      [lease("L", A, 2, 1), giveBack("UZ", "L")],
      [reserve(A, "a1", 1, "L"), reserve(A, "a2", 1, "L"), release(A, "a1"), giveBack(A, "L")],
      [reserve(B, "b", 2), spend(B, "b")],
    ],
  },
  "two leases of one voucher": {
    kind: "voucher",
    cap: 1,
    programs: [
      [lease("L", A, 1), lease("M", B, 1)],
      [reserve(A, "a", 1, "L"), spend(A, "a"), giveBack(A, "L")],
      [reserve(B, "b", 1, "M"), spend(B, "b"), giveBack(B, "M")],
    ],
  },
  "a right that is closed while it is used": {
    kind: "permit",
    cap: 2,
    programs: [
      [act("UZ", "close", { right: "R" })],
      [reserve(A, "a"), spend(A, "a")],
      [reserve(B, "b"), release(B, "b"), reserve(B, "b2")],
    ],
  },
};

function* interleavings<Item>(programs: readonly (readonly Item[])[]): Generator<Item[]> {
  if (programs.every((program) => program.length === 0)) yield [];
  for (const [i, [first, ...rest]] of programs.entries()) {
    if (first === undefined) continue;
    for (const after of interleavings(programs.with(i, rest))) yield [first, ...after];
  }
}

function granted({ kind, cap }: Pick<Case, "kind" | "cap">): RightsState {
  const body = { right: "R", kind, unit: "unit", cap, users: ["AF", "KZ", "PK"], expires: null };
  const verdict = rightsMachine.apply(rightsMachine.initial, placedAt(act("UZ", "grant", body), 0, 1));
  if ("rejection" in verdict) throw new Error(verdict.rejection.code);
  return verdict.state;
}

/** Does one act and checks what must hold after any. */
function step(state: RightsState, act: Act, index: number, cap: number): RightsState {
  const before = JSON.stringify(rightsMachine.toJson(state));
  const verdict = rightsMachine.apply(state, placedAt(act, index, 1 + index));
  expect(JSON.stringify(rightsMachine.toJson(state)), "the state before is a value").toBe(before);
  const after = "state" in verdict ? verdict.state : state;
  const balance = balanceOf(after, "R")!;
  const parts = Object.values(balance);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cap);
  expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
  for (const { ended, left } of after.leases.values()) if (ended) expect(left).toBe(0);
  if ("rejection" in verdict) expect(balance).toEqual(balanceOf(state, "R"));
  else if (act.kind === "right.spend") expect(balance.spent).toBeGreaterThan(balanceOf(state, "R")!.spent);
  return after;
}

describe("P5: in every interleaving", () => {
  it.each(Object.entries(CASES))("%s", (_name, { kind, cap, programs }) => {
    let [ways, most] = [0, 0];
    for (const acts of interleavings(programs)) {
      const last = acts.reduce((state, one, i) => step(state, one, i + 1, cap), granted({ kind, cap }));
      most = Math.max(most, balanceOf(last, "R")!.spent);
      ways++;
    }
    expect(ways).toBeGreaterThan(20);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(cap);
  });
});

describe("P5: an engine that gets them in any order", () => {
  it("spends a voucher once, whoever comes first and whatever comes too early", async () => {
    const root = { uz: new Pen("UZ"), kz: new Pen("KZ"), af: new Pen("AF") };
    const offices = [
      await root.uz.addOffice("post"),
      await root.kz.addOffice("post"),
      await root.af.addOffice("post"),
    ];
    const body = { right: "R", kind: "voucher", unit: "voucher", cap: 1, users: ["AF", "KZ"], expires: null };
    const grant = await new Pen("UZ/post").write("right.grant", body);
    const [a, b] = [new Pen(A), new Pen(B)];
    const events = [
      await a.write("right.reserve", reserve(A, "a").body),
      await a.write("right.spend", { reservation: "a" }),
      await b.write("right.reserve", reserve(B, "b").body),
      await b.write("right.spend", { reservation: "b" }),
      await b.write("right.release", { reservation: "a" }),
    ];
    const winners = new Set<string>();
    for (const order of permutations(events)) {
      const { engine } = await bench("embedded", memoryFiles());
      for (const { bytes } of [...offices, grant, ...order]) await engine.submit(bytes);
      expect(engine.state.chains.get(B)?.indices.size).toBe(3);
      const { spent } = balanceOf(engine.state.app, "R")!;
      expect(spent).toBeLessThanOrEqual(1);
      winners.add(
        [...engine.state.app.reservations.values()].find(({ state }) => state === "spent")?.id ?? "",
      );
      await engine.close();
    }
    expect([...winners].sort()).toEqual(["", "a", "b"]);
  });
});

function permutations(items: readonly Envelope[]): Envelope[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
