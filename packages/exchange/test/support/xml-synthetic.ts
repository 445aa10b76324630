import type { Json, JsonObject } from "@rahdari/ledger";
import { declaresGoods, type Payload, referenceOf } from "@rahdari/transit";
import fc from "fast-check";
import type { Journey, Recorded } from "../../src/journey.ts";
import { JOURNEYS } from "./xml-journeys.ts";

// Journeys beyond the scenarios: made from one of theirs, with other messages or another movement. Synthetic all.

/** A journey of the catalogue, "01 M1". */
export function journeyNamed(name: string): Journey {
  const found = JOURNEYS.find(([known]) => known === name);
  if (!found) throw new Error(`no journey ${name}`);
  return found[1];
}

export const CLEAN: Journey = journeyNamed("01 M1");

/** The journey with one more message at its end. */
export function withMessage(
  journey: Journey,
  kind: string,
  body: JsonObject,
  rest: Partial<Recorded> = {},
): Journey {
  const last = journey.messages.at(-1) as Recorded;
  const index = last.index + 1;
  const message = {
    index,
    kind,
    body,
    author: last.author,
    at: last.at,
    received: last.received,
    rejection: null,
    payload: null,
  };
  return { ...journey, messages: [...journey.messages, { ...message, ...rest }] };
}

/** The journey with other goods and parties in all that it declares; none where its exporter may not see them. */
export function withPayload(journey: Journey, payload: Payload | null): Journey {
  const messages = journey.messages.map((message) =>
    declaresGoods(message.kind) ? { ...message, payload } : message,
  );
  return { ...journey, messages };
}

/** The journey with what it declares changed, in its movement and in the message that lodged it. */
export function withDeclared(journey: Journey, changes: JsonObject): Journey {
  const messages = journey.messages.map((message) =>
    message.kind === "declaration.lodge" ? { ...message, body: { ...message.body, ...changes } } : message,
  );
  return { ...journey, messages, movement: { ...journey.movement, ...changes } };
}

/** The journey with another reference of customs. */
export function withReference(journey: Journey, reference: string): Journey {
  const messages = journey.messages.map((message) =>
    message.kind === "declaration.accept" ? { ...message, body: { ...message.body, reference } } : message,
  );
  return { ...journey, messages, movement: { ...journey.movement, reference } };
}

const GRN = "27PK0000000000007";
const COMPREHENSIVE = { id: GRN, journeys: null, scope: "total", regime: "qtta" } as const;

/** A permit of QTTA under a comprehensive guarantee that has a GRN, with an MRN in the form of Phase 6. */
export const WITH_GRN: Journey = (() => {
  const declared = withDeclared(journeyNamed("21 Q1"), { guarantee: GRN });
  const journey = withReference(declared, referenceOf("PK", Date.UTC(2027, 1), "00000000012J"));
  const named = journeyNamed("21 Q1").movement.guarantee;
  return {
    ...journey,
    guarantees: journey.guarantees
      .filter(({ id }) => id === named)
      .map((guarantee) => ({ ...guarantee, ...COMPREHENSIVE })),
  };
})();

/** Messages that no scenario has. */
export const BEYOND: readonly (readonly [string, Journey])[] = [
  ["presented later", withMessage(CLEAN, "declaration.present", { movement: "M1" })],
  [
    "a guarantee with a GRN refused",
    withMessage(WITH_GRN, "guarantee.reject", { guarantee: GRN, movement: "Q1", reason: "G09" }),
  ],
  [
    "an end refused",
    withMessage(
      CLEAN,
      "operation.terminate",
      { movement: "M1", sequence: 4, seals: ["K72"], final: true, reservation: null },
      { rejection: { code: "operation/reservation-required", path: "/reservation" } },
    ),
  ],
  [
    "lodged twice",
    withMessage(
      CLEAN,
      "declaration.lodge",
      CLEAN.messages.find(({ kind }) => kind === "declaration.lodge")?.body ?? {},
      {
        rejection: { code: "movement/known", path: "/movement" },
      },
    ),
  ],
  [
    "malformed",
    withMessage(CLEAN, "declaration.amend", { movement: "M1" }, { rejection: { code: "body/malformed" } }),
  ],
  [
    "seals broken at the end",
    withMessage(CLEAN, "operation.terminate", {
      movement: "M1",
      sequence: 4,
      seals: ["K71", "K99"],
      final: true,
      reservation: "One seal too many\n\tand the rope is cut",
    }),
  ],
  ["a long number of the holder", withDeclared(CLEAN, { holder: "PAK/041/1234567890123456789" })],
  [
    "through seven countries",
    withDeclared(CLEAN, {
      legs: ["PK/lahore", "AF/kabul", "UZ/termez", "TM/farap", "IR/mashhad", "TR/ankara", "CN/kashgar"].map(
        (office) => ({ territory: office.slice(0, 2), from: office, to: office }),
      ),
    }),
  ],
  [
    "under QTTA through twelve legs",
    withDeclared(WITH_GRN, {
      legs: Array.from({ length: 12 }, (_, i) => {
        const country = i % 2 === 0 ? "PK" : "CN";
        return { territory: country, from: `${country}/post-${i}`, to: `${country}/post-${i}-out` };
      }),
    }),
  ],
];

/** Journeys in which messages that the ledger refused have something else in one of their fields, or beside them. */
export function garbled(count: number): Journey[] {
  const base = ["01 M1", "04 M1", "21 Q1"].map(journeyNamed);
  const value = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.string({ unit: "binary", maxLength: 400 }));
  const change = fc.record({
    journey: fc.constantFrom(...base),
    at: fc.nat(1000),
    field: fc.nat(20),
    value,
    code: fc.constantFrom(
      "body/malformed",
      "movement/unknown",
      "movement/state",
      "right/not-free",
      "seal/known",
    ),
    path: fc.option(fc.constantFrom("/movement", "/legs/0/from", "/seals/0", "/x y", ""), { nil: undefined }),
  });
  return fc.sample(change, { numRuns: count, seed: 7 }).map(({ journey, at, field, value, code, path }) => {
    const message = journey.messages[at % journey.messages.length] as Recorded;
    const keys = [...Object.keys(message.body), "beside"];
    const body = { ...message.body, [keys[field % keys.length] ?? "beside"]: value as Json };
    const rejection = path === undefined ? { code } : { code, path };
    return { ...journey, messages: [...journey.messages, { ...message, index: 1000, body, rejection }] };
  });
}
