import { buildNetwork } from "../src/build-network.ts";
import type { DataKind } from "../src/data-kind.ts";
import type { Network } from "../src/index.ts";

export const judged = { estimated: "made up for a test" };
export const printed = { published: ["gazette"] };

/** Records as a data file would hold them: partial ones are completed with what the schema requires. */
export type Rows = Partial<Record<DataKind, readonly object[] | Readonly<Record<string, object>>>>;

export function network(rows: Rows): Network {
  const files = Object.entries(rows).map(([kind, value]) => ({
    file: `${kind}.json`,
    kind: kind as DataKind,
    text: JSON.stringify(value),
  }));
  return buildNetwork([files]);
}

export function place(id: string, more: object = {}): object {
  return {
    id,
    name: id,
    country: "PK",
    kind: "city",
    lat: 30,
    lon: 70,
    coordinates: { accuracyKm: 1, basis: judged },
    zone: "Asia/Karachi",
    modes: ["road"],
    ...more,
  };
}

export function link(id: string, from: string, to: string, more: object = {}): object {
  return {
    id,
    from,
    to,
    mode: "road",
    countries: ["PK"],
    distanceKm: { value: 100, basis: judged },
    hours: { min: 1, typical: 2, max: 3, basis: judged },
    ...more,
  };
}

export function crossing(id: string, from: string, to: string, more: object = {}): object {
  return {
    id,
    name: id,
    kind: "border",
    from,
    to,
    countries: ["PK", "AF"],
    mode: "road",
    distanceKm: { value: 1, basis: judged },
    hours: { p10: 1, p50: 5, p90: 20, basis: judged },
    observations: [],
    fees: [],
    ...more,
  };
}

export function closure(id: string, more: object = {}): object {
  return {
    id,
    on: { crossing: "torkham" },
    kind: "closure",
    from: "2025-02-21",
    scope: ["all"],
    cause: "dispute",
    reason: "a row over a post",
    basis: printed,
    ...more,
  };
}

export function calendar(id: string, periods: readonly object[], zone = "Asia/Karachi"): object {
  return { id, name: id, zone, periods: periods.map((period) => ({ basis: judged, weekly: [], ...period })) };
}

export const EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"];
