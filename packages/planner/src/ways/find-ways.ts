import { nextOpen, type OpenTable } from "../calendar-table.ts";
import { parameters } from "../parameters.ts";
import { paretoPaths } from "../search/pareto.ts";
import { bestStretches } from "./best-stretches.ts";
import type { ExpectedDelay } from "./closure-delay.ts";
import { SINK, SOURCE, type WayEdge } from "./way-graph.ts";
import type { WaySpace } from "./way-space.ts";

/** A way from start to delivery with its expected figures. */
export interface Way {
  readonly edges: readonly WayEdge[];
  readonly hours: number;
  readonly usd: number;
  readonly variance: number;
  readonly handovers: number;
}

export interface FoundWays {
  readonly ways: readonly Way[];
  /** The search was cut short: others may exist. */
  readonly truncated: boolean;
}

/** How time passes on edges of one kind: the hours they take, when they are open, what closures cause. */
export interface EdgeClock {
  readonly hours: number;
  readonly table: OpenTable | null;
  readonly delays: readonly ExpectedDelay[];
}

/**
 * Pareto-best ways by expected arrival, price, variance and handovers, each criterion to within 2 %
 * (epsilon-dominance); among ways with the same crossings the quickest and the cheapest. Time-dependent: an
 * edge's hours depend on when it is entered.
 */
export function findWays(
  space: WaySpace,
  clocks: readonly EdgeClock[],
  closuresExpected: boolean,
): FoundWays {
  const { graph, weights, bounds, kindOf, edges } = space;
  const { labels, truncated } = paretoPaths({
    graph,
    source: SOURCE,
    target: SINK,
    criteria: weights.length,
    weights,
    bounds,
    expand: (edge, cost, increment) => {
      const clock = clocks[kindOf[edge] ?? -1];
      for (let i = 1; i < weights.length; i++) increment[i] = (weights[i] as Float64Array)[edge] as number;
      increment[0] = clock ? hoursThrough(clock, cost[0] as number, closuresExpected) : 0;
      return null;
    },
    epsilon: parameters.search.epsilon,
    maxLabels: parameters.search.maxLabels,
  });
  const ways = labels.map(({ cost, path }) => ({
    edges: withoutLoops(path.flatMap((edge) => edges[edge] ?? [])),
    hours: cost[0] ?? 0,
    usd: cost[1] ?? 0,
    variance: cost[2] ?? 0,
    handovers: cost[3] ?? 0,
  }));
  return { ways: bestStretches(space, clocks, closuresExpected, ways), truncated };
}

/** Epsilon-dominance may keep a way with a detour to a place it stood at already; the detour is cut out. */
function withoutLoops(edges: readonly WayEdge[]): WayEdge[] {
  const kept: WayEdge[] = [];
  for (const edge of edges) {
    const again = kept.findIndex((earlier) => earlier.from === edge.to);
    if (again >= 0) kept.length = again;
    else kept.push(edge);
  }
  return kept;
}

/** Hours from standing before an edge to having passed it. */
export function hoursThrough(clock: EdgeClock, entered: number, closuresExpected: boolean): number {
  let at = entered;
  if (closuresExpected) for (const delay of clock.delays) at += delay(at);
  if (clock.table) at = nextOpen(clock.table, at);
  at += clock.hours;
  if (clock.table) at = nextOpen(clock.table, at);
  return at - entered;
}
