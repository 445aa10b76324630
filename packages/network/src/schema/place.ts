import { z } from "zod";
import { Basis, Country, Figure, Id, Km, Mode, ZoneName } from "./basis.ts";

/** Names in the scripts that the corridor reads; absent where we do not know one. BCP 47 keys. */
export const Names = z.strictObject({
  ur: z.string().optional(),
  ru: z.string().optional(),
  zh: z.string().optional(),
  kk: z.string().optional(),
  uz: z.string().optional(),
  ky: z.string().optional(),
  fa: z.string().optional(),
});

/** A node of the network: where links meet, goods change vehicle, or an office stands. WGS 84 degrees. */
export const Place = z.strictObject({
  id: Id,
  name: z.string().min(1),
  names: Names.optional(),
  /** Other spellings, old names and the posts' colloquial names, any script; searched like names. */
  aliases: z.array(z.string().min(1)).optional(),
  country: Country,
  kind: z.enum([
    "city",
    "town",
    "junction",
    "border-post",
    "dry-port",
    "seaport",
    "rail-terminal",
    "airport",
    "pass",
  ]),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  coordinates: z.strictObject({ accuracyKm: Km.positive(), basis: Basis }),
  /** UN/LOCODE without the space, e.g. PKLHE. */
  unlocode: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/)
    .optional(),
  /** IANA zone that the place's offices keep: Asia/Shanghai throughout Xinjiang. */
  zone: ZoneName,
  modes: z.array(Mode).min(1),
  elevationM: Figure.optional(),
  notes: z.array(z.string()).optional(),
});
export type Place = z.infer<typeof Place>;
