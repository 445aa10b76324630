import type { Network } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import { hoursToInstant } from "@rahdari/units";
import type { Option } from "../answer.ts";
import type { Spells } from "../closures/spells.ts";
import {
  type SwitchPoint,
  switchPoint,
  type WatchedWay,
  type WayRound,
  wayRound,
} from "../recourse/switch-points.ts";
import { hoursWorthWaiting } from "../recourse/waiting.ts";
import type { Shipment } from "../resolve.ts";
import { quantileOfSorted, sortedSample } from "../simulate/statistics.ts";
import type { StepContext } from "../simulate/step.ts";
import type { LegDraws, Trip } from "../simulate/trips.ts";
import type { EdgeClock } from "../ways/find-ways.ts";
import { SINK, type WayGraph } from "../ways/way-graph.ts";
import type { WaySpace } from "../ways/way-space.ts";
import { message } from "./message.ts";
import { crossingsOf } from "./option.ts";

/** A border that is shut on arrival in at least this share of the draws deserves a plan for it. */
const WORTH_A_DECISION = 0.02;

/** What the decisions of all options of an answer are found with. */
export interface Recourse {
  readonly network: Network;
  readonly shipment: Shipment;
  readonly ways: WaySpace;
  readonly step: StepContext;
  /** Expected hours of each edge, closures of other borders included. */
  readonly hours: Float64Array;
  readonly roundOf: (border: string) => BorderRound;
  /** What is left of the closure in each draw that finds the gate of the leg shut, ascending. */
  readonly leftOf: (leg: LegDraws) => Float64Array;
  /** Chance by the deadline from a state with a border shut; null without a deadline. */
  readonly chanceWithout: ChanceWithout | null;
}

export interface BorderRound extends WayRound {
  readonly barred: ReadonlySet<number>;
}

export type ChanceWithout = (
  border: string,
  barred: ReadonlySet<number>,
  node: number,
  hours: number,
) => number;

/** Prepares what decisions share: expected hours, and the ways round each border, searched when asked for. */
export function recourseOf(
  base: Pick<Recourse, "network" | "shipment" | "ways" | "step" | "chanceWithout">,
  clocks: readonly EdgeClock[],
): Recourse {
  const { graph } = base.ways;
  const hours = Float64Array.from({ length: graph.edges }, (_, edge) =>
    expectedHours(clocks[base.ways.kindOf[edge] ?? -1]),
  );
  const rounds = new Map<string, BorderRound>();
  const roundOf = (border: string): BorderRound => {
    const known = rounds.get(border);
    if (known) return known;
    const barred = edgesOfBorder(base.ways, border);
    const made = { barred, ...wayRound(graph, hours, barred, SINK) };
    rounds.set(border, made);
    return made;
  };
  const waits = new Map<LegDraws, Float64Array>();
  const leftOf = (leg: LegDraws): Float64Array => {
    const left = waits.get(leg) ?? remainingWaits(leg, base.step);
    waits.set(leg, left);
    return left;
  };
  return { ...base, hours, roundOf, leftOf };
}

/** Where to decide, and how long to wait, for each border on the way that may be found shut. */
export function tellDecisions(option: Option, trip: Trip, recourse: Recourse): Option["decisions"] {
  const risky = option.closures
    .filter((state) => state.chanceShut >= WORTH_A_DECISION)
    .map((state) => state.on);
  return trip.legs.flatMap((leg, i) => {
    const { arc } = leg.edge;
    if (arc.kind !== "crossing" || !risky.includes(arc.id)) return [];
    const decision = decide(trip, leg, i, recourse);
    return decision ? [decision] : [];
  });
}

function decide(
  trip: Trip,
  leg: LegDraws,
  position: number,
  recourse: Recourse,
): Option["decisions"][number] | null {
  const { ways, hours, shipment } = recourse;
  const around = recourse.roundOf(borderOf(leg));
  const byPolicy = lastGoodChance(trip, position, around.barred, recourse);
  const point = switchPoint(ways.graph, hours, around, SINK, watched(trip, position, recourse), byPolicy);
  if (!point) return null;
  const at = trip.legs[point.position];
  const round = point.round.flatMap((edge) => ways.edges[edge] ?? []);
  if (!at || round.length === 0) return null;
  const otherwise = crossingsOf(round);
  const when = quantileOfSorted(sortedSample(at.before), 0.5);
  const wait = waitAtCrossing(trip, leg, position, point, recourse);
  return {
    at: at.edge.arc.from,
    when: hoursToInstant((shipment.readyAt + when) as EpochHours),
    crossing: leg.edge.arc.id,
    otherwise,
    extraHours: Math.round(point.lostHours),
    extraHoursAtCrossing: Math.round(point.lostAtCrossing),
    onTimeIfShut: recourse.chanceWithout?.(borderOf(leg), around.barred, at.edge.from, when) || null,
    waitHours: wait === null ? null : Math.round(wait),
    text: decisionText(recourse.network, at.edge.arc.from, leg, otherwise, point, wait),
  };
}

