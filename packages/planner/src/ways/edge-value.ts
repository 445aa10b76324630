import type { EpochHours } from "@rahdari/units";
import { mean, quantile } from "../distribution/delay.ts";
import { utcDay } from "../local-time.ts";
import { parameters } from "../parameters.ts";
import { legPrice } from "../price/leg-price.ts";
import { addMoney } from "../price/money.ts";
import type { Shipment } from "../resolve.ts";
import type { Samples } from "../simulate/samples.ts";
import type { WayEdge } from "./way-graph.ts";

/** What an edge adds to a way at least, whenever it is entered. */
export interface EdgeValue {
  /** Mean hours, rest included, waiting for closures and opening hours not. */
  readonly hours: number;
  readonly usd: number;
  /** Variance of the hours: the additive stand-in for the chance of being late. */
  readonly variance: number;
  readonly handovers: number;
}

/** Spread that counts in the search; a longer tail is left to the simulation. */
const MOST_SD_HOURS = 240;

export function edgeValue(edge: WayEdge, shipment: Shipment, samples: Samples): EdgeValue {
  const { arc, passage } = edge;
  const price = legPrice(arc, passage, shipment, utcDay(shipment.readyAt));
  const usd = addMoney(addMoney(price.lineHaul, price.fees), price.handling).typical;
  const delays = edgeDelays(edge, shipment, samples);
  const rest = arc.link && arc.mode === "road" ? 24 / wheelHours(shipment.request.drivers) : 1;
  const boarding = edge.boards ? 84 / (arc.link?.departuresPerWeek?.value ?? 7) : 0;
  const hours = boarding + delays.reduce((sum, delay) => sum + mean(delay) * rest, 0);
  const drawn = delays.reduce((sum, delay) => sum + spread(delay, rest) ** 2, 0);
  const isRoad = arc.link !== undefined && arc.mode === "road" && hours > 0;
  const own = isRoad ? (drawn / hours) * parameters.search.roadLuckHours : drawn;
  return { hours, usd, variance: own + (boarding * boarding) / 3, handovers: passage.handovers };
}

function edgeDelays(edge: WayEdge, shipment: Shipment, samples: Samples) {
  const { arc, passage } = edge;
  if (arc.link) return [samples.link(arc.link)];
  if (!arc.crossing) return [];
  const border = samples.crossing(arc.crossing, arc.direction, shipment.readyAt as EpochHours);
  const acts = passage.rules.map((rule) => samples.rule(rule)).filter((delay) => delay !== null);
  return [border, ...acts];
}

/** Half the distance of the central 68 %: a spread that a heavy tail does not inflate. */
function spread(delay: Parameters<typeof mean>[0], rest: number): number {
  return Math.min(MOST_SD_HOURS, ((quantile(delay, 0.84) - quantile(delay, 0.16)) / 2) * rest);
}

function wheelHours(drivers: 1 | 2 | number): number {
  return drivers === 2 ? parameters.driving.twoDrivers.typical : parameters.driving.oneDriver.typical;
}
