import type { Network } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import { hoursToInstant } from "@rahdari/units";
import type { Leg, Message } from "../answer.ts";
import type { Arc } from "../arcs.ts";
import { nextOpen, type OpenTable } from "../calendar-table.ts";
import { utcDay } from "../local-time.ts";
import { parameters } from "../parameters.ts";
import { legEmissionsKg } from "../price/emissions.ts";
import { addMoney, roundMoney } from "../price/money.ts";
import type { Shipment } from "../resolve.ts";
import { LEG_SAMPLE, meanOf, quantilesOf } from "../simulate/statistics.ts";
import type { LegSetting, StepContext } from "../simulate/step.ts";
import type { LegDraws } from "../simulate/trips.ts";
import { arcSources, type BasisKind, courseBases, weakestBasis } from "./basis.ts";
import type { Known } from "./known.ts";
import { message } from "./message.ts";
import type { PricedLeg } from "./priced-leg.ts";
import { ruleNotes } from "./rule-notes.ts";

const round1 = (value: number): number => Math.round(value * 10) / 10;

/** Draws for the typical times along the way, which the reader holds against the median of the whole. */
const TIMES_SAMPLE = 1_200;

/** Median of an array of draws, found once: one leg's end is the next one's beginning. */
type MedianOf = (values: Float64Array) => number;

/** A leg of the answer from its draws. Legs shared by options are told once (see `legTeller`). */
function tellLeg(
  network: Network,
  shipment: Shipment,
  draws: LegDraws,
  medianOf: MedianOf,
  { price, bases }: PricedLeg,
  { table }: LegSetting,
  known: Known,
): Leg {
  const { arc, passage } = draws.edge;
  const elapsed = difference(draws.after, draws.before);
  const [p10 = 0, p50 = 0, p90 = 0] = quantilesOf(elapsed, [0.1, 0.5, 0.9]).map(round1);
  const enter = medianOf(draws.before);
  const leave = medianOf(draws.after);
  const { tonnes, reefer } = shipment.request.goods;
  return {
    id: arc.key,
    kind: arc.kind,
    name: legName(network, arc),
    from: arc.from,
    to: arc.to,
    mode: arc.mode,
    countries: [...arc.countries],
    km: arc.km,
    hours: { p10, p50, p90, mean: round1(meanOf(elapsed)) },
    waitHours: round1(quantilesOf(draws.waited.subarray(0, LEG_SAMPLE), [0.5])[0] ?? 0),
    enter: hoursToInstant((shipment.readyAt + enter) as EpochHours),
    leave: hoursToInstant((shipment.readyAt + leave) as EpochHours),
    costUsd: roundMoney(addMoney(addMoney(price.lineHaul, price.fees), price.handling)),
    co2eKg: Math.round(legEmissionsKg(arc.mode, arc.km, tonnes, reefer)),
    basis: legBasis(draws.edge, bases, known),
    notes: [
      ...seasonNote(legName(network, arc), shipment.readyAt, enter, table),
      ...passage.rules.flatMap((rule) => ruleNotes(rule, known)),
    ],
    sources: known.sources(arcSources(arc, Number(known.asOf.slice(0, 4)))),
  };
}

function legBasis({ arc, passage }: LegDraws["edge"], bases: PricedLeg["bases"], known: Known): BasisKind {
  const acts = passage.rules.flatMap((rule) => (rule.hours ? [rule.hours.basis] : []));
  const course = [...courseBases(arc), ...acts].map(known.kind);
  return weakestBasis([...course, ...Object.values(bases).flat()]);
}

/** Said of a leg that half of the draws find without working hours for days. */
function seasonNote(name: string, readyAt: number, enter: number, table: OpenTable | null): Message[] {
  const until = table ? nextOpen(table, enter) : enter;
  if (until - enter < parameters.longWaitHours) return [];
  const day = (hours: number) => utcDay((readyAt + hours) as EpochHours);
  const params = { name, from: day(enter), until: day(until) };
  const text = `keeps no working hours from ${params.from}, when the goods get there, to ${params.until}: they wait`;
  return [message("calendar-wait", params, text)];
}

/** Tells each simulated leg once however many options share it. */
export function legTeller(
  network: Network,
  shipment: Shipment,
  { settingOf }: Pick<StepContext, "settingOf">,
  priceLeg: (draws: LegDraws) => PricedLeg,
  known: Known,
): (draws: LegDraws) => Leg {
  const told = new Map<LegDraws, Leg>();
  const medians = new Map<Float64Array, number>();
  const medianOf: MedianOf = (values) => {
    const known = medians.get(values) ?? quantilesOf(values.subarray(0, TIMES_SAMPLE), [0.5])[0] ?? 0;
    medians.set(values, known);
    return known;
  };
  return (draws) => {
    const before = told.get(draws);
    if (before) return before;
    const leg = tellLeg(network, shipment, draws, medianOf, priceLeg(draws), settingOf(draws.edge), known);
    told.set(draws, leg);
    return leg;
  };
}

export function legName(network: Network, arc: Arc): string {
  if (arc.crossing) return arc.crossing.name;
  const ends = [arc.from, arc.to].map((id) => network.places.get(id)?.name ?? id);
  return ends.join(" - ");
}

function difference(after: Float64Array, before: Float64Array): Float64Array {
  const out = after.slice(0, LEG_SAMPLE);
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) - (before[i] as number);
  return out;
}
