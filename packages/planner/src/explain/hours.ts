import type { Option } from "../answer.ts";
import { quantilesOf, shareUpTo } from "../simulate/statistics.ts";

const round1 = (value: number): number => Math.round(value * 10) / 10;

const SHARES = [0.1, 0.5, 0.8, 0.9, 0.95] as const;

/** Quantiles of hours, nothing above the horizon. */
export function hourQuantiles(hours: Float64Array, horizon: number): Option["hours"] {
  const [p10 = 0, p50 = 0, p80 = 0, p90 = 0, p95 = 0] = quantilesOf(hours, SHARES).map((value) =>
    round1(Math.min(horizon, value)),
  );
  return { p10, p50, p80, p90, p95, mean: round1(cappedMean(hours, horizon)) };
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

const CURVE_POINTS = 41;
/** Draws that the curve is taken from: chances to within two percent, finer than a line on a screen shows. */
const CURVE_SAMPLE = 4_000;

/** The chance of having arrived, at 41 even points between the first and the 99th percentile. */
export function arrivalCurve(arrival: Float64Array, horizon: number): Option["arrivalCurve"] {
  const sample = arrival.subarray(0, CURVE_SAMPLE);
  const [first = 0, last = 0] = quantilesOf(sample, [0.001, 0.99]);
  const width = (Math.min(horizon, last) - first) / (CURVE_POINTS - 1);
  const counts = new Float64Array(CURVE_POINTS + 1);
  for (const at of sample) {
    const point = width > 0 ? Math.ceil((at - first) / width) : at <= first ? 0 : CURVE_POINTS;
    const bin = Math.min(CURVE_POINTS, Math.max(0, point));
    counts[bin] = (counts[bin] as number) + 1;
  }
  let arrived = 0;
  return Array.from({ length: CURVE_POINTS }, (_, i) => {
    arrived += counts[i] as number;
    return { hours: round1(first + width * i), chance: round4(arrived / sample.length) };
  });
}

export function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
