import type { EpochHours } from "@rahdari/units";
import { type CompiledCalendar, type CountryHoliday, compiledCalendar } from "./compiled-calendar.ts";
import type { Network } from "./network.ts";
import { type CalendarWindow, periodOn } from "./open-intervals.ts";
import { localToInstant, offsetAt } from "./zone.ts";

/** A holiday whose day is only known when the moon is seen. */
export type UncertainHoliday = CountryHoliday & {
  readonly plusMinusDays: number;
  /** The local day on which it is tabled, as half-open interval of epoch hours UTC. */
  readonly start: EpochHours;
  readonly end: EpochHours;
};

/**
 * Holidays that close this calendar on a day that may come earlier or later by `plusMinusDays`, with their
 * tabled day inside the window or within that margin of it. `openIntervals` shifts them when asked to.
 */
export function uncertainHolidays(
  network: Network,
  calendarId: string | undefined,
  window: CalendarWindow,
): readonly UncertainHoliday[] {
  if (calendarId === undefined) return [];
  const calendar = compiledCalendar(network, calendarId);
  const known = calendar.periods.filter((period) => period.knownSince <= window.asOf);
  const day = (at: number) => Math.floor((at + offsetAt(calendar.zone, at)) / 24);
  const found: UncertainHoliday[] = [];
  for (let at = day(window.from) - 2; at <= day(window.to) + 2; at++) {
    for (const holiday of periodOn(known, at)?.holidays.get(at) ?? []) {
      if ((holiday.plusMinusDays ?? 0) > 0) found.push(placed(calendar, at, holiday));
    }
  }
  return found;
}

function placed({ zone }: CompiledCalendar, day: number, holiday: CountryHoliday): UncertainHoliday {
  return {
    ...holiday,
    plusMinusDays: holiday.plusMinusDays ?? 0,
    start: localToInstant(zone, day * 24, "first") as EpochHours,
    end: localToInstant(zone, (day + 1) * 24, "last") as EpochHours,
  };
}
