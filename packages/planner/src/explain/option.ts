import type { Network } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import { hoursToInstant } from "@rahdari/units";
import type { Leg, Option } from "../answer.ts";
import type { Spells } from "../closures/spells.ts";
import { legEmissionsKg } from "../price/emissions.ts";
import type { Shipment } from "../resolve.ts";
import { quantileOfSorted, shareUpTo } from "../simulate/statistics.ts";
import type { StepContext } from "../simulate/step.ts";
import type { LegDraws, Trip } from "../simulate/trips.ts";
import type { WayEdge } from "../ways/way-graph.ts";
import {
  type KnownState,
  medianIfOpen,
  type ShutDraws,
  shutDraws,
  tellClosureState,
  tellWorlds,
} from "./border-states.ts";
import type { Compared } from "./choose-options.ts";
import { tellCosts } from "./costs.ts";
import { type Papers, tellDocuments } from "./documents.ts";
import { arrivalCurve, hourQuantiles, onTimeShare, round4 } from "./hours.ts";
import type { Known } from "./known.ts";
import type { PricedLeg } from "./priced-leg.ts";
import { spreadDrivers } from "./spread.ts";

/** What all options of one answer are told with. */
export interface Telling {
  readonly network: Network;
  readonly shipment: Shipment;
  readonly known: Known;
  readonly step: StepContext;
  readonly horizon: number;
  readonly tellLeg: (draws: LegDraws) => Leg;
  readonly priceLeg: (draws: LegDraws) => PricedLeg;
  readonly stateOf: (draws: LegDraws) => KnownState;
  /** What was found of legs that options share. */
  readonly shutLegs: Map<LegDraws, ShutLeg | null>;
  /** Hours past ready until the papers are in hand, sorted, for a set of papers. */
  readonly papersHours: (papers: Papers) => Float64Array;
}

/** States in which a leg may be shut: below this chance it is not worth a line. */
const WORTH_A_LINE = 0.005;

/** What options are compared by; the rest is told of those that are shown. */
export interface Sketch extends Compared {
  /** Its borders and modes in words. */
  readonly name: string;
  readonly trip: Trip;
  readonly papers: Papers;
  readonly shut: readonly ShutLeg[];
}

/** The figures of a simulated trip that decide whether it is shown. */
export function sketchOption(id: string, trip: Trip, papers: Papers, telling: Telling): Sketch {
  const { shipment, horizon } = telling;
  const { tonnes, reefer } = shipment.request.goods;
  const shut = shutLegs(trip, telling);
  const arcs = trip.legs.map((leg) => leg.edge.arc);
  const hours = hourQuantiles(trip.arrival, horizon);
  return {
    id,
    name: nameOf(telling.network, trip),
    corridor: crossingsOf(trip.legs.map((leg) => leg.edge))[0] ?? "",
    trip,
    papers,
    shut,
    hours,
    onTime: onTimeShare(trip.arrival, deadlineHours(shipment)),
    costUsd: tellCosts(trip, papers, shipment, telling.priceLeg, telling.known),
    co2eKg: Math.round(arcs.reduce((sum, arc) => sum + legEmissionsKg(arc.mode, arc.km, tonnes, reefer), 0)),
    handovers: trip.legs.reduce((sum, leg) => sum + leg.edge.passage.handovers, 0),
    hoursIfOpen: medianIfOpen(
      trip,
      shut.filter(isBorder).map(({ draws }) => draws),
      hours.p50,
    ),
  };
}

