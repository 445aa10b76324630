import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { CODES } from "../../src/index.ts";
import {
  accept,
  DECLARED,
  divert,
  END,
  lahore,
  M1,
  refused,
  type Said,
  START,
  WAY,
} from "../support/refusals.ts";

// What is not there, was there before, or is not in a state for it.

const torkham = (kind: string, body: JsonObject, at = "2027-01-13 05:00"): Said => [
  at,
  "PK/torkham-pk",
  kind,
  body,
];
const kabul = (kind: string, body: JsonObject, at = "2027-01-14 05:00"): Said => [
  at,
  "AF/torkham-af",
  kind,
  body,
];
const DOWN: Said = lahore("node.unavailable", {
  planned: false,
  from: "2027-01-11T04:00:00.000Z",
  until: null,
});
const PAPER = { ...DECLARED, fallback: "F1", movement: "M7" };
const INCIDENT = {
  ...M1,
  incident: "I1",
  code: "1",
  loss: null,
  place: { country: "PK", name: "Peshawar" },
  remark: "x",
  seals: [],
  transshipment: null,
};
const REST = [{ territory: "PK", from: "PK/lahore", to: "PK/chaman" }];
const lodge = (changes: JsonObject) =>
  lahore("declaration.lodge", { ...DECLARED, movement: "M9", ...changes });

describe("what is not there", () => {
  refused([
    {
      what: "a seal of another number",
      given: "tir-under-way",
      said: torkham("seal.check", { ...M1, seal: "K99" }),
      code: "seal/unknown",
      path: "/seal",
    },
    {
      what: "an incident that nobody reported",
      given: "tir-under-way",
      said: torkham("incident.endorse", { ...M1, incident: "I9", authority: "Police" }),
      code: "incident/unknown",
      path: "/incident",
    },
    {
      what: "a diversion that nobody asked for",
      given: "tir-under-way",
      said: torkham("diversion.decide", { ...M1, refused: null }),
      code: "diversion/unknown",
      path: "/movement",
    },
    {
      what: "a discrepancy that nobody notified",
      given: "tir-at-torkham",
      said: lahore(
        "discrepancy.resolve",
        { ...M1, sequence: 1, explained: true, remark: "x" },
        "2027-01-13 08:00",
      ),
      code: "discrepancy/unknown",
      path: "/sequence",
    },
    {
      what: "an enquiry that nobody opened",
      given: "tir-under-way",
      said: lahore("enquiry.close", { ...M1, sequence: 1, located: true, remark: "x" }, "2027-01-30 05:00"),
      code: "enquiry/unknown",
      path: "/sequence",
    },
    {
      what: "a paper that nobody opened",
      given: "tir-under-way",
      said: lahore("fallback.capture", {
        fallback: "F9",
        at: "2027-01-11T04:30:00.000Z",
        kind: "seal.check",
        body: { ...M1, seal: "K71" },
      }),
      code: "fallback/unknown",
      path: "/fallback",
    },
    {
      what: "a time limit, where none was set",
      given: "tir-at-torkham",
      first: [kabul("operation.start", { ...START, sequence: 2 }, "2027-01-13 07:20")],
      said: kabul("operation.extend", { ...M1, sequence: 2, days: 1, because: "x" }),
      code: "deadline/not-set",
      path: "/sequence",
    },
    {
      what: "a seal at departure, where the regime asks for one",
      given: "tir-lodged",
      first: [
        lahore("guarantee.accept", { ...M1, guarantee: "XB25000071" }, "2027-01-11 03:00"),
        lahore("declaration.accept", accept("M1"), "2027-01-11 03:05"),
        lahore("release.grant", M1, "2027-01-11 03:10"),
      ],
      said: lahore("operation.start", { ...START, sequence: 1, seals: [] }),
      code: "seal/missing",
      path: "/seals",
    },
    {
      what: "an operation behind a refusal",
      given: "tir-at-torkham",
      first: [
        kabul(
          "operation.refuse",
          { ...M1, operation: "AF-1", sequence: 2, because: "No visa", article: "Art. 7" },
          "2027-01-13 07:00",
        ),
      ],
      said: kabul("operation.discharge", { ...M1, sequence: 2 }),
      code: "operation/not-started",
      path: "/sequence",
    },
  ]);
});

