import type { Mode } from "@rahdari/network";

/** What the goods ride on at a place: the mode, and on the road whose vehicle and driver. */
export interface Carriage {
  readonly mode: Mode;
  /** Country of registration of the road vehicle; null off the road. */
  readonly registration: string | null;
  /** Nationality of its driver; null off the road. */
  readonly driver: string | null;
}

/** Key of a carriage, equal for equal ones. */
export function carriageKey(carriage: Carriage): string {
  return `${carriage.mode}/${carriage.registration ?? ""}/${carriage.driver ?? ""}`;
}

/** A hired road vehicle of the country, driven by its national. */
export function localTruck(country: string): Carriage {
  return { mode: "road", registration: country, driver: country };
}

/** Goods by another mode: whose wagon or ship it is does not matter to the rules. */
export function carriedBy(mode: Mode): Carriage {
  return { mode, registration: null, driver: null };
}
