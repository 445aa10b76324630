import type { JsonObject } from "@rahdari/ledger";
import fc from "fast-check";
import type { TransitState } from "../../src/index.ts";

// Actors who say random things about three movements under one guarantee, most of them forbidden.

export const OFFICES = [
  "PK/lahore",
  "PK/peshawar",
  "PK/torkham-pk",
  "AF/torkham-af",
  "AF/hairatan",
  "UZ/ayritom",
  "KZ/konysbayeva",
  "KZ/almaty",
];
const AF = { territory: "AF", from: "AF/torkham-af", to: "AF/hairatan" };
const LEGS = [
  { territory: "PK", from: "PK/lahore", to: "PK/peshawar" },
  { territory: "PK", from: "PK/peshawar", to: "PK/torkham-pk" },
  AF,
];
/** Ways on, back, or to another end, from where a load may be. */
const WAYS: JsonObject[][] = [
  LEGS,
  [{ territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" }, AF],
  LEGS.slice(1),
  LEGS.slice(2),
  [{ ...AF, to: "AF/kabul" }],
  [{ territory: "PK", from: "PK/torkham-pk", to: "PK/lahore" }],
  [{ territory: "PK", from: "PK/peshawar", to: "PK/lahore" }],
];
export const declared = {
  holder: "PAK/041/123",
  regime: "aptta",
  guarantee: "G1",
  legs: LEGS,
  furtherOffices: [{ office: "PK/peshawar", role: "departure" }],
  vehicle: { registration: "LES-1", country: "PK", approval: { number: "A1", issued: "2026-01-01" } },
  permits: [],
  readings: { status: "in-force" },
  navigationSeal: false,
};
export const guarantee = {
  guarantee: "G1",
  regime: "aptta",
  guarantor: "PK-PNC-ICC",
  holder: "PAK/041/123",
  scope: "total",
  amount: 300,
  currency: "EUR",
  territories: ["PK", "AF"],
  lastPresentation: "2040-12-31",
  journeys: null,
};

/** References for the movements, with their check characters. */
export const REFERENCES = {
  A: "27PK000000000071J0",
  B: "27PK000000000072J0",
  C: "27PK000000000073J9",
} as const;

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
    weight: 12,
    arbitrary: fc.tuple(
      fc.constant("diversion.request"),
      fc.record({ movement, legs: fc.constantFrom(...WAYS), because: fc.constant("x") }),
    ),
  },
  {
    weight: 12,
    arbitrary: fc.tuple(
      fc.constant("diversion.decide"),
      fc.record({ movement, refused: fc.constantFrom(null, null, "2") }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("movement.invalidate"),
      movement.map((id) => ({ movement: id, because: "x" })),
    ),
  },
  {
    weight: 12,
    arbitrary: fc.tuple(fc.constant("claim.notify"), fc.record({ movement, sequence, fraud: fc.boolean() })),
  },
  {
    weight: 20,
    arbitrary: fc.tuple(
      fc.constant("claim.lodge"),
      fc.record({ movement, sequence, amount: fc.integer({ min: 1, max: 200 }) }),
    ),
  },
  {
    weight: 16,
    arbitrary: fc.tuple(
      fc.constantFrom("claim.pay", "claim.pay", "claim.pay", "enquiry.open"),
      fc.record({ movement, sequence }),
    ),
  },
  {
    weight: 20,
    arbitrary: fc.tuple(
      fc.constantFrom("claim.end", "claim.refund", "claim.refund", "claim.reject", "claim.contest"),
      fc.record({ movement, sequence, because: fc.constant("x") }),
    ),
  },
  {
    weight: 12,
    arbitrary: fc.tuple(
      fc.constant("enquiry.close"),
      fc.record({ movement, sequence, located: fc.boolean(), remark: fc.constant("x") }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.oneof(
      fc.tuple(
        fc.constant("discrepancy.notify"),
        fc.record({ movement, sequence, what: fc.constant("weight"), remark: fc.constant("x") }),
      ),
      fc.tuple(
        fc.constant("discrepancy.resolve"),
        fc.record({ movement, sequence, explained: fc.boolean(), remark: fc.constant("x") }),
      ),
      fc.tuple(
        fc.constant("claim.decide"),
        fc.record({ movement, sequence, enforceableOn: fc.constant("2027-03-01"), due: fc.boolean() }),
      ),
    ),
  },
);

export type Said = {
  readonly by: string;
  readonly days: number;
  readonly what: readonly [string, JsonObject];
};
export const act: fc.Arbitrary<Said> = fc.record({
  by: fc.constantFrom(...OFFICES),
  days: fc.integer({ min: 0, max: 20 }),
  what: said,
});

/** Who should say it, more often than not: else nearly all is refused at the door. */
export function likelyAuthor(
  { movements }: TransitState,
  { by, what: [kind, body] }: Said,
  luck: number,
): string {
  if (luck % 3 === 0) return by;
  const { legs, leg, operations } = movements.get(String(body.movement)) ?? {
    legs: LEGS,
    leg: 0,
    operations: [],
  };
  const here = legs[Math.min(leg, legs.length - 1)] as (typeof LEGS)[number];
  if (kind === "operation.terminate") return here.to;
  const isOfCountry = ["operation.discharge", "claim.", "enquiry.", "discrepancy.", "liability."];
  if (isOfCountry.some((word) => kind.startsWith(word))) {
    const territory = operations.find((one) => one.sequence === body.sequence)?.territory ?? "PK";
    return territory === "AF" ? "AF/hairatan" : "PK/lahore";
  }
  const first = ["declaration", "guarantee", "release", "movement", "diversion.decide"].some((word) =>
    kind.startsWith(word),
  );
  return first ? "PK/lahore" : here.from;
}

/** Where a claim has to stand for a step of it. */
const CLAIM_STATES: Readonly<Record<string, string>> = {
  "claim.lodge": "notified",
  "claim.pay": "claimed",
  "claim.refund": "paid",
};

/** With the number, the sequence and the seals that fit, more often than not. */
export function likelyBody(
  { movements, seals: known }: TransitState,
  [kind, body]: Said["what"],
  luck: number,
): JsonObject {
  const own = movements.get(String(body.movement));
  if (!own || luck % 4 === 0) return body;
  const last = own.operations.length;
  const begins = kind === "operation.start" || kind === "operation.refuse";
  const wanted = CLAIM_STATES[kind];
  const claimed = own.operations.find(({ recovery }) => recovery?.state === wanted)?.sequence;
  return {
    ...body,
    ...("sequence" in body && { sequence: begins ? last + 1 : (claimed ?? Math.max(1, last)) }),
    ...("operation" in body && { operation: `${own.id}-${luck}` }),
    ...("seals" in body && { seals: own.seals.filter((id) => known.get(id)?.state === "affixed") }),
    ...("final" in body && { final: own.leg === own.legs.length - 1 }),
  };
}

/** What is said before they begin: two movements released, the third is up to them. All by Lahore. */
export const OPENING: readonly (readonly [kind: string, body: JsonObject])[] = [
  ["guarantor.authorise", { guarantor: "PK-PNC-ICC" }],
  ["holder.authorise", { holder: "PAK/041/123" }],
  ["guarantee.register", guarantee],
  ...(["A", "B"] as const).flatMap((id): [string, JsonObject][] => [
    ["declaration.lodge", { movement: id, ...declared }],
    ["guarantee.accept", { movement: id, guarantee: "G1" }],
    ["declaration.accept", { movement: id, reference: REFERENCES[id] }],
    ["seal.affix", { movement: id, seal: `${id}1`, type: "customs" }],
    ["release.grant", { movement: id }],
  ]),
];
