import { IsoDate } from "@rahdari/network";
import { isCountryCode } from "@rahdari/units";
import { z } from "zod";

const Country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, "expected an ISO 3166-1 alpha-2 code")
  .refine((code): boolean => isCountryCode(code), "no country has this code in ISO 3166-1");
/** A date, or a date-time with zone. A bare `ready` is 08:00 at the origin, a bare `deadline` the end of that day at the destination. */
export const When = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })],
  { error: "expected a date (2027-01-11) or a date-time with zone (2027-01-11T08:00+05:00)" },
);
const PlaceText = z.string().trim().min(1).max(120);

/** Where a shipment under way is, and since when; a bare date is 08:00 there. */
export const Standing = z.strictObject({ place: PlaceText, on: When });
export type Standing = z.infer<typeof Standing>;

export const Unit = z.enum(["truck", "container", "wagon"]);
export type Unit = z.infer<typeof Unit>;

export const Goods = z.strictObject({
  /** HS 2022 code of 2, 4 or 6 digits. */
  hs: z
    .string()
    .regex(/^\d{2}(\d{2}){0,2}$/, "expected 2, 4 or 6 digits")
    .optional(),
  /** Net mass in metric tonnes of the whole shipment in one unit. */
  tonnes: z.number().positive().max(60).default(20),
  valueUsd: z.number().nonnegative().max(1e9).optional(),
  reefer: z.boolean().default(false),
  dangerous: z.boolean().default(false),
});

/** What a forwarder asks. Every field but the two places and `ready` has a default that the answer repeats. */
export const PlanRequest = z.strictObject({
  /** Name (Latin, Urdu, Cyrillic, Chinese), place id or UN/LOCODE. */
  from: PlaceText,
  to: PlaceText,
  /** When the goods stand ready at `from`. */
  ready: When,
  deadline: When.optional(),
  goods: Goods.prefault({}),
  unit: Unit.default("truck"),
  /** Registration of the vehicle; default: country of `from`. */
  registration: Country.optional(),
  /** Nationality of the driver; default: as the registration. */
  driver: Country.optional(),
  drivers: z.number().int().min(1).max(2).default(1),
  /** What the first option shown should be best at. */
  prefer: z.enum(["balanced", "time", "cost", "reliability", "co2e", "handovers"]).default("balanced"),
  exclude: z
    .strictObject({
      countries: z.array(Country).max(20).default([]),
      crossings: z.array(z.string().max(80)).max(40).default([]),
      modes: z
        .array(z.enum(["road", "rail", "sea", "air"]))
        .max(4)
        .default([]),
    })
    .prefault({}),
  /** Places to pass in this order; the answer then holds just that route. */
  via: z.array(PlaceText).max(20).default([]),
  /** `held`: papers are in hand when the goods are. `to-get`: asked for on `asOf`, the trip waits for them. */
  papers: z.enum(["held", "to-get"]).default("held"),
  /** Plan with what was known on this day; default: today. */
  asOf: IsoDate.optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(1),
  draws: z.number().int().min(200).max(50_000).default(10_000),
});
export type PlanRequest = z.infer<typeof PlanRequest>;
export type PlanRequestInput = z.input<typeof PlanRequest>;
