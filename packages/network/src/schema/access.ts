import { z } from "zod";
import { Basis, Country, Direction, HourRange, Id, IsoDate, TextCode, UsdRange } from "./basis.ts";

/** Whom a rule concerns; every part given must match, an absent part matches all. */
export const Who = z.strictObject({
  /** Country of the vehicle's registration. */
  registration: z.array(Country).optional(),
  registrationNot: z.array(Country).optional(),
  /** Driver's nationality. */
  driver: z.array(Country).optional(),
  unit: z.array(z.enum(["truck", "container", "wagon"])).optional(),
  goods: z.array(z.enum(["reefer", "dangerous", "general"])).optional(),
});

/**
 * Who may pass a crossing, link or whole country by road, since when, and at what price in time and money.
 * `deny`: not at all. `swap`: trailer handed to a tractor of the other side. `reload`: cargo changes vehicle.
 * `permit`: passes with the named papers. `convoy`: waits for an escorted convoy.
 */
export const AccessRule = z.strictObject({
  id: Id,
  on: z.union([
    z.strictObject({ crossing: Id }),
    z.strictObject({ link: Id }),
    z.strictObject({ country: Country }),
  ]),
  direction: Direction.optional(),
  who: Who,
  effect: z.enum(["deny", "swap", "reload", "permit", "convoy"]),
  /** After swap or reload: registration of the vehicle that goes on. */
  registrationAfter: Country.optional(),
  /** Extra hours that the act takes. */
  hours: HourRange.optional(),
  costUsd: UsdRange.optional(),
  /** Ids of papers.json that must be held. */
  papers: z.array(Id).optional(),
  validFrom: IsoDate.optional(),
  validTo: IsoDate.optional(),
  knownSince: IsoDate.optional(),
  because: z.string(),
  becauseCode: TextCode.optional(),
  /** What became known of the rule later, each told from its day on: `because` must hold on every day of the rule. */
  remarks: z
    .array(z.strictObject({ knownSince: IsoDate, text: z.string(), textCode: TextCode.optional() }))
    .optional(),
  basis: Basis,
});
export type AccessRule = z.infer<typeof AccessRule>;
