import { bySlot, type Digraph, reversed, tails } from "./graph.ts";
import { type Queue, queueFor } from "./queue.ts";

/** Weights by edge id: finite and not negative; `Infinity` takes the edge out. */
export type Weights = ArrayLike<number>;

export type ShortestPath = {
  readonly cost: number;
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  /** Nodes settled on both sides: the work done. */
  readonly settled: number;
};

export type PathFinder = {
  /** A cheapest path, or null when the target cannot be reached. */
  readonly find: (source: number, target: number) => ShortestPath | null;
};

/**
 * Cheapest single paths by Dijkstra's algorithm from both ends at once, for many queries on one graph:
 * the arrays are made once, and a query stamps what it touches instead of clearing them. A finder is
 * not re-entrant. Small integer weights are served from buckets, others from a four-way heap.
 *
 * The sweeps stop when the two radii add up to the best meeting found: no path through an unsettled node
 * can then be cheaper (Pohl 1971, Bi-directional search, Machine Intelligence 6).
 */
export function pathFinder(graph: Digraph, weights: Weights): PathFinder {
  checkWeights(graph, weights);
  const ahead = new Sweep(graph, weights);
  const behind = new Sweep(reversed(graph), weights);
  const [from, to] = [tails(ahead.graph), tails(behind.graph)];
  return {
    find(source, target) {
      const meeting = meet(ahead, behind, source, target);
      if (meeting.node < 0) return null;
      const start = walk(ahead, from, meeting.node);
      const end = walk(behind, to, meeting.node);
      return {
        cost: meeting.cost,
        nodes: [...start.nodes.reverse(), meeting.node, ...end.nodes],
        edges: [...start.edges.reverse(), ...end.edges],
        settled: ahead.settled + behind.settled,
      };
    },
  };
}

/** Cost of the cheapest path from `source` to every node; `Infinity` where there is none. */
export function distancesFrom(graph: Digraph, weights: Weights, source: number): Float64Array {
  checkWeights(graph, weights);
  const sweep = new Sweep(graph, weights);
  sweep.start(source);
  while (sweep.settle() >= 0) sweep.relax();
  return sweep.distances;
}

/**
 * Cost of the cheapest path from every node to `target`. As a lower bound it is admissible (never above
 * the true cost) and consistent (it falls along an edge by no more than the edge's weight).
 */
export function distancesTo(graph: Digraph, weights: Weights, target: number): Float64Array {
  return distancesFrom(reversed(graph), weights, target);
}

/** One Dijkstra search that is advanced node by node. */
class Sweep {
  readonly graph: Digraph;
  readonly distances: Float64Array;
  /** Slot by which a node was reached, -1 at the start. */
  readonly parents: Int32Array;
  settled = 0;
  node = -1;
  readonly #slotWeights: Float64Array;
  readonly #stamps: Int32Array;
  readonly #queue: Queue;
  #round = 0;

  constructor(graph: Digraph, weights: Weights) {
    this.graph = graph;
    this.distances = new Float64Array(graph.nodes).fill(Number.POSITIVE_INFINITY);
    this.parents = new Int32Array(graph.nodes);
    this.#slotWeights = bySlot(graph, weights);
    this.#stamps = new Int32Array(graph.nodes);
    this.#queue = queueFor(weights);
  }

  get radius(): number {
    return this.#queue.key;
  }

  get frontier(): number {
    return this.#queue.size;
  }

  start(node: number): void {
    this.#round++;
    this.settled = 0;
    this.#queue.clear();
    this.#stamps[node] = this.#round;
    this.distances[node] = 0;
    this.parents[node] = -1;
    this.#queue.push(node, 0);
  }

  /** Distance known so far in this round. */
  reached(node: number): number {
    return this.#stamps[node] === this.#round ? (this.distances[node] as number) : Number.POSITIVE_INFINITY;
  }

  /** Takes the nearest open node, or -1 when none is left. */
  settle(): number {
    const queue = this.#queue;
    let node = queue.pop();
    while (node >= 0 && (this.distances[node] as number) < queue.key) node = queue.pop();
    this.node = node;
    if (node >= 0) this.settled++;
    return node;
  }

  /** Relaxes the arcs of the node settled last. */
  relax(): void {
    const { offsets, targets } = this.graph;
    const end = offsets[this.node + 1] as number;
    const base = this.#queue.key;
    for (let slot = offsets[this.node] as number; slot < end; slot++) {
      this.#reach(targets[slot] as number, base + (this.#slotWeights[slot] as number), slot);
    }
  }

  #reach(node: number, distance: number, slot: number): void {
    if (distance >= this.reached(node)) return;
    this.#stamps[node] = this.#round;
    this.distances[node] = distance;
    this.parents[node] = slot;
    this.#queue.push(node, distance);
  }
}

function meet(ahead: Sweep, behind: Sweep, source: number, target: number): { node: number; cost: number } {
  ahead.start(source);
  behind.start(target);
  let cost = Number.POSITIVE_INFINITY;
  let node = -1;
  while (ahead.radius + behind.radius < cost) {
    const forward = ahead.frontier <= behind.frontier;
    const sweep = forward ? ahead : behind;
    const settled = sweep.settle();
    if (settled < 0) break;
    const through = sweep.radius + (forward ? behind : ahead).reached(settled);
    if (through < cost) {
      cost = through;
      node = settled;
    }
    sweep.relax();
  }
  return { node, cost };
}

/** Nodes and edges from `node` back to where the sweep began, without `node` itself. */
function walk(sweep: Sweep, tailOf: Int32Array, node: number): { nodes: number[]; edges: number[] } {
  const nodes: number[] = [];
  const edges: number[] = [];
  for (let slot = sweep.parents[node] as number; slot >= 0; ) {
    const tail = tailOf[slot] as number;
    nodes.push(tail);
    edges.push(sweep.graph.edgeIds[slot] as number);
    slot = sweep.parents[tail] as number;
  }
  return { nodes, edges };
}

function checkWeights(graph: Digraph, weights: Weights): void {
  if (weights.length < graph.edges) throw new RangeError("fewer weights than edges");
  for (let edge = 0; edge < graph.edges; edge++) {
    if (!((weights[edge] as number) >= 0)) throw new RangeError(`weight of edge ${edge}: ${weights[edge]}`);
  }
}
