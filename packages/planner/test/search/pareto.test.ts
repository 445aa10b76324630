import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digraph } from "../../src/search/graph.ts";
import { paretoPaths } from "../../src/search/pareto.ts";
import type { Expand, ParetoProblem } from "../../src/search/problem.ts";
import { atMost, bruteForce, compare, gates, passed, problemOf, samples, smallIntegers } from "./graphs.ts";

const epsilons = fc.constantFrom(0.02, 0.1, 0.5, 2);
const costsOf = (problem: ParetoProblem) => paretoPaths(problem).labels.map(({ cost }) => [...cost]);

describe.each([2, 3, 4, 5])("paths by %i criteria", (criteria) => {
  const sample = samples(criteria, smallIntegers);
  const gate = fc.record({
    cycle: fc.integer({ min: 2, max: 12 }),
    open: fc.integer({ min: 1, max: 6 }),
    last: fc.integer({ min: 0, max: 30 }),
  });
  const runs = { numRuns: 400 };

  test("exact: the same set as by trying every path", () => {
    fc.assert(
      fc.property(sample, (s) => {
        expect(costsOf(problemOf(s)).sort(compare)).toEqual(bruteForce(s));
      }),
      runs,
    );
  });

  test("exact with gates that open and shut: the same set as by trying every path", () => {
    fc.assert(
      fc.property(sample, gate, (s, { cycle, open, last }) => {
        const expand = gates(s, cycle, open, last);
        expect(costsOf(problemOf(s, { expand })).sort(compare)).toEqual(bruteForce(s, expand));
      }),
      runs,
    );
  });

  test("with an error: each Pareto path has one within it in every criterion", () => {
    fc.assert(
      fc.property(sample, epsilons, (s, epsilon) => {
        const found = costsOf(problemOf(s, { epsilon }));
        for (const exact of bruteForce(s)) {
          expect(found.some((cost) => atMost(cost, exact, 1 + epsilon + 1e-12))).toBe(true);
        }
      }),
      runs,
    );
  });

  test("with an error and gates: the same holds", () => {
    fc.assert(
      fc.property(sample, epsilons, gate, (s, epsilon, { cycle, open, last }) => {
        const expand = gates(s, cycle, open, last);
        const found = costsOf(problemOf(s, { epsilon, expand }));
        for (const exact of bruteForce(s, expand)) {
          expect(found.some((cost) => atMost(cost, exact, 1 + epsilon + 1e-12))).toBe(true);
        }
      }),
      runs,
    );
  });

  test("no returned path is at most another, and each adds up along its edges", () => {
    fc.assert(
      fc.property(sample, fc.constantFrom(0, 0.02, 0.5), gate, (s, epsilon, { cycle, open, last }) => {
        const expand = gates(s, cycle, open, last);
        const { labels } = paretoPaths(problemOf(s, { epsilon, expand }));
        for (const { cost, path } of labels) {
          expect(labels.filter((other) => atMost(other.cost, cost))).toHaveLength(1);
          let at = s.source;
          let sum: number[] = s.weights.map(() => 0);
          for (const edge of path) {
            expect(s.from[edge]).toBe(at);
            at = s.to[edge]!;
            sum = passed(s, edge, sum, expand)!;
          }
          expect(at).toBe(s.target);
          expect(sum).toEqual(cost);
        }
      }),
      runs,
    );
  });

  test("bounds of the caller's change the work, not the answer", () => {
    fc.assert(
      fc.property(sample, (s) => {
        const none = s.weights.map(() => new Float64Array(s.graph.nodes));
        expect(costsOf(problemOf(s, { bounds: none }))).toEqual(costsOf(problemOf(s)));
      }),
    );
  });
});

