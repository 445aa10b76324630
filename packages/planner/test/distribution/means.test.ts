import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean, median, quantile } from "../../src/distribution/delay.ts";
import { fromQuantiles } from "../../src/distribution/elicit.ts";
import { type MeanEvidence, updateWithMeans } from "../../src/distribution/means.ts";
import { combineSides } from "../../src/distribution/sides.ts";

const seed = fromQuantiles({ p10: 3, p50: 18, p90: 72 });
const post = (year: number, meanHours: number): MeanEvidence => ({ year, meanHours, scope: "post" });
const evidence = fc.record<MeanEvidence>({
  year: fc.integer({ min: 2015, max: 2026 }),
  meanHours: fc.double({ min: 0.5, max: 400, noNaN: true }),
  scope: fc.constantFrom("post", "country"),
});

describe("annual means as evidence", () => {
  it("leaves the seed alone without usable evidence", () => {
    expect(updateWithMeans(seed, [], 2026)).toBe(seed);
    expect(updateWithMeans(seed, [post(2022, 0), post(2027, 9), { ...post(2022, 9), weight: 0 }], 2026)).toBe(
      seed,
    );
  });

  it("never lowers a quantile when a mean rises, nor lifts one when it falls", () => {
    const factor = fc.double({ min: 1, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.array(evidence, { minLength: 1, maxLength: 6 }), fc.nat(5), factor, (list, at, by) => {
        const more = list.map((e, i) => (i === at % list.length ? { ...e, meanHours: e.meanHours * by } : e));
        const [low, high] = [updateWithMeans(seed, list, 2026), updateWithMeans(seed, more, 2026)];
        for (const p of [0.05, 0.1, 0.5, 0.9, 0.95]) {
          expect(quantile(high, p)).toBeGreaterThanOrEqual(quantile(low, p) * (1 - 1e-9));
        }
        expect(mean(high)).toBeGreaterThanOrEqual(mean(low) * (1 - 1e-9));
      }),
    );
  });

  it("ends between the seed and the evidence", () => {
    fc.assert(
      fc.property(evidence, (e) => {
        const level = (e.meanHours * median(seed)) / mean(seed);
        const [low, high] = [Math.min(level, 18), Math.max(level, 18)];
        const moved = median(updateWithMeans(seed, [e], 2026));
        expect(moved).toBeGreaterThanOrEqual(low * (1 - 1e-9));
        expect(moved).toBeLessThanOrEqual(high * (1 + 1e-9));
      }),
    );
  });

  it("trusts the recent before the old, the post before the country, the whole weight before half", () => {
    const pull = (e: MeanEvidence) => median(updateWithMeans(seed, [e], 2026));
    expect(pull(post(2025, 90))).toBeGreaterThan(pull(post(2021, 90)));
    expect(pull(post(2025, 90))).toBeGreaterThan(pull({ ...post(2025, 90), scope: "country" }));
    expect(pull(post(2025, 90))).toBeGreaterThan(pull({ ...post(2025, 90), weight: 0.5 }));
  });

  it("follows Torugart's jump and lets it fade", () => {
    const series = [post(2020, 2.4), post(2021, 25.8), post(2022, 50.1)];
    const medians = [2020, 2022, 2026].map((year) => median(updateWithMeans(seed, series, year)));
    expect(medians[0]).toBeLessThan(8);
    expect(medians[1]).toBeGreaterThan(20);
    expect(medians[2]).toBeGreaterThan(18);
    expect(medians[2]).toBeLessThan(medians[1] as number);
  });

  it("keeps the seed's spread where they agree and widens towards a strong contradiction", () => {
    const agreeing = updateWithMeans(seed, [post(2025, 35)], 2026);
    expect([agreeing.below, agreeing.above]).toEqual([seed.below, seed.above]);
    const contradicted = updateWithMeans(seed, [post(2025, 600)], 2026);
    expect(contradicted.above).toBeGreaterThan(seed.above);
    expect(contradicted.below).toBe(seed.below);
  });
});

describe("sides of a border", () => {
  const side = (country: string, year: number, meanHours: number) =>
    ({ side: country, year, meanHours, scope: "post" }) as const;

  it("adds the two sides of a year", () => {
    const totals = combineSides([side("PK", 2020, 50), side("AF", 2020, 24.2)], "PK", "AF");
    expect(totals).toEqual([{ meanHours: 74.2, year: 2020, scope: "post", weight: 1 }]);
  });

  it("borrows a missing side from its nearest year at less weight", () => {
    const totals = combineSides(
      [side("PK", 2020, 50), side("PK", 2022, 24.2), side("AF", 2020, 24.2)],
      "PK",
      "AF",
    );
    expect(totals[1]?.meanHours).toBeCloseTo(48.4, 9);
    expect(totals[1]?.weight).toBeLessThan(totals[0]?.weight ?? 0);
  });

  it("guesses a side that was never seen, between nothing and as much again", () => {
    const [total] = combineSides([side("KG", 2022, 50)], "KG", "CN");
    expect(total?.meanHours).toBeGreaterThan(50);
    expect(total?.meanHours).toBeLessThan(100);
    expect(total?.weight).toBeLessThan(1);
  });

  it("passes figures of both sides together, drops zeros and strangers, and stands nothing", () => {
    const both = { meanHours: 30, year: 2021, scope: "country" } as const;
    expect(combineSides([both, side("PK", 2021, 0), side("IR", 2021, 5)], "PK", "AF")).toEqual([both]);
    expect(combineSides([], "PK", "AF")).toEqual([]);
  });
});
