import { z } from "zod";
import {
  Basis,
  Country,
  Direction,
  Distance,
  GaugeMm,
  Hours,
  Id,
  IsoDate,
  Mode,
  Quantiles,
  SourceId,
  Usd,
  Year,
} from "./basis.ts";

/** Mean hours or cost that a report prints for a post or for a country's posts together. */
export const Observation = z.strictObject({
  /** Year that the figure describes. */
  year: Year,
  /** First year in which it could be known (reports of year N appear in N + 1). */
  knownYear: Year,
  direction: z.enum(["out", "back", "both"]),
  /** Which side's stay it measures; absent = both together. */
  side: Country.optional(),
  /** `post`: this crossing. `country`: mean over a country's posts, weaker evidence. */
  scope: z.enum(["post", "country"]),
  meanHours: Hours.optional(),
  costUsd: Usd.optional(),
  /** False where the figure is not comparable with border time (pilot convoy, paperwork only, claim). */
  comparable: z.boolean(),
  note: z.string().optional(),
  basis: Basis,
});
export type Observation = z.infer<typeof Observation>;

/** Fees at the crossing in USD for one truck or container, formal and informal, TFI2-like. */
export const Fee = z.strictObject({
  id: Id,
  name: z.string(),
  direction: Direction.optional(),
  low: Usd,
  typical: Usd,
  high: Usd,
  validFrom: IsoDate.optional(),
  validTo: IsoDate.optional(),
  basis: Basis,
});

/**
 * Passage between two posts (or, for `interchange`, from one mode to another at one place).
 * `hours` is the whole border time of one direction, both sides, queue included, while the border is open
 * and inside opening hours.
 */
export const Crossing = z.strictObject({
  id: Id,
  name: z.string(),
  kind: z.enum(["border", "internal-border", "interchange"]),
  from: Id,
  to: Id,
  countries: z.array(Country).min(1),
  mode: Mode,
  /** For interchanges: the mode that goods change to. */
  toMode: Mode.optional(),
  distanceKm: Distance,
  hours: Quantiles,
  hoursBack: Quantiles.optional(),
  calendarOut: Id.optional(),
  calendarBack: Id.optional(),
  observations: z.array(Observation),
  fees: z.array(Fee),
  /** Track gauges in mm on the two sides where they differ: goods or bogies change. */
  gaugeBreakMm: z.tuple([GaugeMm, GaugeMm]).optional(),
  status: z.strictObject({ value: z.enum(["open", "planned", "suspended"]), basis: Basis }).optional(),
  /** Trucks a day and queues seen, for display: printed values only. */
  traffic: z.array(z.strictObject({ period: z.string(), what: z.string(), basis: Basis })).optional(),
  notes: z.array(z.string()).optional(),
  sources: z.array(SourceId).optional(),
});
export type Crossing = z.infer<typeof Crossing>;
