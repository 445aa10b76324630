import { describe, expect, it } from "vitest";
import { loadRegimes, Payload, weightDiffers } from "../src/index.ts";
import { payloadFaults } from "../src/payload/payload.ts";

const regimes = loadRegimes();
const party = { name: "A (synthetic)", address: "Mall Road 1", country: "PK" };
const payload = (...codes: string[]): Payload =>
  Payload.parse({
    consignor: party,
    consignee: { ...party, country: "KZ" },
    items: codes.map((hs) => ({
      hs,
      description: "x",
      packages: { count: 10, kind: "carton" },
      grossGrams: 100_000,
    })),
    value: { cents: 100_000, currency: "USD" },
  });
const tir = {
  regime: "tir" as const,
  readings: {},
  navigationSeal: false,
  legs: [{ territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" }],
};

describe("the private payload", () => {
  it("shows goods that the guarantee does not cover, with the article", () => {
    expect(payloadFaults(payload("080521", "240220"), tir, regimes, "2025-01-01")).toEqual([
      {
        code: "goods/excluded",
        path: "/items/1/hs",
        article: "guarantee for tobacco and alcohol, notice of the IRU of November 2007",
      },
    ]);
    expect(payloadFaults(payload("240220"), { ...tir, regime: "national" }, regimes, "2025-01-01")).toEqual(
      [],
    );
  });

  it("shows goods that need a navigation seal, from the day and only through two states", () => {
    const faults = (day: string, changes = {}) =>
      payloadFaults(payload("640399"), { ...tir, ...changes }, regimes, day).map(({ code }) => code);
    expect(faults("2026-02-10")).toEqual([]);
    expect(faults("2026-02-11")).toEqual(["seal/navigation-undeclared"]);
    expect(faults("2026-02-11", { navigationSeal: true })).toEqual([]);
    const inOne = [{ territory: "EAEU", from: "KZ/konysbayeva", to: "KZ/almaty" }];
    expect(faults("2026-02-11", { legs: inOne })).toEqual([]);
  });

  it("is refused where it is none", () => {
    const bad = (change: object) => Payload.safeParse({ ...payload("080521"), ...change }).success;
    expect([bad({ items: [] }), bad({ plate: "x" }), bad({ value: { cents: 0, currency: "USD" } })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("differs in weight by more than a state lets pass, where it names a share", () => {
    const differs = (kg: number, territory: string) =>
      weightDiffers(20_000, kg, tir, regimes, { day: "2027-01-01", territory });
    expect([differs(21_000, "PK"), differs(21_001, "PK"), differs(18_999, "PK")]).toEqual([
      false,
      true,
      true,
    ]);
    expect(differs(30_000, "UZ")).toBeUndefined();
  });
});
