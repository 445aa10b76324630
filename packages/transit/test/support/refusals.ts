import type { JsonObject } from "@rahdari/ledger";
import { expect, it } from "vitest";
import { referenceOf } from "../../src/index.ts";
import { Stage } from "./stage.ts";

// What messages about M1 of the catalogue's beginnings share, and how a refused one is told.

export const M1 = { movement: "M1" };
export const START = { ...M1, operation: "X-1", seals: ["K71"], liability: 100, until: null };
export const END = { ...M1, seals: ["K71"], final: false, reservation: null };
export const WAY = [
  { territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" },
  { territory: "AF", from: "AF/torkham-af", to: "AF/hairatan" },
];
export const DECLARED = {
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
export const CARNET = {
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

export type Said = readonly [at: string, by: string, kind: string, body: JsonObject];
export type Case = {
  readonly what: string;
  readonly given: string;
  readonly first?: readonly Said[];
  readonly said: Said;
  readonly code: string;
  readonly path: string | undefined;
};

export const lahore = (kind: string, body: JsonObject, at = "2027-01-11 05:00"): Said => [
  at,
  "PK/lahore",
  kind,
  body,
];
export const accept = (movement: string) => ({
  movement,
  reference: referenceOf("PK", Date.parse("2027-01-11"), `${movement}00`),
});
export const SUSPEND = { ...M1, because: "border-shut", tolls: true, remark: null };
export const divert = (legs: JsonObject[]) => ({ ...M1, legs, because: "x" });
export const exclude: Said = lahore(
  "holder.exclude",
  { holder: "PAK/041/123", reason: "x" },
  "2027-01-11 03:30",
);

/** Each message is refused with its code and field, after others that are accepted, and nothing changes. */
export function refused(cases: readonly Case[]): void {
  it.each(cases)("$what", ({ given, first = [], said, code, path }) => {
    const stage = Stage.after(given);
    for (const one of first) expect(stage.say(...one), one[2]).toBeUndefined();
    const before = stage.state;
    const refused = stage.say(...said);
    expect(refused?.code).toBe(code);
    expect(refused?.path).toBe(path);
    expect(stage.state).toBe(before);
  });
}
