import { balanceOf, type JsonObject } from "@rahdari/ledger";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MACHINES, type Movement, type TransitState } from "../src/index.ts";
import { machine, Stage } from "./support/stage.ts";

// Random actors say random things, most of them forbidden: what holds after each of them, whatever it was.

const RUNS = 100;
const STEPS = 100;

const OFFICES = [
  "PK/lahore",
  "PK/torkham-pk",
  "AF/torkham-af",
  "AF/hairatan",
  "UZ/ayritom",
  "UZ/yallama",
  "KZ/konysbayeva",
  "KZ/almaty",
];
const LEGS = [
  { territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" },
  { territory: "AF", from: "AF/torkham-af", to: "AF/hairatan" },
];
const declared = {
  holder: "PAK/041/123",
  regime: "tir",
  guarantee: "G1",
  legs: LEGS,
  furtherOffices: [],
  vehicle: { registration: "LES-1", country: "PK", approval: { number: "A1", issued: "2026-01-01" } },
  permits: [],
  readings: {},
  navigationSeal: false,
};
const guarantee = {
  guarantee: "G1",
  regime: "tir",
  guarantor: "PK-PNC-ICC",
  holder: "PAK/041/123",
  scope: "total",
  amount: 300,
  currency: "EUR",
  territories: ["PK", "AF"],
  lastPresentation: "2027-12-31",
  journeys: null,
};

/** References for the movements, with their check characters. */
const REFERENCES = { A: "27PK000000000071J0", B: "27PK000000000072J0", C: "27PK000000000073J9" } as const;

const movement = fc.constantFrom("A", "A", "B", "C");
const sequence = fc.integer({ min: 1, max: 4 });
const seals = fc.constantFrom<string[]>(["S1"], ["S1"], [], ["S2"]);
const said: fc.Arbitrary<readonly [kind: string, body: JsonObject]> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("declaration.lodge"),
      movement.map((id) => ({ movement: id, ...declared })),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("guarantee.accept"),
      movement.map((id) => ({ movement: id, guarantee: "G1" })),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("declaration.accept"),
      movement.map((id) => ({ movement: id, reference: REFERENCES[id] })),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constantFrom("release.grant", "declaration.withdraw", "declaration.present"),
      movement.map((id) => ({ movement: id })),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("seal.affix"),
      fc.record({ movement, seal: fc.constantFrom("S1", "S2"), type: fc.constant("customs") }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("seal.remove"),
      fc.record({ movement, seal: fc.constantFrom("S1", "S2") }),
    ),
  },
  {
    weight: 20,
    arbitrary: fc.tuple(
      fc.constant("operation.start"),
      fc.record({
        movement,
        operation: fc.integer({ min: 1, max: 40 }).map((n) => `O${n}`),
        sequence,
        seals,
        liability: fc.integer({ min: 1, max: 200 }),
        until: fc.constant(null),
      }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("operation.refuse"),
      fc.record({
        movement,
        operation: fc.integer({ min: 1, max: 40 }).map((n) => `O${n}`),
        sequence,
        because: fc.constant("x"),
        article: fc.constant("law"),
      }),
    ),
  },
  {
    weight: 30,
    arbitrary: fc.tuple(
      fc.constant("operation.terminate"),
      fc.record({
        movement,
        sequence,
        seals,
        final: fc.boolean(),
        reservation: fc.constantFrom(null, "differs"),
      }),
    ),
  },
  {
    weight: 30,
    arbitrary: fc.tuple(
      fc.constantFrom("operation.discharge", "liability.release"),
      fc.record({ movement, sequence }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("liability.reserve"),
      fc.record({ movement, sequence, amount: fc.integer({ min: 1, max: 200 }) }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("transport.suspend"),
      movement.map((id) => ({ movement: id, because: "border-shut", tolls: true, remark: null })),
    ),
  },
  { weight: 20, arbitrary: fc.tuple(fc.constant("transport.resume"), fc.record({ movement, seals })) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("movement.invalidate"),
      movement.map((id) => ({ movement: id, because: "x" })),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constant("claim.notify"), fc.record({ movement, sequence, fraud: fc.boolean() })),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constant("claim.lodge"),
      fc.record({ movement, sequence, amount: fc.integer({ min: 1, max: 200 }) }),
    ),
  },
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom("claim.pay"), fc.record({ movement, sequence })) },
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constantFrom("claim.end", "claim.refund"),
      fc.record({ movement, sequence, because: fc.constant("x") }),
    ),
  },
);

type Said = { readonly by: string; readonly days: number; readonly what: readonly [string, JsonObject] };
const act: fc.Arbitrary<Said> = fc.record({
  by: fc.constantFrom(...OFFICES),
  days: fc.integer({ min: 0, max: 20 }),
  what: said,
});

/** Who should say it, more often than not: else nearly all is refused at the door. */
function likelyAuthor({ movements }: TransitState, { by, what: [kind, body] }: Said, luck: number): string {
  if (luck % 3 === 0) return by;
  const { legs, leg, operations } = movements.get(String(body.movement)) ?? {
    legs: LEGS,
    leg: 0,
    operations: [],
  };
  const here = legs[Math.min(leg, legs.length - 1)] as (typeof LEGS)[number];
  if (kind === "operation.terminate") return here.to;
  if (kind === "operation.discharge" || kind.startsWith("claim.") || kind.startsWith("liability.")) {
    const territory = operations.find((one) => one.sequence === body.sequence)?.territory ?? "PK";
    return territory === "AF" ? "AF/hairatan" : "PK/lahore";
  }
  const first = ["declaration", "guarantee", "release", "movement"].some((word) => kind.startsWith(word));
  return first ? "PK/lahore" : here.from;
}

