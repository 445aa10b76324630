import { z } from "zod";
import { Basis, Country, Days, Id, IsoDate, Km, SourceId } from "./basis.ts";

/** A documented trip, for the backtest. Days are door to door as the source counts them. */
export const Journey = z.strictObject({
  id: Id,
  name: z.string(),
  operator: z.string().optional(),
  /** Earliest and latest day of departure that the source allows. */
  departed: z.strictObject({ from: IsoDate, to: IsoDate }).optional(),
  vehicle: z.string(),
  cargo: z.string().optional(),
  unit: z.enum(["truck", "container", "wagon"]),
  registration: Country.optional(),
  /** Places of the network in order, first and last included; as many as the source supports. */
  via: z.array(Id).min(2).optional(),
  distanceKm: Km.positive().optional(),
  /** Measured: counted by someone who was there. Claimed: said of a series. Planned: announced. */
  evidence: z.enum(["measured", "claimed", "planned", "route-only"]),
  days: z.strictObject({ low: Days, typical: Days, high: Days }).optional(),
  /** The trip was not over when reported: the true days are at least `days.typical`. */
  lowerBound: z.boolean().optional(),
  upperBound: z.boolean().optional(),
  /** True for the three that a parameter was fitted on: listed apart, outside the coverage. */
  usedToFit: z.boolean().optional(),
  /** Why it can't be replayed (place outside the network, no route, no date), where so. */
  notReplayed: z.string().optional(),
  notes: z.array(z.string()).optional(),
  sources: z.array(SourceId).min(1),
  basis: Basis.optional(),
});
export type Journey = z.infer<typeof Journey>;
