import { type Digraph, undirected } from "../../packages/planner/src/search/graph.ts";
import type { Expand, ParetoProblem } from "../../packages/planner/src/search/problem.ts";
import { type Random, seeded, whole } from "./random.ts";

/** Synthetic graphs of the benchmarks. Nothing in them is taken from a real network. */
export type Grid = {
  readonly side: number;
  readonly graph: Digraph;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly weights: Int32Array;
};

/** A square grid of two-way edges with whole weights from 1 to 20. */
export function grid(side: number, seed: number): Grid {
  const random = seeded(seed);
  const a: number[] = [];
  const b: number[] = [];
  for (let node = 0; node < side * side; node++) {
    if (node % side < side - 1) join(a, b, node, node + 1);
    if (node < side * (side - 1)) join(a, b, node, node + side);
  }
  return {
    side,
    graph: undirected(side * side, a, b),
    a: Int32Array.from(a),
    b: Int32Array.from(b),
    weights: Int32Array.from(a, () => whole(random, 1, 20)),
  };
}

export type Roads = {
  readonly graph: Digraph;
  readonly weights: readonly Float64Array[];
  /** By edge: the hour of the day at which its gate opens, or -1 without a gate. */
  readonly gates: Int32Array;
  /** Lower left and upper right node. */
  readonly corners: readonly [number, number];
};

const GATE_SHARE = 0.05;
const OPEN_HOURS = 10;
const HANDOVER_SHARE = 0.1;
const NEIGHBOURS = 3;

/**
 * Random points of density 1, each joined both ways with its three nearest: about 3.7 arcs a node. By
 * edge: hours and price, each the length by an independent factor of 0.5 to 1.5, risk (factor 0 to 1),
 * handover (1 on every tenth edge). Every twentieth edge has a gate that is open 10 hours a day.
 */
export function roads(nodes: number, seed: number): Roads {
  const random = seeded(seed);
  const side = Math.sqrt(nodes);
  const x = Float64Array.from({ length: nodes }, () => random() * side);
  const y = Float64Array.from({ length: nodes }, () => random() * side);
  const { a, b, lengths } = nearest(x, y);
  const along = (least: number) => lengths.map((length) => length * (least + random()));
  const weights = [along(0.5), along(0.5), along(0), lengths.map(() => (random() < HANDOVER_SHARE ? 1 : 0))];
  const gates = Int32Array.from(a, () => (random() < GATE_SHARE ? whole(random, 0, 23) : -1));
  const graph = undirected(nodes, a, b);
  return { graph, weights: weights.map((by) => Float64Array.from(by)), gates, corners: corners(graph, x, y) };
}

/** Time-dependent four-criteria problem on these roads: hours with waiting at gates, price, risk, handovers. */
export function gatedProblem(net: Roads, epsilon: number, maxLabels?: number): ParetoProblem {
  const [source, target] = net.corners;
  const { graph, weights } = net;
  return { graph, source, target, criteria: 4, weights, expand: throughGates(net), epsilon, maxLabels };
}

function throughGates({ weights, gates }: Roads): Expand {
  return (edge, cost, increment) => {
    for (let i = 0; i < 4; i++) increment[i] = weights[i]?.[edge] as number;
    const opens = gates[edge] as number;
    if (opens < 0) return null;
    const sinceOpening = ((((cost[0] as number) - opens) % 24) + 24) % 24;
    if (sinceOpening >= OPEN_HOURS) increment[0] = (increment[0] as number) + 24 - sinceOpening;
    return null;
  };
}

/** Pairs of different nodes with a path between them. */
export function pairs(graph: Digraph, count: number, random: Random): [number, number][] {
  const part = components(graph);
  const out: [number, number][] = [];
  while (out.length < count) {
    const from = whole(random, 0, graph.nodes - 1);
    const to = whole(random, 0, graph.nodes - 1);
    if (from !== to && part[from] === part[to]) out.push([from, to]);
  }
  return out;
}

function join(a: number[], b: number[], from: number, to: number): void {
  a.push(from);
  b.push(to);
}

function nearest(x: Float64Array, y: Float64Array): { a: number[]; b: number[]; lengths: number[] } {
  const a: number[] = [];
  const b: number[] = [];
  const lengths: number[] = [];
  const seen = new Set<number>();
  const near = neighbourhoods(x, y);
  for (let node = 0; node < x.length; node++) {
    for (const { other, length } of near(node).slice(0, NEIGHBOURS)) {
      const key = Math.min(node, other) * x.length + Math.max(node, other);
      if (seen.has(key)) continue;
      seen.add(key);
      join(a, b, node, other);
      lengths.push(length);
    }
  }
  return { a, b, lengths };
}

/** The nodes around one, nearest first, from the cells of a 3 x 3 grid about it that is grown as needed. */
function neighbourhoods(x: Float64Array, y: Float64Array) {
  const cells = new Map<string, number[]>();
  for (let node = 0; node < x.length; node++) {
    const key = `${Math.floor(x[node] as number)} ${Math.floor(y[node] as number)}`;
    cells.set(key, [...(cells.get(key) ?? []), node]);
  }
  return (node: number): { other: number; length: number }[] => {
    const px = x[node] as number;
    const py = y[node] as number;
    for (let reach = 2; ; reach++) {
      const found = around(cells, Math.floor(px), Math.floor(py), reach)
        .filter((other) => other !== node)
        .map((other) => ({ other, length: Math.hypot((x[other] as number) - px, (y[other] as number) - py) }))
        .filter(({ length }) => length <= reach)
        .sort((p, q) => p.length - q.length);
      if (found.length >= NEIGHBOURS) return found;
    }
  };
}

function around(cells: ReadonlyMap<string, number[]>, cx: number, cy: number, reach: number): number[] {
  const out: number[] = [];
  for (let dx = -reach; dx <= reach; dx++) {
    for (let dy = -reach; dy <= reach; dy++) out.push(...(cells.get(`${cx + dx} ${cy + dy}`) ?? []));
  }
  return out;
}

/** Ends of the largest connected part, farthest to the lower left and to the upper right. */
function corners(graph: Digraph, x: Float64Array, y: Float64Array): [number, number] {
  const part = components(graph);
  const sizes = new Map<number, number>();
  for (const id of part) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  const largest = [...sizes].toSorted((p, q) => q[1] - p[1])[0]?.[0];
  const inside = [...part.keys()].filter((node) => part[node] === largest);
  const sum = (node: number) => (x[node] as number) + (y[node] as number);
  inside.sort((p, q) => sum(p) - sum(q));
  return [inside[0] ?? 0, inside.at(-1) ?? 0];
}

/** By node: the lowest node it is connected with. Arcs must come in both directions. */
function components(graph: Digraph): Int32Array {
  const part = new Int32Array(graph.nodes).fill(-1);
  for (let start = 0; start < graph.nodes; start++) {
    if (part[start] !== -1) continue;
    part[start] = start;
    for (const stack = [start]; stack.length > 0; ) {
      const node = stack.pop() as number;
      for (const next of graph.targets.subarray(graph.offsets[node], graph.offsets[node + 1])) {
        if (part[next] !== -1) continue;
        part[next] = start;
        stack.push(next);
      }
    }
  }
  return part;
}