/** With the number, the sequence and the seals that fit, more often than not. */
function likelyBody(
  { movements, seals: known }: TransitState,
  [kind, body]: Said["what"],
  luck: number,
): JsonObject {
  const own = movements.get(String(body.movement));
  if (!own || luck % 4 === 0) return body;
  const last = own.operations.length;
  const begins = kind === "operation.start" || kind === "operation.refuse";
  return {
    ...body,
    ...("sequence" in body && { sequence: begins ? last + 1 : Math.max(1, last) }),
    ...("operation" in body && { operation: `${own.id}-${luck}` }),
    ...("seals" in body && { seals: own.seals.filter((id) => known.get(id)?.state === "affixed") }),
    ...("final" in body && { final: own.leg === own.legs.length - 1 }),
  };
}

/** Two movements released, the third is up to the actors. */
function begin(): Stage {
  const stage = new Stage();
  const say = (kind: string, body: JsonObject) =>
    expect(stage.say("2027-01-04 05:00", "PK/lahore", kind, body), kind).toBeUndefined();
  say("guarantor.authorise", { guarantor: "PK-PNC-ICC" });
  say("holder.authorise", { holder: "PAK/041/123" });
  say("guarantee.register", guarantee);
  for (const id of ["A", "B"] as const) {
    say("declaration.lodge", { movement: id, ...declared });
    say("guarantee.accept", { movement: id, guarantee: "G1" });
    say("declaration.accept", { movement: id, reference: REFERENCES[id] });
    say("seal.affix", { movement: id, seal: `${id}1`, type: "customs" });
    say("release.grant", { movement: id });
  }
  return stage;
}

const tableOf = (name: string) => MACHINES.find((one) => one.name === name)!.table;
const allows = (name: string, from: string, to: string) =>
  from === to || Object.values(tableOf(name)[from] ?? {}).includes(to);

/** Each thing went on by one arrow of its drawing, or stayed. */
function stepsOnly(before: TransitState, after: TransitState): void {
  for (const [id, now] of after.movements) {
    const was = before.movements.get(id);
    if (was) expect(allows("Movement", was.state, now.state), `${was.state} to ${now.state}`).toBe(true);
    for (const one of now.operations) {
      const earlier = was?.operations.find(({ sequence: n }) => n === one.sequence);
      if (earlier)
        expect(allows("Operation", earlier.state, one.state), `${earlier.state} to ${one.state}`).toBe(true);
    }
  }
  for (const [id, now] of after.seals) {
    const was = before.seals.get(id);
    if (was) expect(allows("Seal", was.state, now.state)).toBe(true);
  }
}

function invariants(state: TransitState): void {
  const balance = balanceOf(state.rights, "g.G1")!;
  expect(Math.min(balance.free, balance.reserved, balance.spent)).toBeGreaterThanOrEqual(0);
  expect(balance.free + balance.reserved + balance.spent).toBe(guarantee.amount);
  const movements = [...state.movements.values()];
  const relying = movements.filter(({ guaranteeAccepted }) => guaranteeAccepted).length;
  expect(state.guarantees.get("G1")?.relying).toBe(relying);
  const liable = movements.flatMap(({ operations }) => operations.flatMap(({ liabilities }) => liabilities));
  expect(liable.reduce((sum, { amount }) => sum + amount, 0)).toBe(balance.reserved);
  for (const one of movements) {
    expect(
      one.operations.filter(({ state: is }) => is === "started" || is === "suspended").length,
    ).toBeLessThan(2);
    expect(one.operations.map(({ sequence: n }) => n)).toEqual(one.operations.map((_, i) => i + 1));
    for (const operation of one.operations) {
      if (operation.state === "discharged" && operation.terminated === null)
        expect(operation.recovery).not.toBeNull();
      if (operation.state === "discharged") expect(operation.liabilities).toEqual([]);
    }
  }
}

/** An accepted declaration can be released, or its release refused. */
function hasWayOut(stage: Stage, { id, state }: Movement): void {
  if (state !== "accepted" && state !== "under-control") return;
  const copy = new Stage();
  copy.state = stage.state;
  const refusal = { movement: id, because: "x", article: "law" };
  expect(copy.say("2028-01-01 00:00", "PK/lahore", "release.refuse", refusal)).toBeUndefined();
}

describe("random actors", () => {
  it(`of ${RUNS} journeys of ${STEPS} messages take no forbidden step and overdraw no guarantee`, () => {
    const accepted = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(act, { minLength: STEPS, maxLength: STEPS }), (acts) => {
        const stage = begin();
        let day = Date.parse("2027-01-11T00:00:00Z");
        for (const [luck, one] of acts.entries()) {
          day += one.days * 3_600_000;
          const before = stage.state;
          const [kind] = one.what;
          const body = likelyBody(before, one.what, luck);
          const author = likelyAuthor(before, { ...one, what: [kind, body] }, luck);
          const refused = stage.place({ received: day as never, at: day as never, author, kind, body });
          if (refused) expect(stage.state).toBe(before);
          else {
            accepted.set(kind, (accepted.get(kind) ?? 0) + 1);
            stepsOnly(before, stage.state);
            invariants(stage.state);
            for (const own of stage.state.movements.values()) hasWayOut(stage, own);
          }
        }
        expect(machine.toJson(machine.fromJson(machine.toJson(stage.state)))).toEqual(
          machine.toJson(stage.state),
        );
      }),
      { numRuns: RUNS, seed: 20270111, endOnFailure: true },
    );
    // What never was accepted was not tested.
    for (const kind of [
      "operation.start",
      "operation.terminate",
      "operation.discharge",
      "transport.resume",
      "claim.notify",
    ])
      expect(accepted.get(kind) ?? 0, `${kind} of ${JSON.stringify([...accepted])}`).toBeGreaterThan(10);
  });
});
