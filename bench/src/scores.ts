import { mean, quantile } from "./measure.ts";
import { type Random, whole } from "./random.ts";

/** What was said beforehand of one thing that could happen, by ours and by two that know less, and what came. */
export type Forecast = {
  /** Month in which it was said, counted from 0: the unit that is drawn again in `interval`. */
  readonly month: number;
  readonly happened: boolean;
  readonly ours: number;
  readonly climatology: number;
  readonly persistence: number;
};

export type Forecaster = "ours" | "climatology" | "persistence";

/** Log scores count chances below and above as these: a certainty that fails would cost without end. */
const LEAST_CHANCE = 0.001;
const BLOCK_MONTHS = 6;
const RESAMPLES = 2000;

/** Mean squared distance of the chance from what came, 1 or 0 (Brier 1950). Smaller is better. */
export function brier(forecasts: readonly Forecast[], who: Forecaster): number {
  return mean(forecasts.map((forecast) => squared(forecast, who)));
}

/** Mean of -log of the chance given to what came, natural logarithm (Good 1952). Smaller is better. */
export function logScore(forecasts: readonly Forecast[], who: Forecaster): number {
  return mean(
    forecasts.map(({ happened, [who]: chance }) => {
      const kept = Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, chance));
      return -Math.log(happened ? kept : 1 - kept);
    }),
  );
}

/**
 * 95 % interval of the difference of Brier scores, ours less the other's, by the circular block bootstrap
 * (Politis and Romano 1992): blocks of six months on end, with all that was said in them, since a long stop
 * makes the forecasts of neighbouring months and crossings right or wrong together.
 */
export function interval(
  forecasts: readonly Forecast[],
  other: Forecaster,
  random: Random,
): { readonly low: number; readonly high: number } {
  const months = monthlySums(forecasts, other);
  const differences = Array.from({ length: RESAMPLES }, () => resampled(months, random));
  return { low: quantile(differences, 0.025), high: quantile(differences, 0.975) };
}

type MonthSum = { readonly difference: number; readonly count: number };

function monthlySums(forecasts: readonly Forecast[], other: Forecaster): MonthSum[] {
  return [...Map.groupBy(forecasts, ({ month }) => month)]
    .toSorted(([a], [b]) => a - b)
    .map(([, said]) => ({
      difference: said.reduce((sum, one) => sum + squared(one, "ours") - squared(one, other), 0),
      count: said.length,
    }));
}

function resampled(months: readonly MonthSum[], random: Random): number {
  let [difference, count] = [0, 0];
  for (let drawn = 0; drawn < months.length; drawn += BLOCK_MONTHS) {
    const first = whole(random, 0, months.length - 1);
    const length = Math.min(BLOCK_MONTHS, months.length - drawn);
    for (let i = 0; i < length; i++) {
      const month = months[(first + i) % months.length];
      difference += month?.difference ?? 0;
      count += month?.count ?? 0;
    }
  }
  return difference / count;
}

function squared(forecast: Forecast, who: Forecaster): number {
  return (forecast[who] - (forecast.happened ? 1 : 0)) ** 2;
}
