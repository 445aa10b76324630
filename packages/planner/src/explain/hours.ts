import type { Option } from "../answer.ts";
import { quantileOfSorted, shareUpTo } from "../simulate/statistics.ts";

const round1 = (value: number): number => Math.round(value * 10) / 10;

/** Quantiles of hours, nothing above the horizon. */
export function hourQuantiles(sorted: Float64Array, horizon: number): Option["hours"] {
  const at = (p: number) => round1(Math.min(horizon, quantileOfSorted(sorted, p)));
  return { p10: at(0.1), p50: at(0.5), p80: at(0.8), p90: at(0.9), p95: at(0.95), mean: round1(cappedMean(sorted, horizon)) };
}

function cappedMean(values: Float64Array, cap: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.min(cap, values[i] as number);
  return sum / values.length;
}

/** Chance of delivery within so many hours of ready; null without a deadline. */
export function onTimeShare(arrival: Float64Array, deadlineHours: number | null): number | null {
  return deadlineHours === null ? null : round4(shareUpTo(arrival, deadlineHours));
}

/** The chance of having arrived, at 41 points between the first and the 99th percentile. */
export function arrivalCurve(sorted: Float64Array, horizon: number): Option["arrivalCurve"] {
  const first = quantileOfSorted(sorted, 0.001);
  const last = Math.min(horizon, quantileOfSorted(sorted, 0.99));
  const points = Array.from({ length: 41 }, (_, i) => first + ((last - first) * i) / 40);
  return points.map((hours) => ({ hours: round1(hours), chance: round4(shareOfSorted(sorted, hours)) }));
}

export function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function shareOfSorted(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= bound) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
