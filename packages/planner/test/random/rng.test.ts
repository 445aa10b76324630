import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillNormals, fillStratifiedNormals, fillStratifiedUniforms } from "../../src/random/fill.ts";
import { normalCdf, normalQuantile } from "../../src/random/normal.ts";
import { type Rng, rng } from "../../src/random/rng.ts";

const N = 200_000;

function correlation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (const [i, x] of a.entries()) sum += x * (b[i] as number);
  return sum / a.length;
}

/** Central moments 1 to 4, the last as kurtosis. */
function moments(values: Float64Array): [number, number, number, number] {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const at = (k: number) => values.reduce((a, b) => a + (b - mean) ** k, 0) / values.length;
  return [mean, at(2), at(3) / at(2) ** 1.5, at(4) / at(2) ** 2];
}

const normals = (stream: Rng, n = N) => fillNormals(stream, new Float64Array(n));

describe("rng", () => {
  it("repeats a stream from its seed and keys", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.oneof(fc.string(), fc.integer())), (seed, keys) => {
        const [a, b] = [rng(seed, ...keys), rng(seed, ...keys)];
        for (let i = 0; i < 20; i++) expect(a.uint32()).toBe(b.uint32());
      }),
    );
  });

  it("gives the numbers that it gave when released", () => {
    const stream = rng(1, "torkham", "queue");
    expect([stream.uint32(), stream.uint32(), stream.uint32()]).toMatchInlineSnapshot(`
      [
        2693077861,
        805948003,
        3108306987,
      ]
    `);
  });

  it("names a split by its keys, however much was drawn before", () => {
    const parent = rng(7);
    const before = parent.split("a", 1).uint32();
    parent.uniform();
    expect(parent.split("a").split(1).uint32()).toBe(before);
    expect(rng(7, "a", 1).uint32()).toBe(before);
  });

  it("tells keys apart by kind, length and place", () => {
    const first = (...keys: (string | number)[]) => rng(1, ...keys).uint32();
    const all = [first(), first(""), first("", ""), first("1"), first(1), first("ab", "c"), first("a", "bc")];
    expect(new Set([...all, first("c", "ab"), first(-0), first(0.5)]).size).toBe(10);
  });

  it("has no two equal streams among many similar keys", () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      for (let id = 0; id < 500; id++) {
        const stream = rng(seed, `link-${id}`);
        seen.add(`${stream.uint32()} ${stream.uint32()}`);
      }
    }
    expect(seen.size).toBe(20_000);
  });

  it("spreads uniforms evenly (chi-squared over 256 cells)", () => {
    const counts = new Array<number>(256).fill(0);
    const stream = rng(11, "cells");
    for (let i = 0; i < N; i++) {
      const cell = stream.below(256);
      counts[cell] = (counts[cell] as number) + 1;
    }
    const chi2 = counts.reduce((sum, c) => sum + (c - N / 256) ** 2 / (N / 256), 0);
    expect(chi2).toBeGreaterThan(170);
    expect(chi2).toBeLessThan(360);
  });

  it("makes the first numbers of neighbouring seeds independent", () => {
    const firsts = Float64Array.from({ length: N / 4 }, (_, seed) => rng(seed, "x").normal());
    const lagged = Float64Array.from(firsts, (_, i) => firsts[(i + 1) % firsts.length] as number);
    expect(Math.abs(correlation(firsts, lagged))).toBeLessThan(4 / Math.sqrt(firsts.length));
    expect(moments(firsts)[1]).toBeCloseTo(1, 1);
  });

  it("draws normals and exponentials with the right moments", () => {
    const [mean, variance, skew, kurtosis] = moments(normals(rng(3)));
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(N));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
    expect(Math.abs(skew)).toBeLessThan(4 * Math.sqrt(6 / N));
    expect(Math.abs(kurtosis - 3)).toBeLessThan(4 * Math.sqrt(24 / N));
    const stream = rng(4);
    const exponentials = Float64Array.from({ length: N }, () => stream.exponential());
    expect(moments(exponentials)[0]).toBeCloseTo(1, 1);
    expect(moments(exponentials)[1]).toBeCloseTo(1, 1);
  });

  it("leaves streams of different subjects uncorrelated", () => {
    const streams = ["torkham", "chaman", "khunjerab", "torugart"].map((id) => normals(rng(1, id, "queue")));
    for (const [i, a] of streams.entries()) {
      for (const b of streams.slice(i + 1))
        expect(Math.abs(correlation(a, b))).toBeLessThan(4 / Math.sqrt(N));
    }
  });
});

describe("stratified filling", () => {
  it("puts exactly one value in each slice", () => {
    const out = fillStratifiedUniforms(rng(5), new Float64Array(1000));
    const slices = new Set(Array.from(out, (u) => Math.floor(u * 1000)));
    expect(slices.size).toBe(1000);
  });

  it("orders columns of different subjects independently", () => {
    const [a, b] = ["a", "b"].map((k) => fillStratifiedNormals(rng(1, k), new Float64Array(50_000)));
    expect(Math.abs(correlation(a as Float64Array, b as Float64Array))).toBeLessThan(4 / Math.sqrt(50_000));
  });

  it("takes most of the noise out of the mean of a sum", () => {
    const spread = (fill: typeof fillNormals) => {
      const means = Float64Array.from({ length: 60 }, (_, seed) => {
        const legs = ["a", "b", "c"].map((id) => fill(rng(seed, id), new Float64Array(500)));
        return legs.reduce((sum, leg) => sum + leg.reduce((x, y) => x + Math.exp(y / 2), 0), 0) / 500;
      });
      return Math.sqrt(moments(means)[1]);
    };
    expect(spread(fillStratifiedNormals)).toBeLessThan(spread(fillNormals) / 5);
  });
});

describe("normal distribution", () => {
  // Reference values: Python 3 statistics.NormalDist, 17 digits.
  it.each([
    [1e-12, -7.034483825301132],
    [1e-5, -4.2648907939228256],
    [0.01, -2.3263478740408408],
    [0.2, -0.8416212335729142],
    [0.975, 1.9599639845400536],
    [0.9999, 3.7190164854557084],
  ])("has its quantile at %f", (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-13 * Math.abs(z));
  });

  it("inverts itself and is symmetric", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
        expect(normalQuantile(p) + normalQuantile(1 - p)).toBeCloseTo(0, 6);
      }),
    );
  });

  it("has its ends where they belong", () => {
    expect([normalQuantile(0), normalQuantile(1), normalCdf(-40), normalCdf(40)]).toEqual([
      -Infinity,
      Infinity,
      0,
      1,
    ]);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(1.1)).toBeNaN();
  });
});
