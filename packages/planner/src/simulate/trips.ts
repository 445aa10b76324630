import type { WayEdge } from "../ways/way-graph.ts";
import type { Buffers } from "./buffers.ts";
import { type StepContext, step } from "./step.ts";

/** One leg in all draws; `before` and `after` are hours since ready, `waited` the hours of waiting within, of the first draws only. */
export interface LegDraws {
  readonly edge: WayEdge;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly waited: Float64Array;
}

/** A way in all draws. Arrays are shared between trips with a common beginning: read, never write. */
export interface Trip {
  readonly legs: readonly LegDraws[];
  readonly arrival: Float64Array;
  readonly start: Float64Array;
}

export interface TripPlan {
  readonly edges: readonly WayEdge[];
  /** Hours after ready at which each draw sets out; equal plans share the array. */
  readonly start: Float64Array;
}

interface Branch {
  readonly leg: LegDraws;
  readonly wheel: Float64Array;
  readonly branches: Map<WayEdge, Branch>;
}

/**
 * Simulates ways together: a common beginning is simulated once. The arrays belong to `buffers`; they stay
 * valid until it is released.
 */
export function simulateTrips(plans: readonly TripPlan[], context: StepContext, buffers: Buffers): Trip[] {
  const roots = new Map<Float64Array, Map<WayEdge, Branch>>();
  return plans.map(({ edges, start }) => {
    let branches = roots.get(start) ?? new Map<WayEdge, Branch>();
    roots.set(start, branches);
    const legs: LegDraws[] = [];
    let parent: Branch | undefined;
    for (const edge of edges) {
      const branch = branches.get(edge) ?? grow(edge, start, parent, context, buffers);
      branches.set(edge, branch);
      legs.push(branch.leg);
      branches = branch.branches;
      parent = branch;
    }
    return { legs, start, arrival: parent?.leg.after ?? start };
  });
}

function grow(
  edge: WayEdge,
  start: Float64Array,
  parent: Branch | undefined,
  context: StepContext,
  buffers: Buffers,
): Branch {
  const before = parent?.leg.after ?? start;
  const wheel = parent?.wheel ?? context.samples.noWait();
  const to = { at: buffers.take(), wheel: buffers.take() };
  const waited = step(edge, { at: before, wheel }, to, context);
  return { leg: { edge, before, after: to.at, waited }, wheel: to.wheel, branches: new Map() };
}
