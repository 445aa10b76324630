import { nextOpen } from "../calendar-table.ts";
import { parameters } from "../parameters.ts";
import type { EdgeClock, Way } from "./find-ways.ts";
import type { WayEdge } from "./way-graph.ts";
import type { WaySpace } from "./way-space.ts";

/** A leg that a calendar keeps shut when the goods would get there; hours after ready. */
export interface BlockedWay {
  readonly edge: WayEdge;
  readonly from: number;
  readonly until: number;
}

/** Whether any calendar has a gap long enough to keep a way out at all. */
export function mayBlock(clocks: readonly EdgeClock[]): boolean {
  return clocks.some(({ table }) => table !== null && table.longestGap >= parameters.longWaitHours);
}

/**
 * Of the ways found as if everything were always open, the leg whose calendar keeps them out; `passed` are ids of
 * what a shown option passes, which says itself that it waits. One entry a leg.
 */
export function blockedWays(
  space: WaySpace,
  clocks: readonly EdgeClock[],
  free: readonly Way[],
  passed: ReadonlySet<string>,
): BlockedWay[] {
  const blocked = new Map<string, BlockedWay>();
  for (const way of free) {
    const leg = longestWait(space, clocks, way);
    if (!leg || leg.until - leg.from < parameters.longWaitHours) continue;
    const { id } = leg.edge.arc;
    if (!passed.has(id) && !blocked.has(id)) blocked.set(id, leg);
  }
  return [...blocked.values()];
}

function longestWait(space: WaySpace, clocks: readonly EdgeClock[], way: Way): BlockedWay | undefined {
  let at = 0;
  let longest: BlockedWay | undefined;
  for (const edge of way.edges) {
    const clock = clocks[space.kindOf[space.edgeIds.get(edge) ?? -1] ?? -1];
    const from = at;
    if (clock?.table) at = nextOpen(clock.table, at);
    if (!longest || at - from > longest.until - longest.from) longest = { edge, from, until: at };
    at += clock?.hours ?? 0;
  }
  return longest;
}
