import { parameters } from "../parameters.ts";
import { paretoPaths } from "../search/pareto.ts";
import type { ExpectedDelay } from "./closure-delay.ts";
import type { EdgeValue } from "./edge-value.ts";
import type { WayEdge, WayGraph } from "./way-graph.ts";
import { SINK, SOURCE } from "./way-graph.ts";
import type { OpenTable } from "../calendar-table.ts";

/** A way from start to delivery with its expected figures. */
export interface Way {
  readonly edges: readonly WayEdge[];
  readonly hours: number;
  readonly usd: number;
  readonly variance: number;
  readonly handovers: number;
}

/** How time passes on an edge: what it adds at least, when it is open, and the delay that closures cause. */
export interface EdgeClock {
  readonly value: EdgeValue;
  readonly table: OpenTable | null;
  readonly delays: readonly ExpectedDelay[];
}

/**
 * Pareto-best ways by expected arrival, price, variance and handovers, each criterion to within 2 %
 * (epsilon-dominance). Time-dependent: an edge's hours depend on when it is entered.
 */
export function findWays(ways: WayGraph, clocks: readonly EdgeClock[], closuresExpected: boolean): Way[] {
  const column = (pick: (value: EdgeValue) => number) =>
    Float64Array.from({ length: ways.graph.edges }, (_, edge) => {
      const clock = clocks[edge];
      return clock ? pick(clock.value) : 0;
    });
  const { labels } = paretoPaths({
    graph: ways.graph,
    source: SOURCE,
    target: SINK,
    criteria: 4,
    weights: [column((v) => v.hours), column((v) => v.usd), column((v) => v.variance), column((v) => v.handovers)],
    expand: (edge, cost, increment) => {
      const clock = clocks[edge];
      increment[0] = clock ? hoursThrough(clock, cost[0] as number, closuresExpected) : 0;
      increment[1] = clock?.value.usd ?? 0;
      increment[2] = clock?.value.variance ?? 0;
      increment[3] = clock?.value.handovers ?? 0;
      return null;
    },
    epsilon: parameters.search.epsilon,
    maxLabels: parameters.search.maxLabels,
  });
  return labels.map(({ cost, path }) => ({
    edges: withoutLoops(path.flatMap((edge) => ways.edges[edge] ?? [])),
    hours: cost[0] ?? 0,
    usd: cost[1] ?? 0,
    variance: cost[2] ?? 0,
    handovers: cost[3] ?? 0,
  }));
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

function hoursThrough(clock: EdgeClock, entered: number, closuresExpected: boolean): number {
  let at = entered;
  if (closuresExpected) for (const delay of clock.delays) at += delay(at);
  if (clock.table) at = clock.table.nextOpen(at);
  at += clock.value.hours;
  if (clock.table) at = clock.table.nextOpen(at);
  return at - entered;
}
