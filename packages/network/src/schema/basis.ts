import { z } from "zod";
import { isZoneName } from "../zone.ts";

/** Key of a source in data/network/sources.json. */
export const SourceId = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);

const Sources = z.array(SourceId).min(1);

/**
 * Where a value comes from, never absent: printed by a source, computed from sources, or judged by us.
 * `how` says the computation or the judgement in a short phrase; `sources` lists what was leaned on.
 */
export const Basis = z.union([
  z.strictObject({ published: Sources, how: z.string().optional() }),
  z.strictObject({ derived: z.string().min(1), sources: Sources.optional() }),
  z.strictObject({ estimated: z.string().min(1), sources: Sources.optional() }),
]);
export type Basis = z.infer<typeof Basis>;

/** No value of the data is larger: a slip of the pen must not overflow what is computed from it. */
const MOST = 1e12;
/** Hours of one leg or border, to a year: no plan is followed that long. */
export const Hours = z.number().nonnegative().max(8_784);
/** USD for one leg, border, act or paper. */
export const Usd = z.number().nonnegative().max(1e7);
/** Kilometres, to a way round the world. */
export const Km = z.number().nonnegative().max(40_075);
/** Days, to ten years. */
export const Days = z.number().nonnegative().max(3_660);
/** Any other number of the data. */
export const Plain = z.number().min(-MOST).max(MOST);
export const GaugeMm = z.number().int().min(100).max(3_000);
export const Year = z.number().int().min(1900).max(2999);

/** One number with its basis. */
export const Figure = z.strictObject({ value: Plain, basis: Basis });
export type Figure = z.infer<typeof Figure>;

/** A length with its basis. */
export const Distance = Figure.extend({ value: Km });

function range(unit: z.ZodNumber) {
  return z
    .strictObject({ min: unit, typical: unit, max: unit, basis: Basis })
    .refine((r) => r.min <= r.typical && r.typical <= r.max, "expected min <= typical <= max");
}

/** Three-point ranges, 0 <= min <= typical <= max. */
export const HourRange = range(Hours);
export const UsdRange = range(Usd);
export const DayRange = range(Days);
export type Range = z.infer<typeof HourRange>;

/** Three quantiles of a distribution of hours, p10 <= p50 <= p90. */
export const Quantiles = z
  .strictObject({
    p10: Hours,
    p50: Hours.positive(),
    p90: Hours.positive(),
    basis: Basis,
  })
  .refine((q) => q.p10 <= q.p50 && q.p50 <= q.p90, "expected p10 <= p50 <= p90");
export type Quantiles = z.infer<typeof Quantiles>;

const LAST_DATE = "2999-12-31";
/** Calendar date, YYYY-MM-DD; local to the office concerned. What has no end has none, and not the year 9999. */
export const IsoDate = z.iso
  .date({ error: "expected a date (2027-01-11)", abort: true })
  .refine((date) => date <= LAST_DATE, `expected a date up to ${LAST_DATE}; an open end is left out`);
/** Zone of the IANA database by name, `Asia/Kabul`. */
export const ZoneName = z.string().refine(isZoneName, "no such time zone in the IANA database");
/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/);
export const Mode = z.enum(["road", "rail", "sea", "air"]);
export type Mode = z.infer<typeof Mode>;
/** Ids are kebab case, Latin letters and digits; `--` joins the two ends of a link. */
export const Id = z.string().regex(/^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/);
/**
 * Code of the text beside it, under which catalogues hold it in other languages. Records that say the same
 * share one; a record without one is shown in the words of the data, in whatever language they are.
 */
export const TextCode = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** Way of travel over a crossing: `out` is from its first post to its second, `back` the reverse. */
export const Direction = z.enum(["out", "back"]);
export type Direction = z.infer<typeof Direction>;
