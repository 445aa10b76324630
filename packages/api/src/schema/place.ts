import { Names, Place } from "@rahdari/network";
import { z } from "zod";

/** A place as the map shows it. */
export const NetworkPlace = z
  .object({
    id: z.string(),
    name: z.string(),
    names: Names,
    country: z.string(),
    kind: z.string(),
    lat: z.number(),
    lon: z.number(),
    zone: z
      .string()
      .meta({ description: "IANA zone that the place's offices keep", example: "Asia/Karachi" }),
  })
  .meta({ id: "NetworkPlace" });
export type NetworkPlace = z.infer<typeof NetworkPlace>;

/** A place as the search gives it. */
export const PlaceHit = NetworkPlace.extend({
  label: z.string().meta({ description: "Name in the language asked for, else the Latin name" }),
  unlocode: z.string().nullable(),
  modes: z.array(z.string()),
}).meta({ id: "PlaceHit" });
export type PlaceHit = z.infer<typeof PlaceHit>;

export const PlacesFound = z.object({ places: z.array(PlaceHit) });
export type PlacesFound = z.infer<typeof PlacesFound>;

export const PlacesQuery = z.object({
  q: z
    .string()
    .trim()
    .max(120)
    .default("")
    .meta({ description: "What was typed, in any script", example: "لاہور" }),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  lang: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "expected a BCP 47 language tag")
    .default("en")
    .meta({ description: "BCP 47; a language without names gets the Latin ones", example: "fa-AF" }),
});

/** A place with all that the data hold on it, and what meets there. */
export const PlaceDetail = Place.extend({
  links: z.array(z.string()).meta({ description: "Ids of the links that begin or end here" }),
  crossings: z.array(z.string()),
}).meta({ id: "PlaceDetail" });
