import { distancesTo } from "../search/dijkstra.ts";
import type { Digraph } from "../search/graph.ts";

/** A way whose crossing may turn out shut: its nodes in order, its edges, and which of them is the crossing. */
export interface WatchedWay {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  /** Position in `edges` of the crossing that may be shut. */
  readonly crossing: number;
}

export interface SwitchPoint {
  /** Position in `nodes` of the last place from which going round is still cheap. */
  readonly position: number;
  /** Hours lost there against having gone round from the start. */
  readonly lostHours: number;
  /** Hours lost when turning only at the crossing itself. */
  readonly lostAtCrossing: number;
  /** Expected hours from the crossing to the target by the way round. */
  readonly roundFromCrossing: number;
  /** Edges of the way round from the switch to the target. */
  readonly round: readonly number[];
}

/** Hours lost that still count as cheap: this share of the way round, and at least so many hours. */
const CHEAP = { share: 0.05, hours: 6 };

/** Expected hours round a border that is shut: one search serves all ways over it. */
export interface WayRound {
  readonly weights: Float64Array;
  /** Hours to the target from each node without the barred edges. */
  readonly left: Float64Array;
}

/** Searches the ways round from everywhere, with the barred edges out of use. */
export function wayRound(
  graph: Digraph,
  hours: ArrayLike<number>,
  barred: ReadonlySet<number>,
  target: number,
): WayRound {
  const weights = Float64Array.from({ length: graph.edges }, (_, edge) =>
    barred.has(edge) ? Number.POSITIVE_INFINITY : (hours[edge] as number),
  );
  return { weights, left: distancesTo(graph, weights, target) };
}

/**
 * The last cheap switch before a crossing that may be shut. With R(v) the expected hours from v to the target
 * without the crossing and t(v) those from the start to v, turning at v loses t(v) + R(v) - R(start). Null when
 * there is no way round at all. `byPolicy` is the position that the on-time policy names, where it does.
 */
export function switchPoint(
  graph: Digraph,
  hours: ArrayLike<number>,
  { weights, left }: WayRound,
  target: number,
  way: WatchedWay,
  byPolicy: number | null,
): SwitchPoint | null {
  const start = left[way.nodes[0] as number] as number;
  if (!Number.isFinite(start)) return null;
  const lost = lostHours(way, hours, left, start);
  const cheap = Math.max(CHEAP.hours, start * CHEAP.share);
  const position =
    byPolicy ??
    Math.max(
      0,
      lost.findLastIndex((value) => value <= cheap),
    );
  return {
    position,
    lostHours: lost[position] ?? 0,
    lostAtCrossing: lost.at(-1) ?? 0,
    roundFromCrossing: left[way.nodes[way.crossing] as number] as number,
    round: follow(graph, weights, left, way.nodes[position] as number, target),
  };
}

/** Loss of turning at each node up to the crossing. */
function lostHours(way: WatchedWay, hours: ArrayLike<number>, round: Float64Array, start: number): number[] {
  let travelled = 0;
  return way.nodes.slice(0, way.crossing + 1).map((node, i) => {
    if (i > 0) travelled += hours[way.edges[i - 1] as number] as number;
    return travelled + (round[node] as number) - start;
  });
}

/** Follows the distances downhill; bounded by the number of nodes. */
function follow(
  graph: Digraph,
  weights: Float64Array,
  left: Float64Array,
  from: number,
  target: number,
): number[] {
  const edges: number[] = [];
  for (let node = from; node !== target && edges.length <= graph.nodes; ) {
    const slot = bestSlot(graph, weights, left, node);
    if (slot === undefined) break;
    edges.push(graph.edgeIds[slot] as number);
    node = graph.targets[slot] as number;
  }
  return edges;
}

function bestSlot(
  graph: Digraph,
  weights: Float64Array,
  left: Float64Array,
  node: number,
): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let slot = graph.offsets[node] as number; slot < (graph.offsets[node + 1] as number); slot++) {
    const through =
      (weights[graph.edgeIds[slot] as number] as number) + (left[graph.targets[slot] as number] as number);
    if (through < least) [best, least] = [slot, through];
  }
  return best;
}
