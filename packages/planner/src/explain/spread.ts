import type { Network } from "@rahdari/network";
import type { Option } from "../answer.ts";
import { cappedCovariance } from "../simulate/statistics.ts";
import type { Trip } from "../simulate/trips.ts";
import { legName } from "./legs.ts";

/** Below this share a leg is counted among the rest. */
const SHOWN_SHARE = 0.02;

/**
 * What drives the uncertainty: each leg's share of the variance of the arrival, cov(leg, arrival) / var, so
 * that the shares of all legs sum to one. The arrival is cut off at `cap`, its p95, since a closure of months in one
 * draw of a hundred would otherwise own the whole variance.
 */
export function spreadDrivers(network: Network, trip: Trip, cap: number): Option["drivers"] {
  const covariances = legCovariances(trip, cap);
  const parts = trip.legs.map(({ edge: { arc } }, i) => ({
    leg: arc.key,
    name: legName(network, arc),
    weight: Math.max(0, covariances[i] ?? 0),
  }));
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (total <= 0) return [];
  const shares = parts.map(({ leg, name, weight }) => ({ leg, name, share: weight / total }));
  const shown = shares.filter((part) => part.share >= SHOWN_SHARE).sort((a, b) => b.share - a.share);
  return shown.map((part) => ({ ...part, share: Math.round(part.share * 1000) / 1000 }));
}

/** Draws that the shares are taken from. */
const COUNTED = 2_500;

/** Covariance of each leg's hours with the arrival: that of its end less that of its beginning, the end before. */
function legCovariances({ legs, arrival, start }: Trip, cap: number): number[] {
  const total = arrival.subarray(0, COUNTED);
  const at = (values: Float64Array) => cappedCovariance(values.subarray(0, COUNTED), total, cap);
  let before = at(start);
  return legs.map(({ after }) => {
    const end = at(after);
    const own = end - before;
    before = end;
    return own;
  });
}
