import { z } from "zod";
import { Basis, Country, Id, IsoDate, ZoneName } from "./basis.ts";

const Clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);

/** A weekly rule: on these days the office works from `open` to `close` local time (24:00 = midnight after). */
export const WeeklyHours = z.strictObject({ days: z.array(Weekday).min(1), open: Clock, close: Clock });

/** How an office worked over a span of years, as known from `knownSince`. */
export const CalendarPeriod = z.strictObject({
  /** First day of validity; absent = since ever. */
  validFrom: IsoDate.optional(),
  /** Last day of validity, inclusive; absent = until a later period or for good. */
  validTo: IsoDate.optional(),
  /** Day on which the rule could be known; default `validFrom`. A plan as of an earlier day ignores it. */
  knownSince: IsoDate.optional(),
  /** Part of the year in which it works at all, inclusive, may wrap over New Year; absent = all year. */
  season: z.strictObject({ from: MonthDay, to: MonthDay }).optional(),
  /** Empty array: never open. */
  weekly: z.array(WeeklyHours),
  /** Daily pauses inside the opening hours, local time. */
  pauses: z.array(z.strictObject({ from: Clock, to: Clock })).optional(),
  /** Public holidays of these countries close it. */
  holidaysOf: z.array(Country).optional(),
  /** Named holidays that close it although others do not (keys of holidays.json entries). */
  onlyHolidays: z.array(z.string()).optional(),
  /** Single spans that override everything else. */
  exceptions: z
    .array(z.strictObject({ from: IsoDate, to: IsoDate, open: z.boolean(), why: z.string() }))
    .optional(),
  basis: Basis,
  note: z.string().optional(),
});

/** Working hours of an office or of a road, in its own zone. Later periods win where two are valid. */
export const Calendar = z.strictObject({
  id: Id,
  name: z.string(),
  zone: ZoneName,
  /** Vehicles concerned; absent = all cargo. */
  appliesTo: z.array(z.enum(["truck", "trailer", "container", "wagon"])).optional(),
  periods: z.array(CalendarPeriod).min(1),
});
export type Calendar = z.infer<typeof Calendar>;

/** A public holiday on one date. Moon-sighted days may fall a day earlier or later. */
export const Holiday = z.strictObject({
  date: IsoDate,
  key: z.string(),
  name: z.string(),
  plusMinusDays: z.number().int().min(0).max(2).optional(),
});
export type Holiday = z.infer<typeof Holiday>;
/** Country -> its holidays, with the basis of each table. */
export const Holidays = z.record(Country, z.strictObject({ basis: Basis, days: z.array(Holiday) }));
