import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPmf } from "../../src/distribution/bins.ts";
import {
  cdf,
  constantDelay,
  fillSamples,
  mean,
  median,
  quantile,
  scaled,
} from "../../src/distribution/delay.ts";
import { fromQuantiles, fromRange } from "../../src/distribution/elicit.ts";
import { fillStratifiedNormals } from "../../src/random/fill.ts";
import { rng } from "../../src/random/rng.ts";

const three = fc
  .tuple(...[0, 1, 2].map(() => fc.double({ min: 0.05, max: 500, noNaN: true })))
  .map((xs) => xs.toSorted((a, b) => a - b) as [number, number, number]);

describe("delays from three points", () => {
  it("reads min, typical and max as 5, 50 and 95 %", () => {
    fc.assert(
      fc.property(three, ([min, typical, max]) => {
        fc.pre(min >= typical / 100 && typical >= max / 100);
        const delay = fromRange({ min, typical, max });
        expect(quantile(delay, 0.05) / min).toBeCloseTo(1, 9);
        expect(median(delay) / typical).toBeCloseTo(1, 9);
        expect(quantile(delay, 0.95) / max).toBeCloseTo(1, 9);
      }),
    );
  });

  it("goes through p10, p50 and p90 and lies above p90 one time in ten", () => {
    const torugart = fromQuantiles({ p10: 3, p50: 18, p90: 72 });
    expect(quantile(torugart, 0.1)).toBeCloseTo(3, 9);
    expect(quantile(torugart, 0.9)).toBeCloseTo(72, 9);
    const samples = fillSamples(
      torugart,
      fillStratifiedNormals(rng(1), new Float64Array(20_000)),
      new Float64Array(20_000),
    );
    expect(samples.filter((x) => x > 72).length / 20_000).toBeCloseTo(0.1, 3);
    expect(samples.reduce((a, b) => a + b, 0) / 20_000 / mean(torugart)).toBeCloseTo(1, 2);
  });

  it("stands zeros: never NaN, never negative, never falling", () => {
    const point = fc.constantFrom(0, 0, 0.5, 3, 40);
    fc.assert(
      fc.property(fc.tuple(point, point, point), (xs) => {
        const [min, typical, max] = xs.toSorted((a, b) => a - b) as [number, number, number];
        const delay = fromRange({ min, typical, max });
        const values = [0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999].map((p) => quantile(delay, p));
        expect(values.every((x, i) => x >= 0 && x >= (values[i - 1] ?? 0))).toBe(true);
        expect(mean(delay)).toBeGreaterThanOrEqual(0);
        expect(quantile(delay, 0.95)).toBeCloseTo(max, 9);
      }),
    );
  });

  it("refuses what is not a range", () => {
    expect(() => fromRange({ min: 5, typical: 3, max: 9 })).toThrow(RangeError);
    expect(() => fromRange({ min: -1, typical: 3, max: 9 })).toThrow(RangeError);
    expect(() => fromQuantiles({ p10: 1, p50: 2, p90: Number.NaN })).toThrow(RangeError);
    expect(() => constantDelay(-1)).toThrow(RangeError);
  });
});

describe("delay", () => {
  it("has a distribution function that inverts its quantiles", () => {
    fc.assert(
      fc.property(three, fc.double({ min: 0.001, max: 0.999, noNaN: true }), ([min, typical, max], p) => {
        fc.pre(max > typical * 1.01 && typical > min * 1.01);
        expect(
          cdf(fromRange({ min, typical, max }), quantile(fromRange({ min, typical, max }), p)),
        ).toBeCloseTo(p, 7);
      }),
    );
  });

  it("steps at a constant and at zero", () => {
    expect([cdf(constantDelay(4), 3.9), cdf(constantDelay(4), 4), cdf(constantDelay(0), 0)]).toEqual([
      0, 1, 1,
    ]);
    expect(
      [mean(constantDelay(0)), quantile(constantDelay(0), 0.9), mean(constantDelay(4))].map(
        (x) => +x.toFixed(9),
      ),
    ).toEqual([0, 0, 4]);
  });

  it("scales with its mean and quantiles", () => {
    const delay = fromRange({ min: 2, typical: 5, max: 20 });
    expect(mean(scaled(delay, 1.5))).toBeCloseTo(1.5 * mean(delay), 9);
    expect(quantile(scaled(delay, 1.5), 0.9)).toBeCloseTo(1.5 * quantile(delay, 0.9), 9);
  });
});

describe("delay in bins", () => {
  it("is a distribution with nearly the same mean", () => {
    fc.assert(
      fc.property(three, ([min, typical, max]) => {
        fc.pre(min > 2 && max < typical * 6 && min > typical / 6);
        const delay = fromRange({ min, typical, max });
        const { offset, probs } = toPmf(delay);
        const total = probs.reduce((a, b) => a + b, 0);
        const binned = probs.reduce((sum, p, k) => sum + p * (offset + k), 0);
        expect(total).toBeCloseTo(1, 9);
        expect(Math.min(...probs)).toBeGreaterThanOrEqual(0);
        // A steep front rounds one way, by half a bin at most; the cut of the last ten-thousandth costs 1 %.
        expect(Math.abs(binned - mean(delay))).toBeLessThan(0.5 + 0.01 * mean(delay));
      }),
    );
  });

  it("keeps to at least one bin and at most the cap", () => {
    expect(toPmf(constantDelay(0.1))).toEqual({ offset: 1, probs: Float64Array.of(1) });
    expect(toPmf(constantDelay(900), { most: 720 })).toEqual({ offset: 720, probs: Float64Array.of(1) });
  });
});
