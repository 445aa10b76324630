import { Mode, Source } from "@rahdari/network";
import { z } from "zod";
import { AsOf } from "./as-of.ts";
import { CrossingHit } from "./crossing.ts";
import { NetworkPlace } from "./place.ts";

export const NetworkLink = z
  .object({
    id: z.string(),
    from: z.string(),
    to: z.string(),
    mode: Mode,
    basis: z
      .enum(["published", "derived", "estimated"])
      .meta({ description: "What the link's length rests on" }),
  })
  .meta({ id: "NetworkLink" });

/** The whole network for a map, as known on a day. */
export const NetworkView = z
  .object({
    asOf: z.string(),
    newestSource: z.string().nullable(),
    places: z.array(NetworkPlace),
    links: z.array(NetworkLink),
    crossings: z.array(CrossingHit),
    sources: z.record(z.string(), Source),
  })
  .meta({ id: "Network" });
export type NetworkView = z.infer<typeof NetworkView>;

export const AsOfQuery = z.object({ asOf: AsOf });
