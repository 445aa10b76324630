import type { Crossing, Link } from "@rahdari/network";
import type { Arc } from "../arcs.ts";
import { parameters } from "../parameters.ts";
import type { Shipment } from "../resolve.ts";
import { unitsOn } from "../ways/load-unit.ts";
import type { Passage } from "../ways/passage.ts";
import { addMoney, type Money, nothing, rangeMoney, timesMoney } from "./money.ts";

type Fee = Crossing["fees"][number];

/** What one leg costs, by kind. Waiting and papers are priced for the whole trip. */
export interface LegPrice {
  readonly lineHaul: Money;
  /** Border fees beyond those that CPMM's line-haul price (TFI3) already holds. */
  readonly fees: Money;
  /** Swap, reload, change of mode or gauge. */
  readonly handling: Money;
}

/** Prices one leg for the whole shipment on the day (YYYY-MM-DD) that it is passed. */
export function legPrice(arc: Arc, passage: Passage, shipment: Shipment, on: string): LegPrice {
  const units = unitsOn(arc.mode, shipment.request);
  const acts = passage.rules.reduce(
    (sum, rule) => (rule.costUsd ? addMoney(sum, rangeMoney(rule.costUsd)) : sum),
    nothing,
  );
  const handling = timesMoney(acts, units);
  if (arc.link) return { lineHaul: linePrice(arc.link, shipment), fees: nothing, handling };
  const fees = timesMoney(feesDue(arc, on).reduce<Money>(addMoney, nothing), units);
  return arc.kind === "interchange"
    ? { lineHaul: nothing, fees: nothing, handling: addMoney(handling, fees) }
    : { lineHaul: nothing, fees, handling };
}

function linePrice(link: Link, shipment: Shipment): Money {
  const perUnit = link.cost ? printedPrice(link.cost, shipment) : undefined;
  const units = unitsOn(link.mode, shipment.request);
  const typical = parameters.fallbackUsdPerKm[link.mode] * link.distanceKm.value;
  const price = perUnit ?? timesMoney(spread(typical), units);
  const cooled = shipment.request.goods.reefer && (link.mode === "road" || link.mode === "rail");
  return cooled ? timesMoney(price, 1 + parameters.reeferPriceShare) : price;
}

function printedPrice(cost: NonNullable<Link["cost"]>, shipment: Shipment): Money {
  const { tonnes } = shipment.request.goods;
  const units = {
    truck: unitsOn("road", shipment.request),
    container: unitsOn("sea", shipment.request),
    wagon: Math.max(1, tonnes / 20),
    kg: tonnes * 1000,
  }[cost.per];
  const range = spread(cost.typical);
  return timesMoney(
    { low: cost.low ?? range.low, typical: cost.typical, high: cost.high ?? range.high },
    units,
  );
}

function spread(typical: number): Money {
  const { low, high } = parameters.priceSpread;
  return { low: typical * low, typical, high: typical * high };
}

/**
 * Fees of a crossing to pay on the day (YYYY-MM-DD). TFI3, the line-haul price of the links, already holds what
 * CPMM counts as TFI2: those fees are not added.
 */
export function feesDue(arc: Arc, on: string): readonly Fee[] {
  return (arc.crossing?.fees ?? []).filter((fee) => !fee.id.startsWith("tfi2-") && appliesTo(fee, arc, on));
}

function appliesTo(fee: Fee, arc: Arc, on: string): boolean {
  return (fee.direction === undefined || fee.direction === arc.direction) && feeInForce(fee, on);
}

/** Whether a fee is asked for on a day (YYYY-MM-DD). */
export function feeInForce({ validFrom = "", validTo = "9999-12-31" }: Fee, on: string): boolean {
  return validFrom <= on && on <= validTo;
}