/** A place from which this share of the best chance is left is still a good one to turn at. */
const GOOD_SHARE = 0.95;

/**
 * By the on-time policy with the border shut: the last place before it from which the chance by the deadline is
 * nearly what it was at the start. Null without a deadline, or where the options shown leave no other way.
 */
function lastGoodChance(
  trip: Trip,
  crossing: number,
  barred: ReadonlySet<number>,
  { chanceWithout }: Recourse,
): number | null {
  const gate = trip.legs[crossing];
  if (!chanceWithout || !gate) return null;
  const chances = trip.legs.slice(0, crossing + 1).map(({ edge, before }) => {
    const at = quantileOfSorted(sortedSample(before), 0.5);
    return chanceWithout(borderOf(gate), barred, edge.from, at);
  });
  const start = chances[0] ?? 0;
  return start > 0 ? chances.findLastIndex((chance) => chance >= GOOD_SHARE * start) : null;
}

/** When the closures of other borders are asked after: hours after ready, about the middle of a trip. */
const MIDWAY_HOURS = 120;

/** Hours of an edge with the closure to be expected on it, so that nobody is sent to another shut border. */
function expectedHours(clock: EdgeClock | undefined): number {
  if (!clock) return 0;
  return clock.delays.reduce((sum, delay) => sum + delay(MIDWAY_HOURS), clock.hours);
}

function borderOf(leg: LegDraws): string {
  return leg.edge.arc.countries.toSorted().join("-");
}

/** All edges between the two countries: one event is apt to shut them together. */
function edgesOfBorder(ways: WayGraph, border: string): ReadonlySet<number> {
  const barred = new Set<number>();
  ways.edges.forEach(({ arc }, edge) => {
    if (arc.kind === "crossing" && arc.countries.toSorted().join("-") === border) barred.add(edge);
  });
  return barred;
}

function watched(trip: Trip, crossing: number, { ways }: Recourse): WatchedWay {
  const edges = trip.legs.map((leg) => ways.edgeIds.get(leg.edge) ?? -1);
  return { nodes: trip.legs.map((leg) => leg.edge.from), edges, crossing };
}

/** Hours worth standing at the shut gate, from the draws in which it is shut on arrival. */
function waitAtCrossing(
  trip: Trip,
  leg: LegDraws,
  position: number,
  point: SwitchPoint,
  recourse: Recourse,
): number | null {
  const left = recourse.leftOf(leg);
  if (left.length === 0) return 0;
  const { edges } = watched(trip, position, recourse);
  const beyond = edges.slice(position).reduce((sum, edge) => sum + (recourse.hours[edge] as number), 0);
  return hoursWorthWaiting({
    survival: (t) => shareAbove(left, t),
    through: { hours: beyond },
    around: { hours: point.roundFromCrossing },
  }).waitHours;
}

/** What is left of the closure in each draw that finds the gate shut, ascending. */
function remainingWaits(
  leg: LegDraws,
  { samples, settingOf, readyAt, spanHours }: StepContext,
): Float64Array {
  const { arc } = leg.edge;
  const spells = settingOf(leg.edge)
    .subjects.map((subject) =>
      samples.spells({ subject, direction: arc.direction, mode: arc.mode }, readyAt, spanHours),
    )
    .filter((found): found is Spells => found !== null);
  const waits: number[] = [];
  for (const { drawOf, starts, ends } of spells) {
    for (let k = 0; k < starts.length; k++) {
      const at = readyAt + (leg.before[drawOf[k] as number] as number);
      if ((starts[k] as number) <= at && at < (ends[k] as number)) waits.push((ends[k] as number) - at);
    }
  }
  return Float64Array.from(waits).sort();
}

function shareAbove(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= bound) low = middle + 1;
    else high = middle;
  }
  return 1 - low / sorted.length;
}

function decisionText(
  network: Network,
  at: string,
  leg: LegDraws,
  otherwise: readonly string[],
  point: SwitchPoint,
  wait: number | null,
) {
  const name = (id: string) => network.crossings.get(id)?.name ?? network.places.get(id)?.name ?? id;
  const place = name(at);
  const crossing = name(leg.edge.arc.id);
  const round = otherwise.map(name).join(", ");
  const text =
    `Decide at ${place}: if ${crossing} is shut, going round by ${round} costs ${Math.round(point.lostHours)} h more there, ` +
    `${Math.round(point.lostAtCrossing)} h when turning at the gate. ${waitingText(wait)}`;
  return message(
    "decision",
    { at, crossing: leg.edge.arc.id, round: otherwise.join(","), wait: wait ?? -1 },
    text,
  );
}

function waitingText(wait: number | null): string {
  if (wait === null) return "At the gate waiting is better than turning.";
  return Math.round(wait) === 0
    ? "At the shut gate turn at once."
    : `At the shut gate wait at most ${Math.round(wait)} h, then turn.`;
}
