import type { Option } from "../api/contract.ts";

export interface ArrivalPoint {
  readonly hours: number;
  readonly chance: number;
}

export interface Arrival {
  readonly points: readonly ArrivalPoint[];
  /** Hours shown: from just before the first arrival to just after the last of interest. */
  readonly from: number;
  readonly to: number;
}

const MARGIN = 0.06;

/** The arrival curve cut to where something happens, the deadline included. */
export function arrivalOf(option: Option, deadlineHours: number | null): Arrival {
  const curve = withQuantiles(option);
  const first = curve.find((point) => point.chance > 0)?.hours ?? option.hours.p10;
  const low = Math.min(first, option.hours.p10, deadlineHours ?? Number.POSITIVE_INFINITY);
  const high = Math.max(option.hours.p95, deadlineHours ?? 0);
  const margin = Math.max(6, (high - low) * MARGIN);
  const from = Math.max(0, low - margin);
  const to = high + margin;
  return { points: cut(curve, from, to), from, to };
}

/** The planner samples the curve evenly over its whole horizon; the quantiles sharpen where it is steep. */
function withQuantiles({ arrivalCurve, hours, notArrived }: Option): readonly ArrivalPoint[] {
  const marks = [
    [0.1, hours.p10],
    [0.5, hours.p50],
    [0.8, hours.p80],
    [0.9, hours.p90],
    [0.95, hours.p95],
  ] as const;
  const known = marks
    .filter(([chance]) => chance <= 1 - notArrived)
    .map(([chance, at]) => ({ hours: at, chance }));
  const points = [...arrivalCurve, ...known].sort((a, b) => a.hours - b.hours || a.chance - b.chance);
  let highest = 0;
  return points.map((point) => {
    highest = Math.max(highest, point.chance);
    return { hours: point.hours, chance: highest };
  });
}

function cut(curve: readonly ArrivalPoint[], from: number, to: number): readonly ArrivalPoint[] {
  const inside = curve.filter((point) => point.hours > from && point.hours < to);
  return [
    { hours: from, chance: chanceAt(curve, from) },
    ...inside,
    { hours: to, chance: chanceAt(curve, to) },
  ];
}

/** Chance of having arrived by then, between the curve's points in a straight line. */
export function chanceAt(curve: readonly ArrivalPoint[], hours: number): number {
  const next = curve.findIndex((point) => point.hours >= hours);
  const right = curve[next];
  if (right === undefined) return curve.at(-1)?.chance ?? 0;
  const left = curve[next - 1];
  if (left === undefined) return right.hours === hours ? right.chance : 0;
  const part = right.hours === left.hours ? 1 : (hours - left.hours) / (right.hours - left.hours);
  return left.chance + (right.chance - left.chance) * part;
}
