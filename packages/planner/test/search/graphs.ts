import fc from "fast-check";
import { type Digraph, digraph } from "../../src/search/graph.ts";
import type { Expand, ParetoProblem } from "../../src/search/problem.ts";

export type Sample = {
  readonly graph: Digraph;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** By criterion, then by edge. */
  readonly weights: readonly (readonly number[])[];
  readonly source: number;
  readonly target: number;
};

/** Small directed graphs with parallel edges, loops, zero weights and unreachable parts. */
export function samples(criteria: number, weight: fc.Arbitrary<number>): fc.Arbitrary<Sample> {
  return fc.integer({ min: 2, max: 7 }).chain((nodes) => {
    const node = fc.integer({ min: 0, max: nodes - 1 });
    const edge = fc.record({
      from: node,
      to: node,
      weights: fc.array(weight, { minLength: criteria, maxLength: criteria }),
    });
    return fc
      .record({ edges: fc.array(edge, { maxLength: 16 }), source: node, target: node })
      .map(({ edges, source, target }) => {
        const from = edges.map((e) => e.from);
        const to = edges.map((e) => e.to);
        const weights = Array.from({ length: criteria }, (_, i) => edges.map((e) => e.weights[i]!));
        return { graph: digraph(nodes, from, to), from, to, weights, source, target };
      });
  });
}

/** Integers: sums are exact, and ties are frequent. */
export const smallIntegers = fc.integer({ min: 0, max: 9 });

/** Costs of all simple paths, of which none is at most another; each once. */
export function bruteForce(sample: Sample, expand?: Expand): number[][] {
  const costs: number[][] = [];
  const visited = new Set<number>();
  const walk = (node: number, cost: readonly number[]): void => {
    if (node === sample.target) costs.push([...cost]);
    visited.add(node);
    for (const [edge, from] of sample.from.entries()) {
      const next = sample.to[edge]!;
      if (from !== node || visited.has(next)) continue;
      const longer = passed(sample, edge, cost, expand);
      if (longer !== null) walk(next, longer);
    }
    visited.delete(node);
  };
  walk(
    sample.source,
    sample.weights.map(() => 0),
  );
  return front(costs);
}

/** Cost after one more edge, or null when it cannot be passed. */
export function passed(
  sample: Pick<Sample, "weights">,
  edge: number,
  cost: readonly number[],
  expand?: Expand,
): number[] | null {
  const increment = Float64Array.from(sample.weights, (by) => by[edge]!);
  if (expand && expand(edge, Float64Array.from(cost), increment) !== null) return null;
  const longer = cost.map((value, i) => value + increment[i]!);
  return longer.includes(Number.POSITIVE_INFINITY) ? null : longer;
}

export function front(costs: readonly number[][]): number[][] {
  const unique = [...new Map(costs.map((cost) => [cost.join(), cost])).values()];
  return unique
    .filter((cost) => !unique.some((other) => other !== cost && atMost(other, cost)))
    .sort(compare);
}

export function atMost(a: readonly number[], b: readonly number[], factor = 1): boolean {
  return a.every((value, i) => value <= factor * b[i]!);
}

export function compare(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place < 0 ? 0 : a[place]! - b[place]!;
}

export function problemOf(sample: Sample, more: Partial<ParetoProblem> = {}): ParetoProblem {
  const { graph, source, target, weights } = sample;
  return { graph, source, target, criteria: weights.length, weights, epsilon: 0, ...more };
}

/**
 * Gates: an edge whose first weight is even is open for `open` hours of every `cycle`, and one waits for
 * it; an edge divisible by five shuts for good after `last`.
 */
export function gates(sample: Sample, cycle: number, open: number, last: number): Expand {
  return (edge, cost, increment) => {
    const entry = cost[0]!;
    if (edge % 5 === 4 && entry > last) return "shut";
    const phase = (entry + edge) % cycle;
    const wait = sample.weights[0]![edge]! % 2 === 0 && phase >= open ? cycle - phase : 0;
    for (const [i, by] of sample.weights.entries()) increment[i] = by[edge]! + (i === 0 ? wait : 0);
    return null;
  };
}
