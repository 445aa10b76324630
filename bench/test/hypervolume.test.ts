import fc from "fast-check";
import { expect, test } from "vitest";
import { hypervolume } from "../src/hypervolume.ts";

const EDGE = 5;

/** Unit cells of the box that are at or above some vector, counted one by one. */
function cells(costs: readonly (readonly number[])[], width: number): number {
  let count = 0;
  for (let code = 0; code < EDGE ** width; code++) {
    const cell = Array.from({ length: width }, (_, i) => Math.floor(code / EDGE ** i) % EDGE);
    if (costs.some((cost) => cost.every((value, i) => value <= cell[i]!))) count++;
  }
  return count;
}

test.each([2, 3, 4])("equals the count of cells, %i criteria", (width) => {
  const vector = fc.array(fc.integer({ min: 0, max: EDGE + 1 }), { minLength: width, maxLength: width });
  fc.assert(
    fc.property(fc.array(vector, { maxLength: 20 }), (costs) => {
      expect(hypervolume(costs, Array(width).fill(EDGE))).toBe(cells(costs, width));
    }),
  );
});
