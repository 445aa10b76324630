import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { CODES, type Code, type CodeName, GUARANTEE_REASONS } from "../src/index.ts";
import { Stage } from "./support/stage.ts";

// The published eTIR error list (code list 99), as far as it speaks of what a ledger sees: for each number a
// message that it forbids, refused with our code of that number and the field at fault.

type Case = readonly [
  etir: number,
  code: CodeName,
  field: string | undefined,
  given: string,
  at: string,
  by: string,
  kind: string,
  body: JsonObject,
];

const M = { movement: "M1" };
const start = { ...M, operation: "X-1", sequence: 1, seals: ["K71"], liability: 100, until: null };
const { liability: _, ...withoutLiability } = start;
const terminate = { ...M, sequence: 1, seals: ["K71"], final: false, reservation: null };
const guarantee = {
  guarantee: "XB25000099",
  regime: "tir",
  guarantor: "PK-PNC-ICC",
  holder: "PAK/041/123",
  scope: "per-operation",
  amount: 100,
  currency: "EUR",
  territories: ["PK"],
  lastPresentation: "2027-03-05",
  journeys: 1,
};
const declaration = {
  movement: "M9",
  holder: "PAK/041/123",
  regime: "tir",
  guarantee: "XB25000071",
  legs: [
    { territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" },
    { territory: "AF", from: "AF/torkham-af", to: "AF/kabul" },
  ],
  furtherOffices: [],
  vehicle: { registration: "LES-1", country: "PK", approval: { number: "A1", issued: "2026-01-01" } },
  permits: [],
  readings: {},
  navigationSeal: false,
};
const noon = "2027-01-11 12:00";
const lahore = "PK/lahore";

const CASES: readonly Case[] = [
  [100, "kind/unknown", undefined, "tir-lodged", noon, lahore, "declaration.burn", M],
  [
    100,
    "body/malformed",
    "/seals",
    "tir-released",
    noon,
    lahore,
    "operation.start",
    { ...start, seals: "K71" },
  ],
  [101, "field/missing", "/liability", "tir-released", noon, lahore, "operation.start", withoutLiability],
  [
    102,
    "value/unknown",
    "/type",
    "tir-released",
    noon,
    lahore,
    "seal.affix",
    { ...M, seal: "K9", type: "wax" },
  ],
  [
    103,
    "field/date",
    "/until",
    "tir-released",
    noon,
    lahore,
    "operation.start",
    { ...start, until: "2027-01-40T00:00:00.000Z" },
  ],
  [
    104,
    "field/number",
    "/liability",
    "tir-released",
    noon,
    lahore,
    "operation.start",
    { ...start, liability: 0.5 },
  ],
  [
    105,
    "field/length",
    "/because",
    "tir-released",
    noon,
    lahore,
    "movement.invalidate",
    { ...M, because: "" },
  ],
  [
    106,
    "field/form",
    "/seals/0",
    "tir-released",
    noon,
    lahore,
    "operation.start",
    { ...start, seals: ["a b"] },
  ],
  [
    201,
    "guarantee/expired",
    "/guarantee",
    "tir-lodged",
    "2027-03-06 12:00",
    lahore,
    "guarantee.accept",
    { ...M, guarantee: "XB25000071" },
  ],
  [
    203,
    "guarantee/in-use",
    "/guarantee",
    "tir-under-way",
    noon,
    lahore,
    "guarantee.cancel",
    { guarantee: "XB25000071" },
  ],
  [
    204,
    "guarantee/known",
    "/guarantee",
    "tir-lodged",
    noon,
    lahore,
    "guarantee.register",
    { ...guarantee, guarantee: "XB25000071" },
  ],
  [
    210,
    "operation/started",
    "/movement",
    "tir-under-way",
    noon,
    lahore,
    "operation.start",
    { ...start, sequence: 2 },
  ],
  [
    211,
    "operation/terminated",
    "/sequence",
    "tir-at-torkham",
    "2027-01-13 12:00",
    "PK/torkham-pk",
    "operation.terminate",
    terminate,
  ],
  [
    213,
    "operation/unknown",
    "/sequence",
    "tir-released",
    noon,
    "PK/torkham-pk",
    "operation.terminate",
    terminate,
  ],
  [
    213,
    "operation/not-terminated",
    "/sequence",
    "tir-under-way",
    noon,
    lahore,
    "operation.discharge",
    { ...M, sequence: 1 },
  ],
  [
    214,
    "operation/id-known",
    "/operation",
    "tir-at-torkham",
    "2027-01-13 12:00",
    "AF/torkham-af",
    "operation.start",
    { ...start, operation: "PK-LHE-1", sequence: 2 },
  ],
  [
    215,
    "operation/sequence",
    "/sequence",
    "tir-at-torkham",
    "2027-01-13 12:00",
    "AF/torkham-af",
    "operation.start",
    { ...start, sequence: 1 },
  ],
  [
    216,
    "operation/first-refused",
    "/sequence",
    "tir-released",
    noon,
    lahore,
    "operation.refuse",
    { ...M, operation: "X-1", sequence: 1, because: "x", article: "law" },
  ],
  [
    301,
    "guarantee/unknown",
    "/guarantee",
    "tir-lodged",
    noon,
    lahore,
    "guarantee.accept",
    { ...M, guarantee: "XB25000098" },
  ],
  [
    302,
    "guarantor/unknown",
    "/guarantor",
    "tir-lodged",
    noon,
    lahore,
    "guarantee.register",
    { ...guarantee, guarantor: "PK-NOBODY" },
  ],
  [
    304,
    "office/unknown",
    "/furtherOffices/1",
    "tir-lodged",
    noon,
    lahore,
    "declaration.lodge",
    { ...declaration, furtherOffices: ["AF/hairatan", "XX/mars"] },
  ],
  [
    307,
    "movement/unknown",
    "/movement",
    "tir-lodged",
    noon,
    lahore,
    "declaration.present",
    { movement: "M404" },
  ],
  [
    309,
    "seal/known",
    "/seal",
    "tir-under-way",
    noon,
    lahore,
    "seal.affix",
    { ...M, seal: "K71", type: "customs" },
  ],
  [
    320,
    "guarantee/other-holder",
    "/guarantee",
    "tir-lodged",
    noon,
    lahore,
    "guarantee.accept",
    { movement: "M9", guarantee: "XB25000071" },
  ],
  [321, "holder/unauthorised", "/holder", "tir-lodged", noon, lahore, "declaration.lodge", declaration],
  [
    322,
    "holder/unknown",
    "/holder",
    "tir-lodged",
    noon,
    lahore,
    "declaration.lodge",
    { ...declaration, holder: "PAK/041/777" },
  ],
  [330, "guarantor/unauthorised", "/guarantor", "tir-lodged", noon, lahore, "guarantee.register", guarantee],
];

/** What has to have happened for two of them. */
function prepare(stage: Stage, code: CodeName): void {
  if (code === "holder/unauthorised")
    stage.say("2027-01-11 09:00", lahore, "holder.exclude", { holder: "PAK/041/123", reason: "x" });
  if (code === "guarantor/unauthorised")
    stage.say("2027-01-11 09:00", lahore, "guarantor.revoke", { guarantor: "PK-PNC-ICC", reason: "x" });
  if (code !== "guarantee/other-holder") return;
  stage.say("2027-01-11 09:00", lahore, "holder.authorise", { holder: "PAK/041/5" });
  const refused = stage.say("2027-01-11 09:05", lahore, "declaration.lodge", {
    ...declaration,
    holder: "PAK/041/5",
  });
  expect(refused).toBeUndefined();
}

describe("the eTIR error list", () => {
  for (const [etir, code, field, given, at, by, kind, body] of CASES)
    it(`${etir} ${code}: ${kind} after ${given}`, () => {
      const stage = Stage.after(given);
      prepare(stage, code);
      const before = stage.state;
      const refused = stage.say(at, by, kind, body);
      expect(refused?.code).toBe(code);
      expect(refused?.path).toBe(field);
      expect((CODES[code] as Code).etir).toBe(etir);
      expect(stage.state).toBe(before);
    });

  it("205 and 212 come by repeating what was done", () => {
    const cancelled = Stage.after("tir-lodged");
    const cancel = () => cancelled.say(noon, lahore, "guarantee.cancel", { guarantee: "XB25000071" });
    expect(cancel()).toBeUndefined();
    expect(cancel()?.code).toBe("guarantee/cancelled");
    const done = Stage.after("tir-at-torkham");
    const discharge = () =>
      done.say("2027-01-14 12:00", lahore, "operation.discharge", { ...M, sequence: 1 });
    expect(discharge()).toBeUndefined();
    expect(discharge()?.code).toBe("operation/discharged");
  });

  it("has every code of its own class", () => {
    for (const code of Object.values(CODES) as Code[])
      if (code.etir !== undefined) expect(Math.floor(code.etir / 100) * 100).toBe(code.class);
  });
});

describe("reasons for which a guarantee does not serve", () => {
  const oracle = fileURLToPath(
    new URL("../../../../shared/oracles/transit/codelists/InvalidGuaranteeReason.json", import.meta.url),
  );

  it.skipIf(!existsSync(oracle))("are those of NCTS (skipped where its code list is absent)", () => {
    const list = JSON.parse(readFileSync(oracle, "utf8")) as { code: string }[];
    const known = new Set<string>(Object.values(GUARANTEE_REASONS));
    // Nobody here finds these: see GUARANTEE_REASONS.
    for (const unfound of ["G03", "G06", "G11"]) known.add(unfound);
    expect([...known].toSorted()).toEqual(list.map(({ code }) => code).toSorted());
  });

  it("are said by the office of departure, each of them, and the declaration waits for another", () => {
    for (const reason of [
      "G01",
      "G02",
      "G03",
      "G04",
      "G05",
      "G06",
      "G08",
      "G09",
      "G10",
      "G11",
      "G12",
      "G13",
    ]) {
      const stage = Stage.after("tir-lodged");
      const reject = (by: string) =>
        stage.say(noon, by, "guarantee.reject", { ...M, guarantee: "XB25000071", reason })?.code;
      expect(reject("PK/torkham-pk")).toBe("office/not-concerned");
      expect(reject(lahore), reason).toBeUndefined();
      expect(stage.state.movements.get("M1")).toMatchObject({ state: "lodged", guaranteeAccepted: false });
    }
    expect(
      Stage.after("tir-lodged").say(noon, lahore, "guarantee.reject", {
        ...M,
        guarantee: "XB25000071",
        reason: "G07",
      }),
    ).toMatchObject({ code: "value/unknown", path: "/reason" });
  });
});

describe("a message's time", () => {
  it("is not after the ledger's by more than five minutes, nor before what it follows", () => {
    const stage = Stage.after("tir-under-way");
    const received = Date.parse("2027-01-13T06:00:00Z") as never;
    const say = (minutes: number, kind: string, body: JsonObject, author = "PK/torkham-pk") =>
      stage.place({ received, at: (received + minutes * 60_000) as never, author, kind, body })?.code;
    expect(say(6, "seal.check", { ...M, seal: "K71" })).toBe("hour/in-future");
    expect(say(5, "seal.check", { ...M, seal: "K71" })).toBeUndefined();
    expect(say(-60 * 24 * 9, "operation.terminate", terminate)).toBe("hour/before");
    expect(say(-60 * 24 * 90, "seal.check", { ...M, seal: "K71" })).toBeUndefined();
    expect(say(-60 * 24 * 90 - 1, "seal.check", { ...M, seal: "K71" })).toBe("hour/too-old");
    expect(say(0, "operation.terminate", terminate)).toBeUndefined();
  });
});
