import type { Network } from "@rahdari/network";
import type { Option } from "../answer.ts";
import { cappedCovariance } from "../simulate/statistics.ts";
import type { LegDraws, Trip } from "../simulate/trips.ts";
import { legName } from "./legs.ts";

/** Below this share a leg is counted among the rest. */
const SHOWN_SHARE = 0.02;

/**
 * What drives the uncertainty: each leg's share of the variance of the arrival, cov(leg, arrival) / var, so
 * that the shares of all legs sum to one. The arrival is cut off at `cap`, its p95, since a closure of months in one
 * draw of a hundred would otherwise own the whole variance.
 */
export function spreadDrivers(network: Network, trip: Trip, cap: number): Option["drivers"] {
  const parts = trip.legs.map((draws) => ({
    leg: draws.edge.arc.key,
    name: legName(network, draws.edge.arc),
    weight: Math.max(0, legCovariance(draws, trip.arrival, cap)),
  }));
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (total <= 0) return [];
  const shares = parts.map(({ leg, name, weight }) => ({ leg, name, share: weight / total }));
  const shown = shares.filter((part) => part.share >= SHOWN_SHARE).sort((a, b) => b.share - a.share);
  return shown.map((part) => ({ ...part, share: Math.round(part.share * 1000) / 1000 }));
}

/** Draws that the shares are taken from. */
const COUNTED = 2_500;

function legCovariance(draws: LegDraws, arrival: Float64Array, cap: number): number {
  const total = arrival.subarray(0, COUNTED);
  const part = (values: Float64Array) => cappedCovariance(values.subarray(0, COUNTED), total, cap);
  return part(draws.after) - part(draws.before);
}