describe("what was there before", () => {
  refused([
    {
      what: "a reference",
      given: "tir-released",
      first: [
        lahore("guarantee.register", {
          ...{ guarantee: "XB25000072", regime: "tir", guarantor: "PK-PNC-ICC", holder: "PAK/041/123" },
          ...{ scope: "per-operation", amount: 100, currency: "EUR", territories: ["PK", "AF"] },
          ...{ lastPresentation: "2027-03-05", journeys: 1 },
        }),
        lodge({ guarantee: "XB25000072" }),
        lahore("guarantee.accept", { movement: "M9", guarantee: "XB25000072" }),
      ],
      said: lahore("declaration.accept", { movement: "M9", reference: "27PK000000000071J0" }),
      code: "reference/known",
      path: "/reference",
    },
    {
      what: "a reference, on paper",
      given: "tir-released",
      first: [DOWN],
      said: lahore("fallback.open", { ...PAPER, reference: "27PK000000000071J0" }),
      code: "reference/known",
      path: "/reference",
    },
    {
      what: "a paper",
      given: "tir-lodged",
      first: [DOWN, lahore("fallback.open", PAPER)],
      said: lahore("fallback.open", { ...PAPER, movement: "M8" }),
      code: "fallback/known",
      path: "/fallback",
    },
    {
      what: "an endorsement",
      given: "tir-under-way",
      first: [
        torkham("incident.report", INCIDENT),
        torkham("incident.endorse", { ...M1, incident: "I1", authority: "Police" }),
      ],
      said: torkham("incident.endorse", { ...M1, incident: "I1", authority: "Police" }),
      code: "incident/endorsed",
      path: "/incident",
    },
    {
      what: "a diversion that is being decided",
      given: "tir-under-way",
      first: [torkham("diversion.request", divert(REST))],
      said: torkham("diversion.request", divert(REST)),
      code: "diversion/open",
      path: "/movement",
    },
    {
      what: "a question of that number",
      given: "tir-under-way",
      first: [torkham("guarantee.query", { query: "Q1", guarantee: "XB25000071" })],
      said: torkham("guarantee.query", { query: "Q1", guarantee: "XB25000071" }),
      code: "query/known",
      path: "/query",
    },
  ]);
});

describe("what is not in a state for it", () => {
  refused([
    {
      what: "a seal that was taken off",
      given: "tir-released",
      first: [lahore("seal.remove", { ...M1, seal: "K71" })],
      said: lahore("seal.alarm", { ...M1, seal: "K71", remark: "x" }),
      code: "seal/state",
      path: "/seal",
    },
    {
      what: "an end that is final before the last leg",
      given: "tir-under-way",
      said: torkham("operation.terminate", { ...END, sequence: 1, final: true }),
      code: "operation/not-final",
      path: "/final",
    },
    {
      what: "an office of another country on a leg",
      given: "tir-lodged",
      said: lodge({ legs: [{ ...WAY[0], to: "AF/torkham-af" }] }),
      code: "office/other-territory",
      path: "/legs/0/to",
    },
    {
      what: "a paper's number without its check character",
      given: "tir-lodged",
      first: [DOWN],
      said: lahore("fallback.open", { ...PAPER, reference: "27PK000000000071J9" }),
      code: "reference/malformed",
      path: "/reference",
    },
  ]);
});

describe("codes", () => {
  it("are each wanted of a message by a test or a scenario", () => {
    const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
    const texts = (directory: string, ending: string) =>
      readdirSync(directory, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(ending))
        .map((name) => readFileSync(`${directory}/${name}`, "utf8"));
    const wanted = [
      ...texts(at(".."), ".test.ts"),
      ...texts(at("../support"), ".ts"),
      ...texts(at("../../../../data/scenarios"), ".yaml"),
      // What a server says of a message before it reaches the machine.
      ...texts(at("../../../../apps/server/test/transit"), ".test.ts"),
    ].join("\n");
    expect(Object.keys(CODES).filter((code) => !new RegExp(`["' ]${code}\\b`).test(wanted))).toEqual([]);
  });
});
