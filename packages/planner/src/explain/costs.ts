import type { Option } from "../answer.ts";
import { parameters } from "../parameters.ts";
import type { LegPrice } from "../price/leg-price.ts";
import { addMoney, type Money, nothing, rangeMoney, roundMoney, timesMoney } from "../price/money.ts";
import type { Shipment } from "../resolve.ts";
import { LEG_SAMPLE, quantileOfSorted } from "../simulate/statistics.ts";
import type { LegDraws, Trip } from "../simulate/trips.ts";
import { unitsOn } from "../ways/load-unit.ts";
import { type BasisKind, weakestBasis } from "./basis.ts";
import type { Papers } from "./documents.ts";
import type { Known } from "./known.ts";
import type { PricedLeg } from "./priced-leg.ts";

type Part = Option["costUsd"]["parts"][number];

/** The price of a trip as a range, by kind. Waiting follows the draws: p10, median and p90 of the hours waited. */
export function tellCosts(
  trip: Trip,
  papers: Papers,
  shipment: Shipment,
  priceLeg: (draws: LegDraws) => PricedLeg,
  known: Known,
): Option["costUsd"] {
  const legs = trip.legs.map(priceLeg);
  const legPart = (what: Part["what"], kind: keyof LegPrice) =>
    part(
      what,
      legs.map(({ price }) => price[kind]),
      legs.flatMap(({ bases }) => bases[kind]),
    );
  const charges = papers.flatMap(({ paper }) => paper.costUsd ?? []);
  const parts: Part[] = [
    legPart("line-haul", "lineHaul"),
    legPart("fees", "fees"),
    legPart("handling", "handling"),
    part(
      "papers",
      charges.map(rangeMoney),
      charges.map((charge) => known.kind(charge.basis)),
    ),
    part("waiting", [waitingPrice(trip.legs, shipment)], ["estimated"]),
  ];
  const shown = parts.filter((one) => one.high > 0);
  return { ...shown.reduce<Money>(addMoney, nothing), parts: shown };
}

function part(what: Part["what"], prices: readonly Money[], bases: readonly BasisKind[]): Part {
  return { what, ...roundMoney(prices.reduce(addMoney, nothing)), basis: weakestBasis(bases) };
}

/** Waiting of the whole trip at the day rates of its modes: tenth, middle and ninetieth percentile of the draws. */
function waitingPrice(legs: readonly LegDraws[], { request }: Shipment): Money {
  const usd = new Float64Array(Math.min(LEG_SAMPLE, legs[0]?.waited.length ?? 0));
  const rates = { low: 0, typical: 0, high: 0 };
  for (const { waited, edge } of legs) {
    const { mode } = edge.arc;
    const rate = timesMoney(parameters.waitingUsdPerDay[mode], unitsOn(mode, request));
    const sum = addWaiting(usd, waited, rate.typical / 24);
    rates.low += sum * rate.low;
    rates.typical += sum * rate.typical;
    rates.high += sum * rate.high;
  }
  const price = rates.typical > 0 ? rates : { low: 0, typical: 1, high: 0 };
  usd.sort();
  return {
    low: (quantileOfSorted(usd, 0.1) * price.low) / price.typical,
    typical: quantileOfSorted(usd, 0.5),
    high: (quantileOfSorted(usd, 0.9) * price.high) / price.typical,
  };
}

/** Adds one leg's waiting at a price an hour to each draw; returns the hours in all. */
function addWaiting(usd: Float64Array, waited: Float64Array, perHour: number): number {
  let hours = 0;
  for (let i = 0; i < usd.length; i++) {
    const wait = waited[i] as number;
    hours += wait;
    usd[i] = (usd[i] as number) + wait * perHour;
  }
  return hours;
}