describe("larger graphs", () => {
  // Enough labels for trees of comparison vectors to part and for arrays to grow.
  const side = 7;
  const ladder = fc.infiniteStream(fc.integer({ min: 1, max: 100 })).map((stream) => {
    const from: number[] = [];
    const to: number[] = [];
    for (let node = 0; node < side * side; node++) {
      if (node % side < side - 1) from.push(node);
      if (node % side < side - 1) to.push(node + 1);
      if (node < side * (side - 1)) from.push(node);
      if (node < side * (side - 1)) to.push(node + side);
    }
    const weights = [0, 1, 2].map(() => from.map(() => stream.next().value as number));
    return { graph: digraph(side * side, from, to), from, to, weights, source: 0, target: side * side - 1 };
  });

  test("equal to trying all 924 paths, and within the error with one allowed", () => {
    fc.assert(
      fc.property(ladder, fc.constantFrom(0.02, 0.05, 0.15, 0.4), (s, epsilon) => {
        const all = bruteForce(s);
        expect(costsOf(problemOf(s)).sort(compare)).toEqual(all);
        const near = costsOf(problemOf(s, { epsilon }));
        expect(all.every((exact) => near.some((cost) => atMost(cost, exact, 1 + epsilon + 1e-12)))).toBe(
          true,
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe("a gate that shuts between two arrivals that are within the error of each other", () => {
  // Two edges to the gate, then the gate. Merging must keep the earlier arrival, whichever came first.
  const graph = digraph(3, [0, 0, 1], [1, 1, 2]);
  const early = [100, 101, 5];
  const late = [101, 100, 5];
  const expandFor =
    (ways: readonly number[][]): Expand =>
    (edge, cost, increment) => {
      if (edge === 2 && cost[0]! > 100.5) return "shut";
      increment.set(ways[edge]!);
      return null;
    };

  test.each([
    ["early first", [early, late, [1, 1, 1]]],
    ["late first", [late, early, [1, 1, 1]]],
  ])("%s", (_, ways) => {
    const weights = [0, 1, 2].map((i) => ways.map((way) => way[i]!));
    const expand = expandFor(ways);
    const { labels } = paretoPaths({
      graph,
      source: 0,
      target: 2,
      criteria: 3,
      weights,
      expand,
      epsilon: 0.02,
    });
    expect(labels.map(({ cost }) => cost)).toEqual([[101, 102, 6]]);
  });
});

describe("edges that cannot be passed", () => {
  // 0 -> 1 -> 3 by day, 0 -> 2 -> 3 always.
  const graph = digraph(4, [0, 1, 0, 2], [1, 3, 2, 3]);
  const weights = [
    [5, 1, 9, 9],
    [1, 1, 1, 1],
  ];
  const base: ParetoProblem = { graph, source: 0, target: 3, criteria: 2, weights, epsilon: 0 };

  test("are reported once with each reason", () => {
    const cuts: string[] = [];
    const expand: Expand = (edge, _, increment) => {
      if (edge === 1) return "season over";
      increment[0] = weights[0]![edge]!;
      increment[1] = weights[1]![edge]!;
      return null;
    };
    const { labels } = paretoPaths({
      ...base,
      expand,
      onCut: (edge, reason) => cuts.push(`${edge} ${reason}`),
    });
    expect(labels).toEqual([{ cost: [18, 2], path: [2, 3] }]);
    expect(cuts).toEqual(["1 season over"]);
  });

  test("may be marked by an infinite weight", () => {
    const shut = [[5, Number.POSITIVE_INFINITY, 9, 9], weights[1]!];
    expect(paretoPaths({ ...base, weights: shut }).labels).toEqual([{ cost: [18, 2], path: [2, 3] }]);
  });

  test("can leave no path at all", () => {
    const shut = weights.map((by) => by.map(() => Number.POSITIVE_INFINITY));
    expect(paretoPaths({ ...base, weights: shut }).labels).toEqual([]);
  });
});

describe("limits", () => {
  const graph = digraph(2, [0, 0], [1, 1]);
  const base: ParetoProblem = {
    graph,
    source: 0,
    target: 1,
    criteria: 2,
    weights: [
      [1, 2],
      [2, 1],
    ],
    epsilon: 0,
  };

  test("too few labels allowed: says so", () => {
    expect(paretoPaths({ ...base, maxLabels: 1 }).truncated).toBe(true);
    expect(paretoPaths(base).truncated).toBe(false);
  });

  test("from a node to itself: one empty path that costs nothing", () => {
    expect(paretoPaths({ ...base, target: 0 }).labels).toEqual([{ cost: [0, 0], path: [] }]);
  });

  test.each([
    ["one criterion", { criteria: 1, weights: [[1, 2]] }],
    ["weights for another number of criteria", { criteria: 3 }],
    ["a negative epsilon", { epsilon: -0.1 }],
    ["a node that does not exist", { target: 2 }],
    [
      "a negative weight",
      {
        weights: [
          [1, -2],
          [2, 1],
        ],
      },
    ],
  ])("refuses %s", (_, change: Partial<ParetoProblem>) => {
    expect(() => paretoPaths({ ...base, ...change })).toThrow(RangeError);
  });
});
