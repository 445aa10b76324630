import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distancesFrom, distancesTo, pathFinder } from "../../src/search/dijkstra.ts";
import { digraph } from "../../src/search/graph.ts";
import { type Sample, samples, smallIntegers } from "./graphs.ts";

const halves = fc.integer({ min: 0, max: 40 }).map((n) => n / 4);
const someOut = (weight: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 9, arbitrary: weight }, { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) });
const kinds = [
  ["integers, by buckets", someOut(smallIntegers)],
  ["fractions, by heap", someOut(halves)],
] as const;

function bellmanFord({ graph, from, to, weights, source }: Sample): number[] {
  const distances: number[] = Array(graph.nodes).fill(Number.POSITIVE_INFINITY);
  distances[source] = 0;
  for (let round = 0; round < graph.nodes; round++) {
    for (const [edge, weight] of weights[0]!.entries()) {
      distances[to[edge]!] = Math.min(distances[to[edge]!]!, distances[from[edge]!]! + weight);
    }
  }
  return distances;
}

describe.each(kinds)("shortest paths, %s", (_, weight) => {
  test("distances equal Bellman and Ford's", () => {
    fc.assert(
      fc.property(samples(1, weight), (sample) => {
        expect([...distancesFrom(sample.graph, sample.weights[0]!, sample.source)]).toEqual(
          bellmanFord(sample),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("one finder answers every pair, with a path that adds up", () => {
    fc.assert(
      fc.property(samples(1, weight), (sample) => {
        const finder = pathFinder(sample.graph, sample.weights[0]!);
        for (let source = 0; source < sample.graph.nodes; source++) {
          const distances = bellmanFord({ ...sample, source });
          for (const [target, distance] of distances.entries()) {
            const found = finder.find(source, target);
            expect(found?.cost ?? Number.POSITIVE_INFINITY).toBe(distance);
            if (found === null) continue;
            expect(found.nodes[0]).toBe(source);
            expect(found.nodes.at(-1)).toBe(target);
            found.edges.forEach((edge, i) => {
              expect([sample.from[edge], sample.to[edge]]).toEqual([found.nodes[i], found.nodes[i + 1]]);
            });
            expect(found.edges.reduce((sum, edge) => sum + sample.weights[0]![edge]!, 0)).toBe(distance);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("distances to the target are lower bounds, admissible and consistent", () => {
    fc.assert(
      fc.property(samples(1, weight), (sample) => {
        const { graph, target, from, to } = sample;
        const bound = distancesTo(graph, sample.weights[0]!, target);
        for (let source = 0; source < graph.nodes; source++) {
          expect(bound[source]).toBe(bellmanFord({ ...sample, source })[target]);
        }
        for (const [edge, weight] of sample.weights[0]!.entries()) {
          expect(bound[from[edge]!]!).toBeLessThanOrEqual(weight + bound[to[edge]!]!);
        }
      }),
    );
  });
});

test("a weight that is negative, not a number or missing is refused", () => {
  const graph = digraph(2, [0], [1]);
  for (const weights of [[-1], [Number.NaN], []]) {
    expect(() => pathFinder(graph, weights)).toThrow(RangeError);
    expect(() => distancesFrom(graph, weights, 0)).toThrow(RangeError);
  }
});
