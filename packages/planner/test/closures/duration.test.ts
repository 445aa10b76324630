import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionalSurvival, durationQuantile, reweighted, survival } from "../../src/closures/duration.ts";
import {
  DURATION_PRIOR,
  type DurationPrior,
  fitDuration,
  type Length,
  lawOf,
} from "../../src/closures/fit-duration.ts";
import { rng } from "../../src/random/rng.ts";

const DAY = 24;
const stop = (days: number): Length => ({ shortest: days * DAY - 12, longest: days * DAY + 12, weight: 1 });
const still = (days: number): Length => ({ shortest: days * DAY, longest: Infinity, weight: 1 });
/** Torkham's stops of known length, January 2023 to September 2025, in days. */
const SEVEN = [1, 3, 3, 6, 9, 11, 26];
const VAGUE: DurationPrior = { logMedian: Math.log(72), sdLogMedian: 20, logTail: 0, sdLogTail: 20 };

describe("a law of stops fitted on Torkham's seven of 2023-2025", () => {
  const law = lawOf(fitDuration(SEVEN.map(stop)));

  it("does not deny the stop of at least 178 days that came next", () => {
    const chance = survival(law, 178 * DAY);
    expect(chance).toBeGreaterThan(0.01);
    expect(chance).toBeLessThan(0.04);
    const mean = SEVEN.reduce((a, b) => a + b, 0) / SEVEN.length;
    expect(Math.exp(-178 / mean)).toBeLessThan(1e-9);
  });

  it("keeps the body: median about six days, nine in ten within a month or two", () => {
    expect(durationQuantile(law, 0.5) / DAY).toBeGreaterThan(4);
    expect(durationQuantile(law, 0.5) / DAY).toBeLessThan(7);
    expect(durationQuantile(law, 0.9) / DAY).toBeLessThan(50);
  });

  it("expects longer stops once the long one is on record", () => {
    const after = lawOf(fitDuration([...SEVEN.map(stop), still(178)]));
    expect(survival(after, 178 * DAY)).toBeGreaterThan(1.5 * survival(law, 178 * DAY));
  });
});

describe("fit of lengths", () => {
  it("finds the parameters that lengths were drawn from, censored ones included", () => {
    const random = rng(1);
    const lengths = Array.from({ length: 4000 }, (): Length => {
      const u = random.uniform();
      const d = 200 * (u / (1 - u)) ** (1 / 1.2);
      const watched = 1000 * random.uniform();
      return d < watched
        ? { shortest: d, longest: d, weight: 1 }
        : { shortest: watched, longest: Infinity, weight: 1 };
    });
    const fit = fitDuration(lengths, VAGUE);
    expect(Math.abs(fit.logMedian - Math.log(200))).toBeLessThan(4 * Math.sqrt(fit.varMedian));
    expect(Math.abs(fit.logTail - Math.log(1.2))).toBeLessThan(4 * Math.sqrt(fit.varTail));
    expect(Math.sqrt(fit.varTail)).toBeLessThan(0.05);
  });

  it("is at a peak: no neighbour has a higher posterior", () => {
    const length = fc.oneof(
      fc.integer({ min: 1, max: 900 }).map(stop),
      fc.integer({ min: 0, max: 900 }).map(still),
    );
    fc.assert(
      fc.property(fc.array(length, { maxLength: 12 }), (lengths) => {
        const fit = fitDuration(lengths);
        const at = logPosterior(lengths, fit.logMedian, fit.logTail);
        for (const [dm, db] of [
          [0.02, 0],
          [-0.02, 0],
          [0, 0.02],
          [0, -0.02],
        ] as const) {
          expect(logPosterior(lengths, fit.logMedian + dm, fit.logTail + db)).toBeLessThanOrEqual(at + 1e-9);
        }
      }),
    );
  });

  it("is the prior without records, or with records that say nothing", () => {
    for (const lengths of [[], [still(0)]]) {
      const fit = fitDuration(lengths);
      expect([fit.logMedian, fit.logTail]).toEqual([DURATION_PRIOR.logMedian, DURATION_PRIOR.logTail]);
      expect(Math.sqrt(fit.varMedian)).toBeCloseTo(DURATION_PRIOR.sdLogMedian, 9);
    }
  });

  it("takes more weight of long stops as longer stops", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 10 }), (days) => {
        const longer = fitDuration([...days.map(stop), still(400)]);
        expect(survival(lawOf(longer), 4800)).toBeGreaterThan(
          survival(lawOf(fitDuration(days.map(stop))), 4800),
        );
      }),
    );
  });
});

/** Written out again from the definition, without the identities that the fit uses. */
function logPosterior(lengths: readonly Length[], m: number, b: number): number {
  const cdf = (d: number) =>
    d === Infinity ? 1 : d <= 0 ? 0 : 1 / (1 + Math.exp(-Math.exp(b) * (Math.log(d) - m)));
  const prior =
    ((m - DURATION_PRIOR.logMedian) / DURATION_PRIOR.sdLogMedian) ** 2 +
    ((b - 0) / DURATION_PRIOR.sdLogTail) ** 2;
  return lengths.reduce((sum, l) => sum + l.weight * Math.log(cdf(l.longest) - cdf(l.shortest)), -prior / 2);
}

describe("survival of a running stop", () => {
  const law = lawOf(fitDuration(SEVEN.map(stop)));

  it("is S(elapsed + further) / S(elapsed), 1 at zero, never rising", () => {
    const hours = fc.double({ min: 0, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(hours, hours, hours, (elapsed, a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)].map((h) =>
          conditionalSurvival(law, elapsed, h),
        ) as [number, number];
        expect(conditionalSurvival(law, elapsed, 0)).toBeCloseTo(1, 12);
        expect(far).toBeLessThanOrEqual(near + 1e-12);
        expect(near).toBeCloseTo(survival(law, elapsed + Math.min(a, b)) / survival(law, elapsed), 12);
      }),
    );
  });

  it("promises the longer to come the longer it has lasted, unlike a law without memory", () => {
    const nextMonth = [1, 5, 30, 178].map((days) => conditionalSurvival(law, days * DAY, 30 * DAY));
    expect(nextMonth).toEqual(nextMonth.toSorted((a, b) => a - b));
    expect(nextMonth[3]).toBeGreaterThan(0.7);
  });

  it("is the same law when its parts are weighed by what has been seen", () => {
    const weighed = reweighted(law, 500);
    expect(weighed.reduce((sum, c) => sum + c.weight, 0)).toBeCloseTo(1, 12);
    const direct = weighed.reduce(
      (sum, c) =>
        sum + (c.weight * survival([{ ...c, weight: 1 }], 900)) / survival([{ ...c, weight: 1 }], 500),
      0,
    );
    expect(direct).toBeCloseTo(conditionalSurvival(law, 500, 400), 12);
  });
});