/** The whole option; decisions are added by the caller, who knows the other ways. */
export function tellOption(sketch: Sketch, labels: readonly string[], telling: Telling): Option {
  const { shipment, horizon, network } = telling;
  const { id, name, trip, papers, shut, hours, onTime, costUsd, co2eKg, handovers } = sketch;
  const legs = trip.legs.map(telling.tellLeg);
  const wait = telling.papersHours(papers);
  return {
    id,
    name,
    labels: [...labels],
    places: placesOf(trip),
    crossings: crossingsOf(trip.legs.map((leg) => leg.edge)),
    modes: [...new Set(legs.map((leg) => leg.mode))],
    km: legs.reduce((sum, leg) => sum + leg.km, 0),
    hours,
    arrival: arrivalInstants(hours, shipment.readyAt),
    onTime,
    notArrived: round4(1 - shareUpTo(trip.arrival, horizon)),
    arrivalCurve: arrivalCurve(trip.arrival, horizon),
    costUsd,
    co2eKg,
    handovers,
    legs,
    documents: tellDocuments(papers, shipment, telling.known),
    papersHours: {
      p50: Math.round(quantileOfSorted(wait, 0.5)),
      p95: Math.round(quantileOfSorted(wait, 0.95)),
    },
    drivers: spreadDrivers(network, trip, hours.p95),
    closures: shut
      .filter(({ draws }) => draws.share >= WORTH_A_LINE)
      .map(({ leg, draws }) => tellClosureState(telling.stateOf(leg), leg, draws, telling)),
    worlds: tellWorlds(
      trip,
      shut.filter(isBorder).map(({ leg, draws: shutIn }) => ({ on: leg.edge.arc.id, shut: shutIn })),
      horizon,
      deadlineHours(shipment),
    ),
    decisions: [],
    sources: [...new Set(legs.flatMap((leg) => leg.sources))],
  };
}

function deadlineHours({ deadlineAt, readyAt }: Shipment): number | null {
  return deadlineAt === null ? null : deadlineAt - readyAt;
}

export interface ShutLeg {
  readonly leg: LegDraws;
  readonly draws: ShutDraws;
}

function isBorder({ leg }: ShutLeg): boolean {
  return leg.edge.arc.kind === "crossing";
}

/** Legs that a closure can meet, with the draws in which it does; a leg that options share is looked at once. */
function shutLegs(trip: Trip, telling: Telling): ShutLeg[] {
  return trip.legs.flatMap((leg) => {
    const known = telling.shutLegs.get(leg);
    const found = known === undefined ? shutLeg(leg, telling) : known;
    telling.shutLegs.set(leg, found);
    return found ? [found] : [];
  });
}

function shutLeg(leg: LegDraws, { step }: Telling): ShutLeg | null {
  const { direction, mode } = leg.edge.arc;
  const spells = step
    .settingOf(leg.edge)
    .subjects.map((subject) =>
      step.samples.spells({ subject, direction, mode }, step.readyAt, step.spanHours),
    )
    .filter((found): found is Spells => found !== null);
  return spells.length > 0 ? { leg, draws: shutDraws(leg, spells, step.readyAt) } : null;
}

/** Crossings and changes of mode in order of travel. */
export function crossingsOf(edges: readonly WayEdge[]): string[] {
  return edges.filter(({ arc }) => arc.kind === "crossing").map(({ arc }) => arc.id);
}

function nameOf(network: Network, trip: Trip): string {
  const borders = crossingsOf(trip.legs.map((leg) => leg.edge)).map(
    (id) => network.crossings.get(id)?.name ?? id,
  );
  const modes = new Set(trip.legs.map((leg) => leg.edge.arc.mode).filter((mode) => mode !== "road"));
  return [...borders, ...modes].join(", ") || "the direct road";
}

function placesOf(trip: Trip): string[] {
  const [first] = trip.legs;
  const reached = trip.legs.map((leg) => leg.edge.arc.to);
  const all = first ? [first.edge.arc.from, ...reached] : reached;
  return all.filter((place, i) => place !== all[i - 1]);
}

function arrivalInstants(hours: Option["hours"], readyAt: EpochHours): Option["arrival"] {
  const at = (after: number) => hoursToInstant((readyAt + after) as EpochHours);
  return { p10: at(hours.p10), p50: at(hours.p50), p80: at(hours.p80), p95: at(hours.p95) };
}
