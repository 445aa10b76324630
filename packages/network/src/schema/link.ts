import { z } from "zod";
import {
  Basis,
  Country,
  Distance,
  Figure,
  GaugeMm,
  HourRange,
  Id,
  Mode,
  SourceId,
  Usd,
  Year,
} from "./basis.ts";

/** Line-haul price in USD of the stated year for one unit over the whole link. */
export const LinkCost = z.strictObject({
  /** `truck`: 20 t truck; `container`: 40-ft container; `wagon`: 20 t by rail; `kg`: per kilogram (air). */
  per: z.enum(["truck", "container", "wagon", "kg"]),
  low: Usd.optional(),
  typical: Usd,
  high: Usd.optional(),
  year: Year.optional(),
  basis: Basis,
});

/** A stretch of road, rail, sea or air between two places, usable both ways unless `oneWay`. */
export const Link = z.strictObject({
  id: Id,
  from: Id,
  to: Id,
  mode: Mode,
  countries: z.array(Country),
  /** Kilometres one way, from tables; never measured on the drawn line. */
  distanceKm: Distance,
  /**
   * Hours one way. Road: at the wheel, without rest or border. Rail, sea, air: elapsed from terminal to
   * terminal once under way, without waiting for a departure.
   */
  hours: HourRange,
  cost: LinkCost.optional(),
  /** Scheduled or usual departures per week (rail, sea, air). */
  departuresPerWeek: Figure.extend({
    value: z
      .number()
      .min(1 / 52)
      .max(10_000),
  }).optional(),
  /** Weekdays of departure where published, 1 = Monday. */
  departureDays: z.array(z.number().int().min(1).max(7)).optional(),
  gaugeMm: GaugeMm.optional(),
  terrain: z.enum(["plain", "hills", "mountain", "desert", "urban", "steppe"]).optional(),
  quality: z.string().optional(),
  ref: z.string().optional(),
  /** Calendar of a restriction by hour or season on the road itself (night bans, winter closure). */
  calendar: Id.optional(),
  /** A through service whose hours already hold this crossing's border time. */
  includesCrossings: z.array(Id).optional(),
  oneWay: z.boolean().optional(),
  status: z.strictObject({ value: z.enum(["open", "planned", "suspended"]), basis: Basis }).optional(),
  notes: z.array(z.string()).optional(),
  sources: z.array(SourceId).optional(),
});
export type Link = z.infer<typeof Link>;
