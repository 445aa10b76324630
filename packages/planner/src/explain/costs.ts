import type { EpochHours } from "@rahdari/units";
import type { Option } from "../answer.ts";
import { utcDay } from "../local-time.ts";
import { parameters } from "../parameters.ts";
import { legPrice } from "../price/leg-price.ts";
import { addMoney, type Money, nothing, rangeMoney, roundMoney } from "../price/money.ts";
import type { Shipment } from "../resolve.ts";
import { meanOf, quantileOfSorted } from "../simulate/statistics.ts";
import type { LegDraws, Trip } from "../simulate/trips.ts";
import type { Papers } from "./documents.ts";

type Part = Option["costUsd"]["parts"][number];

/** The price of a trip as a range, by kind. Waiting follows the draws: p10, median and p90 of the hours waited. */
export function tellCosts(trip: Trip, papers: Papers, shipment: Shipment): Option["costUsd"] {
  const prices = trip.legs.map(({ edge, before }) =>
    legPrice(edge.arc, edge.passage, shipment, utcDay((shipment.readyAt + meanOf(before)) as EpochHours)),
  );
  const sum = (values: readonly Money[]) => values.reduce(addMoney, nothing);
  const parts: Part[] = [
    part("line-haul", sum(prices.map((price) => price.lineHaul))),
    part("fees", sum(prices.map((price) => price.fees))),
    part("handling", sum(prices.map((price) => price.handling))),
    part("papers", sum(papers.flatMap(({ paper }) => (paper.costUsd ? [rangeMoney(paper.costUsd)] : [])))),
    part("waiting", waitingPrice(trip.legs)),
  ];
  const shown = parts.filter((one) => one.high > 0);
  return { ...sum(shown), parts: shown };
}

function part(what: Part["what"], price: Money): Part {
  return { what, ...roundMoney(price) };
}

/** Draws that the price of waiting is taken from. */
const WAITING_DRAWS = 1_500;

/** Waiting of the whole trip at the day rates of its modes: tenth, middle and ninetieth percentile of the draws. */
function waitingPrice(legs: readonly LegDraws[]): Money {
  const quantileAt = (rate: "low" | "typical" | "high", p: number) => {
    const usd = new Float64Array(Math.min(WAITING_DRAWS, legs[0]?.waited.length ?? 0));
    for (const { waited, edge } of legs) {
      const perHour = parameters.waitingUsdPerDay[edge.arc.mode][rate] / 24;
      for (let i = 0; i < usd.length; i++) usd[i] = (usd[i] as number) + (waited[i] as number) * perHour;
    }
    return quantileOfSorted(usd.sort(), p);
  };
  return { low: quantileAt("low", 0.1), typical: quantileAt("typical", 0.5), high: quantileAt("high", 0.9) };
}
