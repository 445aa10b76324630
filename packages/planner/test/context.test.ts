import { describe, expect, it } from "vitest";
import { dataOutlook } from "../src/data-outlook.ts";
import { makeContext } from "../src/index.ts";
import { syntheticNetwork } from "./synthetic-network.ts";

const network = syntheticNetwork();
const context = () => makeContext(network, dataOutlook(network, "2026-06-20"));

describe("what a context keeps warm", () => {
  it("is the draws of the last few seeds", () => {
    const { samples } = context();
    const seeds = [1, 2, 3, 4];
    const first = seeds.map((seed) => samples(10_000, seed));
    expect(seeds.map((seed) => samples(10_000, seed))).toEqual(first);
    expect(samples(10_000, 1)).toBe(first[0]);
  });

  it("is bounded by their number in all: with the most draws it is one seed", () => {
    const { samples } = context();
    const [small, large] = [samples(10_000, 1), samples(50_000, 1)];
    expect(samples(50_000, 1)).toBe(large);
    expect(samples(10_000, 1)).not.toBe(small);
    expect(samples(50_000, 1)).not.toBe(large);
  });

  it("is the same scratch arrays for every day", () => {
    expect(context().buffers(4_321)).toBe(context().buffers(4_321));
  });
});
