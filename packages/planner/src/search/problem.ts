import { distancesFrom, type Weights } from "./dijkstra.ts";
import { type Digraph, reversed } from "./graph.ts";

/**
 * What passing an edge adds to each criterion when the path so far has cost `cost`; written to `increment`.
 * Returns null when the edge can be passed, else why not: the reason handed to `onCut`.
 *
 * The first criterion is the one others may depend on (hours since the start). Three things must hold, or
 * paths may be lost:
 * - increments are at least the edge's `weights` (and never negative), so that lower bounds stay below;
 * - increments depend on the edge and on `cost[0]` alone;
 * - who enters later does not leave earlier (FIFO: waiting is allowed) and does not pay less. A charge
 *   for waiting at a shut gate breaks the second half, so such charges belong after the search.
 *
 * Both arrays are reused: do not keep or change `cost`, do not keep `increment`.
 */
export type Expand = (edge: number, cost: Float64Array, increment: Float64Array) => string | null;

export type ParetoProblem = {
  readonly graph: Digraph;
  readonly source: number;
  readonly target: number;
  /** Number of criteria, at least 2. All are costs: less is better. */
  readonly criteria: number;
  /** By criterion, then by edge id; not negative, `Infinity` takes the edge out. With `expand`: the least. */
  readonly weights: readonly Weights[];
  readonly expand?: Expand | undefined;
  /** Called once for every edge and reason for which `expand` refused passage. */
  readonly onCut?: ((edge: number, reason: string) => void) | undefined;
  /** By criterion, then by node: consistent lower bounds to the target. Default: searched from `weights`. */
  readonly bounds?: readonly ArrayLike<number>[] | undefined;
  /** Relative error allowed in each criterion; default 0.02, 0 for exact. */
  readonly epsilon?: number | undefined;
  /** The search stops after this many labels and says so; default two million. */
  readonly maxLabels?: number | undefined;
};

export type ParetoPath = {
  /** By criterion, as accumulated along `path` from zero. */
  readonly cost: readonly number[];
  /** Edge ids from source to target. */
  readonly path: readonly number[];
};

export type ParetoResult = {
  /** By ascending first criterion; none is at most another in every criterion. */
  readonly labels: readonly ParetoPath[];
  /** Labels taken up and expanded. */
  readonly settled: number;
  /** Labels made. */
  readonly created: number;
  /** True when `maxLabels` ended the search: `labels` are real paths, but others may be missing. */
  readonly truncated: boolean;
};

/** A problem checked and laid out for the search. */
export type Prepared = {
  readonly problem: ParetoProblem;
  readonly criteria: number;
  /** Lower bound to the target at `node * criteria + criterion`. */
  readonly lower: Float64Array;
  /** Least increment at `slot * criteria + criterion`. */
  readonly steps: Float64Array;
  readonly epsilon: number;
  readonly maxLabels: number;
};

const DEFAULT_EPSILON = 0.02;
const DEFAULT_MAX_LABELS = 2_000_000;

/** Checks a problem and searches its lower bounds. Throws RangeError on what cannot be a problem. */
export function prepare(problem: ParetoProblem): Prepared {
  const { graph, criteria, weights } = problem;
  check(problem);
  const bounds = problem.bounds ?? searchedBounds(problem);
  return {
    problem,
    criteria,
    lower: interleaved(bounds, graph.nodes, (node) => node),
    steps: interleaved(weights, graph.edgeIds.length, (slot) => graph.edgeIds[slot] as number),
    epsilon: problem.epsilon ?? DEFAULT_EPSILON,
    maxLabels: problem.maxLabels ?? DEFAULT_MAX_LABELS,
  };
}

function searchedBounds({ graph, weights, target }: ParetoProblem): Float64Array[] {
  const backwards = reversed(graph);
  return weights.map((by) => distancesFrom(backwards, by, target));
}

function check({ graph, source, target, criteria, weights, bounds, epsilon = 0 }: ParetoProblem): void {
  if (!Number.isInteger(criteria) || criteria < 2) throw new RangeError(`criteria: ${criteria}`);
  if (weights.length !== criteria) throw new RangeError("weights: one list a criterion");
  if (weights.some((by) => by.length < graph.edges)) throw new RangeError("fewer weights than edges");
  if (bounds !== undefined && bounds.length !== criteria)
    throw new RangeError("bounds: one list a criterion");
  if (!(epsilon >= 0)) throw new RangeError(`epsilon: ${epsilon}`);
  for (const node of [source, target]) {
    if (!(node >= 0 && node < graph.nodes)) throw new RangeError(`no node ${node} of ${graph.nodes}`);
  }
}

function interleaved(
  columns: readonly ArrayLike<number>[],
  rows: number,
  index: (row: number) => number,
): Float64Array {
  const width = columns.length;
  const out = new Float64Array(rows * width);
  columns.forEach((column, place) => {
    for (let row = 0; row < rows; row++) out[row * width + place] = column[index(row)] as number;
  });
  return out;
}
