import type { Pmf } from "../distribution/bins.ts";
import type { LegDraws, Trip } from "../simulate/trips.ts";
import type { WayEdge } from "../ways/way-graph.ts";
import { onTimePolicy, onTimePolicyWithout, type Policy, type PolicyArc } from "./sota.ts";

/** The ways of an answer as one graph of hourly distributions, for the on-time policy. */
export interface PolicyGraph {
  readonly nodes: ReadonlyMap<number, number>;
  readonly arcs: readonly { readonly edge: WayEdge; readonly arc: PolicyArc }[];
  readonly destination: number;
}

/** Draws that an hourly distribution is counted from, and the tail put on its last bin. */
const COUNTED = 1_000;
const TAIL = 0.005;

/** Joins the trips where they share states; the hours of a leg are those it took in the draws. */
export function policyGraph(trips: readonly Trip[]): PolicyGraph {
  const nodes = new Map<number, number>();
  const idOf = (node: number) => {
    const id = nodes.get(node) ?? nodes.size;
    nodes.set(node, id);
    return id;
  };
  const arcs = new Map<WayEdge, PolicyArc>();
  const ends: number[] = [];
  for (const { legs } of trips) {
    for (const leg of legs) {
      const { from, to } = leg.edge;
      if (!arcs.has(leg.edge)) arcs.set(leg.edge, { from: idOf(from), to: idOf(to), pmf: countHours(leg) });
    }
    const last = legs.at(-1);
    if (last) ends.push(idOf(last.edge.to));
  }
  const destination = ends[0] ?? 0;
  const merged = new Map(ends.map((end) => [end, destination]));
  return {
    nodes,
    destination,
    arcs: [...arcs].map(([edge, arc]) => ({ edge, arc: { ...arc, to: merged.get(arc.to) ?? arc.to } })),
  };
}

/** The policies up to a deadline so many hours after ready: the whole one, and those with some edges out of use. */
export interface Policies {
  readonly whole: Policy;
  without(barred: (edge: WayEdge) => boolean): Policy;
}

export function policiesOf(graph: PolicyGraph, deadlineHours: number): Policies {
  const problem = {
    nodes: graph.nodes.size,
    arcs: graph.arcs.map(({ arc }) => arc),
    destination: graph.destination,
    horizonBins: Math.max(1, Math.floor(deadlineHours) + 1),
  };
  const whole = onTimePolicy(problem);
  return {
    whole,
    without(barred) {
      const indices = graph.arcs.flatMap(({ edge }, index) => (barred(edge) ? [index] : []));
      return onTimePolicyWithout(problem, whole, new Set(indices));
    },
  };
}

/** Chance by the deadline for one who is at a state so many hours after ready; 0 past the deadline. */
export function chanceAt(graph: PolicyGraph, policy: Policy, node: number, hours: number): number {
  const id = graph.nodes.get(node);
  const bin = Math.max(0, Math.ceil(hours));
  if (id === undefined || bin >= policy.bins) return 0;
  return policy.chance[id * policy.bins + bin] ?? 0;
}

function countHours({ before, after }: LegDraws): Pmf {
  const count = Math.min(COUNTED, before.length);
  const hours = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    hours[i] = Math.max(1, Math.round((after[i] as number) - (before[i] as number)));
  }
  hours.sort();
  const first = hours[0] ?? 1;
  const last = hours[Math.min(count - 1, Math.floor(count * (1 - TAIL)))] ?? first;
  const probs = new Float64Array(last - first + 1);
  for (const hour of hours) {
    const bin = Math.min(hour, last) - first;
    probs[bin] = (probs[bin] as number) + 1 / count;
  }
  return { offset: first, probs };
}
