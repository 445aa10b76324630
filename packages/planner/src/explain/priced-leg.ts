import type { EpochHours } from "@rahdari/units";
import { utcDay } from "../local-time.ts";
import { type LegPrice, legPrice } from "../price/leg-price.ts";
import type { Shipment } from "../resolve.ts";
import { LEG_SAMPLE, meanOf } from "../simulate/statistics.ts";
import type { LegDraws } from "../simulate/trips.ts";
import type { Known } from "./known.ts";
import { type PriceBases, priceBases } from "./price-basis.ts";

/** What a leg costs on the day on which the average draw enters it, and how well that is founded. */
export interface PricedLeg {
  readonly price: LegPrice;
  readonly bases: PriceBases;
}

/** Prices each simulated leg once however many options share it. */
export function legPricer(shipment: Shipment, known: Known): (draws: LegDraws) => PricedLeg {
  const priced = new Map<LegDraws, PricedLeg>();
  return (draws) => {
    const before = priced.get(draws);
    if (before) return before;
    const { arc, passage } = draws.edge;
    const entered = meanOf(draws.before.subarray(0, LEG_SAMPLE));
    const on = utcDay((shipment.readyAt + entered) as EpochHours);
    const made = {
      price: legPrice(arc, passage, shipment, on),
      bases: priceBases(arc, passage, shipment, on, known),
    };
    priced.set(draws, made);
    return made;
  };
}
