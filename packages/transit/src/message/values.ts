import { z } from "zod";
import type { CodeName } from "../code/codes.ts";
import { isCountry } from "../code/country.ts";
import { RegimeId } from "../regime/schema.ts";

/** The code of a list with a number of its own: what a value outside of it is refused with. */
export const named = (code: CodeName) => ({ error: code, abort: true });

/** Text of one line for people: without control characters, which no format of others could carry. */
export const text = (least: number, most: number) =>
  z
    .string()
    .min(least)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u, "holds a control character");

/** Reference of a movement, guarantee, operation, seal or paper: letters, digits, and - or . between them. */
export const Ref = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/);
/** An office of an authority, as the ledger names authors: "PK/torkham". */
export const OfficeName = z.string().regex(/^[A-Z]{2}\/[a-z0-9][a-z0-9-]{0,31}$/);
/** Holder of a TIR carnet ("PAK/041/123"), of a permit, or principal of a national transit. */
export const HolderId = z
  .string()
  .max(35)
  .regex(/^[A-Z]{2,3}\/[A-Za-z0-9]+(?:\/[A-Za-z0-9]+)*$/);
/** Guaranteeing association, bank or insurer, with the country that admits it first: "PK-PNC-ICC". */
export const GuarantorId = z
  .string()
  .max(35)
  .regex(/^[A-Z]{2}-[A-Z0-9-]+$/);
/** Customs territory: a country (ISO 3166-1 alpha-2), or a union such as EAEU. */
export const Territory = z.string().regex(/^[A-Z]{2,6}$/);
/** Country, alpha-2 of ISO 3166-1 or of those that it leaves to users. */
export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine(isCountry, named("country/unknown"));
/** Regime that the data has rules of. */
export const RegimeName = RegimeId;
/** Calendar date in the office's zone, YYYY-MM-DD. */
export const IsoDate = z.iso.date();
/** Moment in UTC with milliseconds, as the ledger writes them. */
export const Instant = z.iso
  .datetime({ precision: 3, error: "a moment of UTC with milliseconds: 2027-01-11T04:15:00.000Z" })
  .meta({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" });
/** Whole cents of the guarantee's currency. */
export const Cents = z.int().min(1).max(1e12);
/** Refusals count too, and a load may be refused often. */
export const Sequence = z.int().min(1).max(999);
/** A remark for people; nothing is decided by it. */
export const Remark = text(1, 500);
/** Article that an act relies on: "TIR Convention, Art. 5(2)". */
export const LegalBasis = text(3, 200);
export const SealIds = z.array(Ref).max(20);

export const Vehicle = z.strictObject({
  registration: text(2, 20),
  country: Country,
  /** Certificate of approval (TIR Convention, Annex 4); null where the regime needs none. */
  approval: z.strictObject({ number: Ref, issued: IsoDate }).nullable(),
});
export type Vehicle = z.infer<typeof Vehicle>;

/** The part of the way in one customs territory. */
export const Leg = z.strictObject({ territory: Territory, from: OfficeName, to: OfficeName });
export type Leg = z.infer<typeof Leg>;

/** An office where part of a load is taken in (departure) or taken off (destination). */
export const FurtherOffice = z.strictObject({
  office: OfficeName,
  role: z.enum(["departure", "destination"]),
});
export type FurtherOffice = z.infer<typeof FurtherOffice>;
