import { balanceOf, type JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { loadScenarios, referenceOf, stepsOf, tasksOf } from "../src/index.ts";
import { Stage } from "./support/stage.ts";

// What each check of an act keeps out: one message that this check alone refuses.

const M1 = { movement: "M1" };
const START = { ...M1, operation: "X-1", seals: ["K71"], liability: 100, until: null };
const END = { ...M1, seals: ["K71"], final: false, reservation: null };
const WAY = [
  { territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" },
  { territory: "AF", from: "AF/torkham-af", to: "AF/hairatan" },
];
const DECLARED = {
  holder: "PAK/041/123",
  regime: "tir",
  guarantee: "XB25000071",
  legs: WAY,
  furtherOffices: [],
  vehicle: { registration: "LES-1", country: "PK", approval: { number: "A1", issued: "2026-01-01" } },
  permits: [],
  readings: {},
  navigationSeal: false,
};
const CARNET = {
  regime: "tir",
  guarantor: "PK-PNC-ICC",
  holder: "PAK/041/123",
  scope: "per-operation",
  amount: 10_000_000,
  currency: "EUR",
  territories: ["PK", "AF"],
  lastPresentation: "2027-12-31",
  journeys: 1,
};

type Said = readonly [at: string, by: string, kind: string, body: JsonObject];
type Case = {
  readonly what: string;
  readonly given: string;
  readonly first?: readonly Said[];
  readonly said: Said;
  readonly code: string;
  readonly path: string | undefined;
};

const lahore = (kind: string, body: JsonObject, at = "2027-01-11 05:00"): Said => [
  at,
  "PK/lahore",
  kind,
  body,
];
const accept = (movement: string) => ({
  movement,
  reference: referenceOf("PK", Date.parse("2027-01-11"), `${movement}00`),
});
const SUSPEND = { ...M1, because: "border-shut", tolls: true, remark: null };
const divert = (legs: JsonObject[]) => ({ ...M1, legs, because: "x" });
const exclude: Said = lahore("holder.exclude", { holder: "PAK/041/123", reason: "x" }, "2027-01-11 03:30");

const CASES: readonly Case[] = [
  {
    what: "a carnet is good for one journey",
    given: "tir-under-way",
    first: [lahore("declaration.lodge", { movement: "M2", ...DECLARED })],
    said: lahore("guarantee.accept", { movement: "M2", guarantee: "XB25000071" }),
    code: "guarantee/state",
    path: "/guarantee",
  },
  {
    what: "a guarantee of another regime does not serve",
    given: "qtta-lodged",
    first: [
      lahore("guarantor.authorise", { guarantor: "PK-PNC-ICC" }, "2027-05-04 05:00"),
      lahore("holder.authorise", { holder: "PAK/041/123" }, "2027-05-04 05:00"),
      lahore(
        "declaration.lodge",
        { movement: "Q5", ...DECLARED, holder: "PK/NLC", guarantee: "BG-2027-5" },
        "2027-05-04 05:00",
      ),
    ],
    said: lahore("guarantee.accept", { movement: "Q5", guarantee: "BG-2027-5" }, "2027-05-04 05:10"),
    code: "guarantee/other-regime",
    path: "/guarantee",
  },
  {
    what: "an excluded holder is not accepted",
    given: "tir-lodged",
    first: [lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"), exclude],
    said: lahore("declaration.accept", accept("M1")),
    code: "holder/unauthorised",
    path: "/movement",
  },
  {
    what: "an excluded holder is not released",
    given: "tir-lodged",
    first: [
      lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"),
      lahore("declaration.accept", accept("M1"), "2027-01-11 03:05"),
      exclude,
    ],
    said: lahore("release.grant", M1),
    code: "holder/unauthorised",
    path: "/movement",
  },
  {
    what: "the guarantor is asked for when the guarantee is accepted",
    given: "tir-lodged",
    first: [lahore("guarantor.revoke", { guarantor: "PK-PNC-ICC", reason: "x" }, "2027-01-11 03:00")],
    said: lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }),
    code: "guarantor/unauthorised",
    path: "/guarantee",
  },
  {
    what: "no other office releases",
    given: "tir-lodged",
    first: [
      lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"),
      lahore("declaration.accept", accept("M1"), "2027-01-11 03:05"),
    ],
    said: ["2027-01-11 05:00", "PK/karachi", "release.grant", M1],
    code: "office/not-concerned",
    path: "/movement",
  },
  {
    what: "what is lodged only is not sealed",
    given: "tir-lodged",
    said: lahore("seal.affix", { ...M1, seal: "K9", type: "customs" }),
    code: "movement/state",
    path: "/movement",
  },
  {
    what: "two legs of one territory do not follow one another",
    given: "tir-lodged",
    said: lahore("declaration.lodge", {
      ...DECLARED,
      movement: "M2",
      legs: [
        { territory: "PK", from: "PK/lahore", to: "PK/peshawar" },
        { ...WAY[0], from: "PK/peshawar" },
        WAY[1],
      ],
    } as JsonObject),
    code: "itinerary/broken",
    path: "/legs/1/territory",
  },
  {
    what: "a state that the regime does not bind is not on the way",
    given: "tir-lodged",
    said: lahore("declaration.lodge", {
      ...DECLARED,
      movement: "M2",
      regime: "uptt",
      legs: [WAY[0], WAY[1], { territory: "TM", from: "TM/serhetabat", to: "TM/mary" }],
    } as JsonObject),
    code: "regime/not-in-force",
    path: "/legs/2/territory",
  },
  {
    what: "TIR crosses a frontier",
    given: "tir-lodged",
    said: lahore("declaration.lodge", { ...DECLARED, movement: "M2", legs: [WAY[0]] } as JsonObject),
    code: "itinerary/territories",
    path: "/legs",
  },
  {
    what: "a reading that there is not switches no rule off",
    given: "tir-lodged",
    said: lahore("declaration.lodge", {
      ...DECLARED,
      movement: "M2",
      readings: { "claim.earliest-months": "none" },
    }),
    code: "value/unknown",
    path: "/readings/claim.earliest-months",
  },
  {
    what: "a certificate of next year is none",
    given: "tir-lodged",
    said: lahore("declaration.lodge", {
      ...DECLARED,
      movement: "M2",
      vehicle: { ...DECLARED.vehicle, approval: { number: "A1", issued: "2028-01-01" } },
    }),
    code: "hour/in-future",
    path: "/vehicle/approval/issued",
  },
  ...(
    [
      [{ journeys: null }, "/journeys"],
      [{ journeys: 2 }, "/journeys"],
      [{ scope: "total" }, "/scope"],
      [{ currency: "USD" }, "/currency"],
    ] as const
  ).map(
    ([own, path]): Case => ({
      what: `a carnet is for one journey, each country anew, in euro: ${path}`,
      given: "tir-lodged",
      said: lahore("guarantee.register", { ...CARNET, ...own, guarantee: "X9" }),
      code: "guarantee/form",
      path,
    }),
  ),
  {
    what: "a carnet is not above its ceiling",
    given: "tir-lodged",
    said: lahore("guarantee.register", { ...CARNET, amount: 10_000_001, guarantee: "X9" }),
    code: "guarantee/above-ceiling",
    path: "/amount",
  },
  {
    what: "an outage is not reported years later",
    given: "tir-lodged",
    said: lahore("node.unavailable", {
      planned: false,
      from: "2026-01-01T00:00:00.000Z",
      until: null,
    }),
    code: "hour/too-old",
    path: "/from",
  },
  {
    what: "an outage that ended is not made longer",
    given: "tir-lodged",
    first: [
      lahore("node.unavailable", {
        planned: true,
        from: "2027-01-11T01:00:00.000Z",
        until: "2027-01-11T02:00:00.000Z",
      }),
    ],
    said: lahore("node.available", { from: "2027-01-11T04:00:00.000Z" }),
    code: "outage/none",
    path: "/from",
  },
  {
    what: "another movement's seal is left alone",
    given: "tir-under-way",
    first: [
      lahore("guarantee.register", { ...CARNET, guarantee: "X9" }),
      lahore("declaration.lodge", { ...DECLARED, movement: "M2", guarantee: "X9" }),
      lahore("guarantee.accept", { movement: "M2", guarantee: "X9" }),
      lahore("declaration.accept", accept("M2")),
    ],
    said: lahore("seal.check", { movement: "M2", seal: "K71" }),
    code: "seal/other-movement",
    path: "/seal",
  },
  {
    what: "an operation that is open is not moved away",
    given: "tir-under-way",
    said: ["2027-01-12 05:00", "PK/lahore", "diversion.request", divert([{ ...WAY[0], from: "PK/karachi" }])],
    code: "itinerary/broken",
    path: "/legs/0",
  },
  {
    what: "from between two posts a load goes on or back, and no post is skipped",
    given: "tir-at-torkham",
    said: [
      "2027-01-14 05:00",
      "PK/torkham-pk",
      "diversion.request",
      divert([{ territory: "EAEU", from: "KZ/konysbayeva", to: "KZ/almaty" }]),
    ],
    code: "itinerary/broken",
    path: "/legs/0",
  },
  {
    what: "a country that is not on the way asks for no diversion",
    given: "tir-at-torkham",
    said: [
      "2027-01-14 05:00",
      "CN/kashgar",
      "diversion.request",
      divert([{ territory: "PK", from: "PK/torkham-pk", to: "PK/lahore" }]),
    ],
    code: "office/not-concerned",
    path: "/movement",
  },
  {
    what: "a diversion stays within the guarantee",
    given: "tir-at-torkham",
    said: [
      "2027-01-14 05:00",
      "AF/torkham-af",
      "diversion.request",
      divert([
        { territory: "AF", from: "AF/torkham-af", to: "AF/aqina" },
        { territory: "TM", from: "TM/imamnazar", to: "TM/mary" },
      ]),
    ],
    code: "guarantee/other-territory",
    path: "/guarantee",
  },
  {
    what: "a diversion stays within the regime",
    given: "tir-at-torkham",
    said: [
      "2027-01-14 05:00",
      "AF/torkham-af",
      "diversion.request",
      divert([
        { territory: "AF", from: "AF/torkham-af", to: "AF/kabul" },
        { territory: "XX", from: "XX/nowhere", to: "XX/else" },
      ]),
    ],
    code: "regime/not-in-force",
    path: "/legs/1/territory",
  },
  {
    what: "an office that is awaited is not told to wait no more",
    given: "tir-under-way",
    said: lahore("diversion.forward", { ...M1, office: "AF/hairatan" }),
    code: "office/not-concerned",
    path: "/office",
  },
  {
    what: "a start is not dated before the exit",
    given: "tir-at-torkham",
    said: ["2027-01-13 06:05", "AF/torkham-af", "operation.start", { ...START, sequence: 2 }],
    code: "hour/before",
    path: undefined,
  },
  {
    what: "the office of departure starts at no other border",
    given: "tir-at-torkham",
    said: ["2027-01-13 07:00", "PK/lahore", "operation.start", { ...START, sequence: 2 }],
    code: "office/not-concerned",
    path: "/movement",
  },
  {
    what: "a load with a seal that was tampered with does not start",
    given: "tir-at-torkham",
    first: [
      ["2027-01-13 06:20", "PK/torkham-pk", "seal.alarm", { ...M1, seal: "K71", remark: "x" }],
      [
        "2027-01-13 06:30",
        "PK/torkham-pk",
        "seal.investigate",
        { ...M1, seal: "K71", tampered: true, remark: "x" },
      ],
    ],
    said: ["2027-01-13 07:00", "AF/torkham-af", "operation.start", { ...START, sequence: 2 }],
    code: "seal/not-sound",
    path: "/seals",
  },
  {
    what: "a suspension is not dated before the start",
    given: "tir-under-way",
    said: ["2027-01-11 04:00", "PK/torkham-pk", "transport.suspend", SUSPEND],
    code: "hour/before",
    path: undefined,
  },
  {
    what: "suspensions do not overlap",
    given: "tir-under-way",
    first: [
      ["2027-01-12 05:00", "PK/torkham-pk", "transport.suspend", SUSPEND],
      ["2027-01-14 05:00", "PK/torkham-pk", "transport.resume", { ...M1, seals: ["K71"] }],
    ],
    said: ["2027-01-13 05:00", "PK/torkham-pk", "transport.suspend", SUSPEND],
    code: "hour/before",
    path: undefined,
  },
  {
    what: "a transport resumes with the seals that were on it",
    given: "tir-under-way",
    first: [["2027-01-12 05:00", "PK/torkham-pk", "transport.suspend", SUSPEND]],
    said: ["2027-01-13 05:00", "PK/torkham-pk", "transport.resume", { ...M1, seals: ["K72"] }],
    code: "seal/set-differs",
    path: "/seals",
  },
  {
    what: "a transport resumes for a holder who is authorised",
    given: "tir-under-way",
    first: [
      ["2027-01-12 05:00", "PK/torkham-pk", "transport.suspend", SUSPEND],
      ["2027-01-12 06:00", "PK/lahore", "holder.exclude", { holder: "PAK/041/123", reason: "x" }],
    ],
    said: ["2027-01-13 05:00", "PK/torkham-pk", "transport.resume", { ...M1, seals: ["K71"] }],
    code: "holder/unauthorised",
    path: "/movement",
  },
  {
    what: "nobody enquires while the time limit stands still",
    given: "tir-under-way",
    first: [["2027-01-12 05:00", "PK/torkham-pk", "transport.suspend", SUSPEND]],
    said: ["2027-01-30 05:00", "PK/lahore", "enquiry.open", { ...M1, sequence: 1 }],
    code: "enquiry/too-early",
    path: "/sequence",
  },
  {
    what: "a time limit that is over is not extended",
    given: "tir-under-way",
    said: [
      "2027-01-22 05:00",
      "PK/lahore",
      "operation.extend",
      { ...M1, sequence: 1, days: 5, because: "x" },
    ],
    code: "deadline/over",
    path: "/sequence",
  },
  {
    what: "a seal is not taken off under way",
    given: "tir-under-way",
    said: lahore("seal.remove", { ...M1, seal: "K71" }),
    code: "movement/state",
    path: "/movement",
  },
  {
    what: "nothing beyond the first amount, nothing to give back",
    given: "tir-under-way",
    said: lahore("liability.release", { ...M1, sequence: 1 }),
    code: "liability/none",
    path: "/sequence",
  },
  {
    what: "after discharge nothing more is reserved",
    given: "tir-at-torkham",
    first: [["2027-01-13 07:00", "PK/torkham-pk", "operation.discharge", { ...M1, sequence: 1 }]],
    said: ["2027-01-13 08:00", "PK/lahore", "liability.reserve", { ...M1, sequence: 1, amount: 100 }],
    code: "operation/state",
    path: "/sequence",
  },
  {
    what: "a carnet stands for one amount in a country, however often it comes back",
    given: "tir-under-way",
    said: lahore("liability.reserve", { ...M1, sequence: 1, amount: 7_500_001 }),
    code: "guarantee/too-low",
    path: "/amount",
  },
  {
    what: "what is reserved for one operation in a country counts for the next one there",
    given: "tir-at-torkham",
    first: [
      [
        "2027-01-14 05:00",
        "PK/torkham-pk",
        "diversion.request",
        divert([{ territory: "PK", from: "PK/torkham-pk", to: "PK/lahore" }]),
      ],
      ["2027-01-14 06:00", "PK/lahore", "diversion.decide", { ...M1, refused: null }],
    ],
    said: [
      "2027-01-14 07:00",
      "PK/torkham-pk",
      "operation.start",
      { ...START, sequence: 2, liability: 7_500_001 },
    ],
    code: "guarantee/too-low",
    path: "/liability",
  },
  {
    what: "a seal is not replaced after arrival",
    given: "tir-arrived",
    first: [["2027-01-18 05:00", "KZ/almaty", "operation.terminate", { ...END, sequence: 4, final: true }]],
    said: ["2027-01-18 06:00", "KZ/almaty", "seal.replace", { ...M1, seal: "K71", by: "K72", because: "x" }],
    code: "movement/state",
    path: "/movement",
  },
  {
    what: "a way into the union that was not declared asks for its navigation seal",
    given: "tir-at-torkham",
    first: [
      [
        "2027-01-14 05:00",
        "PK/torkham-pk",
        "diversion.request",
        divert([
          { territory: "PK", from: "PK/torkham-pk", to: "PK/sost" },
          { territory: "CN", from: "CN/tashkurgan", to: "CN/torugart-cn" },
          { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
        ]),
      ],
      ["2027-01-14 06:00", "PK/lahore", "diversion.decide", { ...M1, refused: null }],
      ["2027-01-14 07:00", "PK/torkham-pk", "operation.start", { ...START, sequence: 2 }],
      ["2027-01-18 07:00", "PK/sost", "operation.terminate", { ...END, sequence: 2 }],
      ["2027-01-18 09:00", "CN/tashkurgan", "operation.start", { ...START, operation: "X-2", sequence: 3 }],
      ["2027-01-20 09:00", "CN/torugart-cn", "operation.terminate", { ...END, sequence: 3 }],
    ],
    said: [
      "2027-01-20 12:00",
      "KG/torugart-kg",
      "operation.start",
      { ...START, operation: "X-3", sequence: 4 },
    ],
    code: "seal/navigation-missing",
    path: "/seals",
  },
  {
    what: "only the country of the operation says that a load is not found",
    given: "tir-in-afghanistan",
    first: [["2027-01-22 05:00", "AF/torkham-af", "enquiry.open", { ...M1, sequence: 2 }]],
    said: [
      "2027-01-23 05:00",
      "PK/lahore",
      "enquiry.close",
      { ...M1, sequence: 2, located: false, remark: "x" },
    ],
    code: "office/not-concerned",
    path: "/movement",
  },
  {
    what: "a control that was not satisfactory is not cleared by a word",
    given: "tir-lodged",
    first: [
      lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"),
      lahore("declaration.accept", accept("M1"), "2027-01-11 03:05"),
      lahore("control.decide", { ...M1, types: ["40"] }, "2027-01-11 03:10"),
      lahore("control.result", { ...M1, result: "B1", remark: null }, "2027-01-11 03:20"),
    ],
    said: lahore("control.result", { ...M1, result: "A1", remark: null }),
    code: "movement/state",
    path: "/movement",
  },
  {
    what: "what customs examine is not withdrawn",
    given: "tir-lodged",
    first: [
      lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"),
      lahore("declaration.accept", accept("M1"), "2027-01-11 03:05"),
      lahore("control.decide", { ...M1, types: ["40"] }, "2027-01-11 03:10"),
    ],
    said: lahore("declaration.withdraw", M1),
    code: "movement/state",
    path: "/movement",
  },
  {
    what: "a movement on paper needs its permit too",
    given: "qtta-at-torugart",
    first: [
      lahore(
        "node.unavailable",
        { planned: false, from: "2027-05-10T05:00:00.000Z", until: null },
        "2027-05-10 06:00",
      ),
    ],
    said: lahore(
      "fallback.open",
      {
        ...DECLARED,
        fallback: "F1",
        movement: "Q2",
        holder: "PK/NLC",
        regime: "qtta",
        guarantee: "BG-2027-5",
        legs: [
          { territory: "PK", from: "PK/lahore", to: "PK/sost" },
          { territory: "CN", from: "CN/tashkurgan", to: "CN/torugart-cn" },
          { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
        ],
      },
      "2027-05-10 06:10",
    ),
    code: "permit/missing",
    path: "/movement",
  },
  {
    what: "an operation of a holder who is excluded is not discharged on a clean certificate",
    given: "tir-at-torkham",
    first: [["2027-01-13 07:00", "PK/lahore", "holder.exclude", { holder: "PAK/041/123", reason: "x" }]],
    said: ["2027-01-13 08:00", "PK/lahore", "operation.discharge", { ...M1, sequence: 1 }],
    code: "holder/unauthorised",
    path: "/movement",
  },
  {
    what: "no notice while the load is under way in its time limit",
    given: "tir-under-way",
    said: lahore("claim.notify", { ...M1, sequence: 1, fraud: false }),
    code: "claim/notice-early",
    path: "/sequence",
  },
  {
    what: "an open discrepancy is not called off with its movement",
    given: "tir-at-torkham",
    first: [
      [
        "2027-01-13 07:00",
        "PK/lahore",
        "discrepancy.notify",
        { ...M1, sequence: 1, what: "weight", remark: "x" },
      ],
    ],
    said: lahore("movement.invalidate", { ...M1, because: "x" }, "2027-01-13 08:00"),
    code: "operation/discrepancy-open",
    path: "/movement",
  },
];

describe("a check", () => {
  it.each(CASES)("$what", ({ given, first = [], said, code, path }) => {
    const stage = Stage.after(given);
    for (const one of first) expect(stage.say(...one), one[2]).toBeUndefined();
    const before = stage.state;
    const refused = stage.say(...said);
    expect(refused?.code).toBe(code);
    expect(refused?.path).toBe(path);
    expect(stage.state).toBe(before);
  });
});

/** The clock of Article 11 for the Afghan operation of M1: notified 2027-06-01. */
function notified(): Stage {
  const stage = Stage.after("tir-in-afghanistan");
  const say = (at: string, kind: string, body: JsonObject) =>
    expect(stage.say(at, "AF/torkham-af", kind, { ...M1, sequence: 2, ...body }), kind).toBeUndefined();
  say("2027-03-01 09:00", "enquiry.open", {});
  say("2027-05-01 09:00", "enquiry.close", { located: false, remark: "x" });
  say("2027-06-01 09:00", "claim.notify", { fraud: false });
  return stage;
}

describe("the clocks of Article 11", () => {
  const of =
    (stage: Stage) =>
    (at: string, kind: string, body: JsonObject, by = "AF/torkham-af") =>
      stage.say(at, by, kind, { ...M1, sequence: 2, ...body })?.code;

  it("count a notice from when the ledger had it, not from the day that it claims", () => {
    const stage = Stage.after("tir-in-afghanistan");
    const say = of(stage);
    say("2027-03-01 09:00", "enquiry.open", {});
    say("2027-05-01 09:00", "enquiry.close", { located: false, remark: "x" });
    const [at, received] = ["2027-04-30T09:00:00Z", "2027-06-01T09:00:00Z"].map(
      (text) => Date.parse(text) as never,
    );
    const body = { ...M1, sequence: 2, fraud: false };
    expect(
      stage.place({ at: at!, received: received!, author: "AF/torkham-af", kind: "claim.notify", body }),
    ).toBeUndefined();
    expect(say("2027-06-30 08:00", "claim.lodge", { amount: 100 })).toBe("claim/too-early");
    expect(say("2027-07-01 10:00", "claim.lodge", { amount: 100 })).toBeUndefined();
  });

  it("begin in the country of departure with the acceptance, in others with the start", () => {
    const stage = Stage.after("tir-released");
    const say = of(stage);
    const start = { ...START, operation: "PK-1", sequence: 1 };
    stage.say("2027-03-01 05:00", "PK/lahore", "operation.start", start);
    stage.say("2027-03-02 05:00", "PK/torkham-pk", "operation.terminate", { ...END, sequence: 1 });
    const notify = (at: string) => say(at, "claim.notify", { sequence: 1, fraud: false }, "PK/lahore");
    expect(notify("2028-01-11 03:06")).toBe("claim/notice-late");
    expect(notify("2028-01-11 03:05")).toBeUndefined();
  });

  it("give two years where a certificate was false, and no more", () => {
    const stage = Stage.after("tir-arrived");
    const say = of(stage);
    expect(say("2029-01-13 07:21", "claim.notify", { fraud: true })).toBe("claim/notice-late");
    expect(say("2029-01-13 07:20", "claim.notify", { fraud: true })).toBeUndefined();
  });

  it("give a year from a decision that can be enforced, made before the claim or after", () => {
    const say = of(notified());
    expect(say("2029-05-01 09:00", "claim.decide", { due: true, enforceableOn: "2029-05-02" })).toBe(
      "hour/in-future",
    );
    expect(say("2029-05-01 09:00", "claim.decide", { due: true, enforceableOn: "2027-05-31" })).toBe(
      "hour/before",
    );
    expect(
      say("2029-05-01 09:00", "claim.decide", { due: true, enforceableOn: "2029-05-01" }),
    ).toBeUndefined();
    expect(say("2030-05-01 00:01", "claim.lodge", { amount: 100 })).toBe("claim/too-late");
    expect(say("2030-05-01 00:00", "claim.lodge", { amount: 100 })).toBeUndefined();
  });

  it("end a claim with the decision that nothing is due", () => {
    const stage = notified();
    const say = of(stage);
    expect(say("2027-08-01 09:00", "claim.lodge", { amount: 100 })).toBeUndefined();
    expect(
      say("2027-09-01 09:00", "claim.decide", { due: false, enforceableOn: "2027-09-01" }),
    ).toBeUndefined();
    expect(say("2027-09-02 09:00", "claim.pay", {})).toBe("recovery/state");
    expect(stage.state.movements.get("M1")?.operations[1]).toMatchObject({
      liabilities: [],
      recovery: { state: "rejected", disputed: false },
    });
  });

  it("let what was paid be paid back within two years of the claim, and not after", () => {
    const say = of(notified());
    say("2027-08-01 09:00", "claim.lodge", { amount: 100 });
    say("2027-09-01 09:00", "claim.pay", {});
    expect(say("2029-08-01 09:01", "claim.refund", { because: "x" })).toBe("claim/refund-late");
    expect(say("2029-08-01 09:00", "claim.refund", { because: "x" })).toBeUndefined();
  });

  it("do not let a claim that was made be ended for its guarantor, however old", () => {
    const say = of(notified());
    say("2027-08-01 09:00", "claim.lodge", { amount: 100 });
    const end = (at: string) => say(at, "claim.end", { because: "x" }, "PK/lahore");
    expect(end("2031-01-01 09:00")).toBe("office/not-concerned");
    const unclaimed = of(notified());
    const endUnclaimed = (at: string) => unclaimed(at, "claim.end", { because: "x" }, "PK/lahore");
    expect(endUnclaimed("2029-06-01 09:00")).toBe("office/not-concerned");
    expect(endUnclaimed("2029-06-01 09:01")).toBeUndefined();
  });

  it("run for a country to which the matter was handed", () => {
    const stage = notified();
    const say = of(stage);
    expect(say("2027-07-10 09:00", "claim.transfer", { to: "CN" })).toBe("value/unknown");
    const tasks = () => tasksOf(stage.state.movements.get("M1")!);
    expect(tasks()).toContainEqual({ office: "AF/torkham-af", task: "claim" });
    expect(say("2027-07-10 09:00", "claim.transfer", { to: "UZ" })).toBeUndefined();
    expect(tasks()).toContainEqual({ office: "UZ/ayritom", task: "claim" });
    expect(say("2027-07-11 09:00", "claim.lodge", { amount: 100 })).toBe("office/not-concerned");
    expect(say("2027-07-11 09:00", "claim.lodge", { amount: 100 }, "UZ/ayritom")).toBeUndefined();
    expect(say("2027-08-11 09:00", "claim.end", { because: "x" }, "UZ/ayritom")).toBeUndefined();
    expect(stage.state.guarantees.get("XB25000071")?.disputes).toBe(0);
  });
});

describe("an enquiry", () => {
  it("is over once its load is heard of, and can be opened anew or lead to a notice of fraud", () => {
    const stage = Stage.after("tir-in-afghanistan");
    const say = (at: string, by: string, kind: string, body: JsonObject) =>
      stage.say(at, by, kind, { ...M1, sequence: 2, ...body })?.code;
    expect(say("2027-01-22 05:00", "AF/torkham-af", "enquiry.open", {})).toBeUndefined();
    expect(
      say("2027-01-23 05:00", "AF/hairatan", "operation.terminate", { ...END, sequence: 2 }),
    ).toBeUndefined();
    expect(stage.state.movements.get("M1")?.operations[1]?.recovery?.state).toBe("located");
    expect(say("2027-01-24 05:00", "AF/torkham-af", "enquiry.close", { located: false, remark: "x" })).toBe(
      "recovery/state",
    );
    expect(say("2027-01-24 06:00", "AF/hairatan", "operation.discharge", {})).toBeUndefined();
    expect(say("2027-02-24 06:00", "AF/hairatan", "claim.notify", { fraud: false })).toBe("claim/discharged");
    expect(say("2027-02-24 06:00", "AF/hairatan", "claim.notify", { fraud: true })).toBeUndefined();
    // A false certificate of Afghanistan is no reason to stop the load in Uzbekistan.
    const start = { ...START, operation: "UZ-1", sequence: 3 };
    expect(say("2027-02-25 06:00", "UZ/ayritom", "operation.start", start)).toBeUndefined();
  });

  it("may look for a load between two posts, and gives the journey up where it is not found", () => {
    const stage = Stage.after("tir-at-torkham");
    const say = (at: string, by: string, kind: string, body: JsonObject = {}) =>
      stage.say(at, by, kind, { ...M1, sequence: 1, ...body })?.code;
    expect(say("2027-01-20 05:00", "PK/lahore", "enquiry.open")).toBeUndefined();
    expect(
      say("2027-02-20 05:00", "PK/lahore", "enquiry.close", { located: false, remark: "x" }),
    ).toBeUndefined();
    expect(stage.state.movements.get("M1")?.state).toBe("not-discharged");
    expect(
      say("2027-02-21 05:00", "PK/lahore", "enquiry.close", { located: true, remark: "x" }),
    ).toBeUndefined();
    expect(stage.state.movements.get("M1")?.state).toBe("at-border");
  });
});

describe("vouchers of a carnet", () => {
  const { givens } = loadScenarios();
  /** A carnet with so many vouchers, as far as the exit of Pakistan; each start names the next one. */
  function begin(vouchers: number): Stage | string {
    const stage = new Stage();
    for (const { at, by, does, with: plain } of stepsOf({ given: "tir-at-torkham", steps: [] }, givens)) {
      const own =
        does === "guarantee.register" ? { vouchers } : does === "operation.start" ? { voucher: 1 } : {};
      const refused = stage.say(at, by, does, { ...(plain as JsonObject), ...own });
      if (refused) return refused.code;
    }
    return stage;
  }

  it("are as many as the way needs", () => {
    expect(begin(3)).toBe("guarantee/vouchers");
    expect(begin(4)).toBeInstanceOf(Stage);
  });

  it("open one operation each, once", () => {
    const stage = begin(4) as Stage;
    const start = (voucher?: number) =>
      stage.say("2027-01-13 07:00", "AF/torkham-af", "operation.start", {
        ...START,
        sequence: 2,
        ...(voucher !== undefined && { voucher }),
      });
    expect(start()).toMatchObject({ code: "guarantee/voucher", path: "/voucher" });
    expect(start(5)).toMatchObject({ code: "guarantee/voucher", path: "/voucher" });
    expect(start(1)).toMatchObject({ code: "guarantee/voucher-used", path: "/voucher" });
    expect(start(2)).toBeUndefined();
    expect(stage.state.rights.rights.get("g..XB25000071.2")).toMatchObject({
      kind: "voucher",
      cap: 1,
      free: 0,
    });
  });

  it("are named only where there are any", () => {
    const stage = Stage.after("tir-at-torkham");
    const body = { ...START, sequence: 2, voucher: 1 };
    expect(stage.say("2027-01-13 07:00", "AF/torkham-af", "operation.start", body)?.code).toBe(
      "guarantee/voucher",
    );
  });
});

describe("a guarantee", () => {
  it("is free again when nothing relies on it, and can be cancelled", () => {
    const stage = Stage.after("qtta-at-torugart");
    const say = (by: string, kind: string, body: JsonObject) =>
      stage.say("2027-05-11 05:00", by, kind, body)?.code;
    expect(say("PK/lahore", "guarantee.cancel", { guarantee: "BG-2027-5" })).toBe("guarantee/in-use");
    say("KG/torugart-kg", "seal.affix", { movement: "Q1", seal: "N1", type: "navigation" });
    const start = {
      movement: "Q1",
      operation: "KG-1",
      sequence: 3,
      seals: ["P501", "N1"],
      liability: 100,
      until: null,
    };
    expect(say("KG/torugart-kg", "operation.start", start)).toBeUndefined();
    const end = { movement: "Q1", sequence: 3, seals: ["P501", "N1"], final: true, reservation: null };
    expect(say("KZ/almaty", "operation.terminate", end)).toBeUndefined();
    expect(say("KZ/almaty", "operation.discharge", { movement: "Q1", sequence: 3 })).toBeUndefined();
    expect(say("CN/torugart-cn", "operation.discharge", { movement: "Q1", sequence: 2 })).toBeUndefined();
    expect(stage.state.guarantees.get("BG-2027-5")).toMatchObject({
      state: "registered",
      relying: 0,
      journeysDone: 1,
    });
    expect(say("PK/lahore", "guarantee.cancel", { guarantee: "BG-2027-5" })).toBeUndefined();
  });

  it("pays what is left of it where others draw on it meanwhile", () => {
    const stage = Stage.after("qtta-at-torugart");
    const say = (at: string, by: string, kind: string, body: JsonObject) =>
      stage.say(at, by, kind, { movement: "Q1", ...body })?.code;
    say("2027-05-10 05:00", "KG/torugart-kg", "seal.affix", { seal: "N1", type: "navigation" });
    const start = {
      operation: "KG-1",
      sequence: 3,
      seals: ["P501", "N1"],
      liability: 2_000_000,
      until: null,
    };
    expect(say("2027-05-10 06:00", "KG/torugart-kg", "operation.start", start)).toBeUndefined();
    expect(
      say("2027-06-01 05:00", "PK/lahore", "claim.notify", { sequence: 1, fraud: true }),
    ).toBeUndefined();
    expect(
      say("2027-08-01 05:00", "PK/lahore", "claim.lodge", { sequence: 1, amount: 1_500_000 }),
    ).toBeUndefined();
    expect(say("2027-09-01 05:00", "PK/lahore", "claim.pay", { sequence: 1 })).toBeUndefined();
    expect(balanceOf(stage.state.rights, "g.BG-2027-5")).toEqual({
      free: 0,
      leased: 0,
      reserved: 3_500_000,
      spent: 500_000,
    });
  });

  it("is rejected by the office, and nothing relies on it any more", () => {
    const stage = Stage.after("tir-lodged");
    const say = (kind: string, body: JsonObject) => stage.say("2027-01-11 05:00", "PK/lahore", kind, body);
    say("guarantee.accept", { ...M1, guarantee: "XB25000071" });
    say("guarantee.reject", { ...M1, guarantee: "XB25000071", reason: "G02" });
    expect(stage.state.guarantees.get("XB25000071")).toMatchObject({ state: "registered", relying: 0 });
  });

  it("is disputed by a notice, and by another one until both are settled", () => {
    const stage = Stage.after("tir-arrived");
    const say = (at: string, by: string, kind: string, body: JsonObject) =>
      stage.say(at, by, kind, { ...M1, ...body })?.code;
    expect(
      say("2027-02-01 05:00", "AF/hairatan", "claim.notify", { sequence: 2, fraud: false }),
    ).toBeUndefined();
    expect(
      say("2027-02-01 05:00", "UZ/yallama", "claim.notify", { sequence: 3, fraud: false }),
    ).toBeUndefined();
    const of = () => stage.state.guarantees.get("XB25000071");
    expect(of()).toMatchObject({ state: "disputed", disputes: 2 });
    say("2027-02-02 05:00", "AF/hairatan", "claim.end", { sequence: 2, because: "x" });
    expect(of()).toMatchObject({ state: "disputed", disputes: 1 });
    say("2027-02-02 05:00", "UZ/yallama", "claim.end", { sequence: 3, because: "x" });
    expect(of()).toMatchObject({ state: "in-use", disputes: 0 });
  });
});

describe("a refusal at a frontier", () => {
  it("is kept with its reason and article", () => {
    const stage = Stage.after("tir-at-torkham");
    const refusal = { ...M1, operation: "AF-1", sequence: 2, because: "No visa", article: "Art. 7" };
    stage.say("2027-01-13 07:00", "AF/torkham-af", "operation.refuse", refusal);
    expect(stage.state.movements.get("M1")?.operations[1]?.refusal).toEqual({
      because: "No visa",
      article: "Art. 7",
    });
  });
});

describe("a suspension", () => {
  it.each([
    [true, 10 + 2],
    [false, 10],
  ])("moves the time limit where the office says so (%s)", (tolls, days) => {
    const stage = Stage.after("tir-under-way");
    const say = (at: string, kind: string, body: JsonObject) => stage.say(at, "PK/torkham-pk", kind, body);
    expect(say("2027-01-13 05:00", "transport.suspend", { ...SUSPEND, tolls })).toBeUndefined();
    expect(say("2027-01-15 05:00", "transport.resume", { ...M1, seals: ["K71"] })).toBeUndefined();
    const start = Date.parse("2027-01-11T04:15:00Z");
    expect(stage.state.movements.get("M1")?.operations[0]?.until).toBe(start + days * 86_400_000);
  });
});
