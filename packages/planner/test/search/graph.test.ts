import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Digraph, digraph, reversed, undirected } from "../../src/search/graph.ts";

function arcs(graph: Digraph): string[] {
  const out: string[] = [];
  for (let node = 0; node < graph.nodes; node++) {
    for (let slot = graph.offsets[node]!; slot < graph.offsets[node + 1]!; slot++) {
      out.push(`${node}>${graph.targets[slot]} by ${graph.edgeIds[slot]}`);
    }
  }
  return out.sort();
}

const ends = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })));

describe("graph", () => {
  test("holds each edge once, in the order given at its node", () => {
    const graph = digraph(3, [0, 2, 0], [1, 0, 2]);
    expect(arcs(graph)).toEqual(["0>1 by 0", "0>2 by 2", "2>0 by 1"]);
    expect([...graph.edgeIds.subarray(graph.offsets[0], graph.offsets[1])]).toEqual([0, 2]);
  });

  test("a two-way edge is two arcs with one id", () => {
    expect(arcs(undirected(2, [0], [1]))).toEqual(["0>1 by 0", "1>0 by 0"]);
  });

  test("reversing twice gives the same arcs, reversing once turns each", () => {
    fc.assert(
      fc.property(ends, (pairs) => {
        const from = pairs.map(([a]) => a);
        const to = pairs.map(([, b]) => b);
        const graph = digraph(6, from, to);
        expect(arcs(reversed(graph))).toEqual(arcs(digraph(6, to, from)));
        expect(arcs(reversed(reversed(graph)))).toEqual(arcs(graph));
      }),
    );
  });

  test("refuses a node that does not exist and lists of different length", () => {
    expect(() => digraph(2, [0], [2])).toThrow(RangeError);
    expect(() => digraph(2, [-1], [0])).toThrow(RangeError);
    expect(() => digraph(2, [0, 1], [1])).toThrow(RangeError);
  });
});
