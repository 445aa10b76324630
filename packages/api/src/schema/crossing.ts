import { IsoDate } from "@rahdari/network";
import { CrossingReport as Report } from "@rahdari/planner";
import { z } from "zod";
import { AsOf } from "./as-of.ts";

/** A crossing with what is known of its state; the map and the list show the same. */
export const CrossingHit = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    mode: z.string(),
    from: z.string(),
    to: z.string(),
    countries: z.array(z.string()),
    state: z.enum(["open", "shut", "restricted", "unknown"]),
    lastKnown: z.enum(["open", "shut", "restricted"]),
    confirmed: z
      .string()
      .nullable()
      .meta({ description: "Day of the last confirmation; null = never reported on" }),
    assumed: z.enum(["none", "still-so", "reopened", "never-reported"]).meta({
      description: "What carries the state from the last confirmation to the day asked about",
    }),
    closure: z.string().nullable(),
    sources: z.array(z.string()),
  })
  .meta({ id: "CrossingHit" });
export type CrossingHit = z.infer<typeof CrossingHit>;

export const CrossingsView = z.object({ asOf: z.string(), crossings: z.array(CrossingHit) });

export const CrossingReport = Report.meta({ id: "CrossingReport" });
export type CrossingReport = z.infer<typeof CrossingReport>;

export const CrossingQuery = z.object({
  on: IsoDate.optional().meta({ description: "Day asked about. Default: today." }),
  asOf: AsOf,
});
