import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Front } from "../../src/search/front.ts";
import { LevelFront } from "../../src/search/level-front.ts";
import { atMost } from "./graphs.ts";

describe.each([1, 2, 3, 5])("a front of vectors with %i places", (width) => {
  const vector = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: width, maxLength: width });

  test("answers like a list that is read through", () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 300 }), (vectors) => {
        const front = new Front(width);
        let list: number[][] = [];
        for (const next of vectors) {
          const covered = list.some((held) => atMost(held, next));
          expect(front.covers(Float64Array.from(next))).toBe(covered);
          if (covered) continue;
          front.add(Float64Array.from(next));
          list = [...list.filter((held) => !atMost(next, held)), next];
          expect(front.size).toBe(list.length);
        }
      }),
    );
  });
});

test("a front filled in order, the worst case for its tree, still answers", () => {
  const front = new Front(2);
  for (let i = 0; i < 5000; i++) front.add(Float64Array.of(5000 - i, i));
  expect(front.size).toBe(5000);
  for (let i = 0; i < 5000; i++) {
    expect(front.covers(Float64Array.of(5000 - i, i))).toBe(true);
    expect(front.covers(Float64Array.of(4999.5 - i, i))).toBe(false);
  }
});

describe.each([
  ["few", 5],
  ["more than it keeps", 60],
])("a front by levels with %s values in the last place", (_, values) => {
  const place = fc.integer({ min: 0, max: 30 });
  const vector = fc.tuple(place, place, fc.integer({ min: 0, max: values }));

  test("answers like a list that is read through", () => {
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 300, size: "max" }), (vectors) => {
        const front = new LevelFront();
        const list: (readonly number[])[] = [];
        for (const next of vectors) {
          const covered = list.some((held) => atMost(held, next));
          expect(front.covers(Float64Array.from(next))).toBe(covered);
          if (covered) continue;
          front.add(Float64Array.from(next));
          list.push(next);
        }
      }),
    );
  });
});
