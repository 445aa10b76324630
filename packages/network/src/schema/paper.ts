import { z } from "zod";
import { Basis, Country, DayRange, Id, IsoDate, TextCode, UsdRange } from "./basis.ts";

/**
 * A paper to hold before departure: visa, road permit, carnet, certificate, booking. `needed` says for what
 * journeys: every part given must match; `entering` means that the route enters that country (not merely
 * starts in it). Lead times are calendar days from application to paper in hand.
 */
export const Paper = z.strictObject({
  id: Id,
  name: z.string(),
  nameCode: TextCode.optional(),
  kind: z.enum(["visa", "permit", "carnet", "declaration", "certificate", "seal", "booking", "insurance"]),
  issuer: z.string(),
  issuerCode: TextCode.optional(),
  needed: z.strictObject({
    entering: z.array(Country).optional(),
    crossing: z.array(Id).optional(),
    mode: z.array(z.enum(["road", "rail", "sea", "air"])).optional(),
    driver: z.array(Country).optional(),
    driverNot: z.array(Country).optional(),
    registration: z.array(Country).optional(),
    registrationNot: z.array(Country).optional(),
    goods: z.array(z.enum(["reefer", "dangerous", "food", "general"])).optional(),
    /** HS chapters, two digits. */
    hsChapters: z.array(z.string().regex(/^\d{2}$/)).optional(),
    /** Countries of start or end. */
    from: z.array(Country).optional(),
    to: z.array(Country).optional(),
    international: z.boolean().optional(),
  }),
  leadDays: DayRange,
  costUsd: UsdRange.optional(),
  validFrom: IsoDate.optional(),
  validTo: IsoDate.optional(),
  knownSince: IsoDate.optional(),
  /** Papers that make this one superfluous (id), e.g. a TIR carnet for a national guarantee. */
  insteadOf: z.array(Id).optional(),
  note: z.string().optional(),
  basis: Basis,
});
export type Paper = z.infer<typeof Paper>;
