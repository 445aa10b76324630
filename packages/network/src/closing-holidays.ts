import { dayNumber, weekdayOf } from "./calendar-date.ts";
import { type CompiledPeriod, type CountryHoliday, compiledCalendar } from "./compiled-calendar.ts";
import type { Network } from "./network.ts";
import { periodOn } from "./open-intervals.ts";
import type { Basis } from "./schema/basis.ts";

/** Local days YYYY-MM-DD of an office, both inclusive, and the day on which it is asked. */
export type DayWindow = { readonly from: string; readonly to: string; readonly asOf: string };

/** Holidays that close this calendar on their tabled day, in order; days on which it does not work anyway are left out. */
export function closingHolidays(
  network: Network,
  calendarId: string | undefined,
  { from, to, asOf }: DayWindow,
): readonly CountryHoliday[] {
  const known = knownPeriods(network, calendarId, asOf);
  const found: CountryHoliday[] = [];
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    const period = periodOn(known, day);
    const works = (period?.weekdays[weekdayOf(day)] ?? []).length > 0;
    if (works) found.push(...(period?.holidays.get(day) ?? []));
  }
  return found;
}

/** What the hours of a calendar on a local day rest on; undefined without a calendar, or before it was known. */
export function hoursBasis(
  network: Network,
  calendarId: string | undefined,
  { on, asOf }: { readonly on: string; readonly asOf: string },
): Basis | undefined {
  return periodOn(knownPeriods(network, calendarId, asOf), dayNumber(on))?.basis;
}

function knownPeriods(
  network: Network,
  calendarId: string | undefined,
  asOf: string,
): readonly CompiledPeriod[] {
  if (calendarId === undefined) return [];
  return compiledCalendar(network, calendarId).periods.filter((period) => period.knownSince <= asOf);
}
