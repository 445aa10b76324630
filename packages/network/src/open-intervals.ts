import type { EpochHours } from "@rahdari/units";
import { dateOf, weekdayOf } from "./calendar-date.ts";
import {
  type CompiledCalendar,
  type CompiledPeriod,
  type CountryHoliday,
  compiledCalendar,
  type Span,
} from "./compiled-calendar.ts";
import type { Network } from "./network.ts";
import { localToInstant, offsetAt } from "./zone.ts";

/** Time from `start` up to but without `end`, in epoch hours UTC. */
export type Interval = { readonly start: EpochHours; readonly end: EpochHours };

/** A stretch of time, and the day on which the question is asked: later knowledge is not used. */
export type CalendarWindow = { readonly from: EpochHours; readonly to: EpochHours; readonly asOf: string };

/**
 * When an office or road under this calendar works within [from, to), as known on `asOf` (YYYY-MM-DD):
 * disjoint half-open intervals in ascending order, touching ones merged. Without a calendar: always.
 *
 * A local day follows the latest-starting period that is valid on it and known by `asOf` (`knownSince`,
 * default `validFrom`); if none is valid, the latest-starting one known by then; if none is known, nothing
 * restricts. Exceptions override the season, the weekday and holidays of their period; an exceptional
 * opening keeps the hours of its weekday, or of the first working day where that weekday has none. A shift
 * past midnight belongs to the day it starts on.
 *
 * Holidays by the sighting of the moon that are still ahead on `asOf` count `moonShift` days (-1, 0 or 1) after
 * their tabled date, no further than each may move; see `uncertainHolidays`.
 *
 * Throws `NetworkError` code `unknown-id` for a calendar that the network does not hold.
 */
export function openIntervals(
  network: Network,
  calendarId: string | undefined,
  window: CalendarWindow,
  moonShift = 0,
): readonly Interval[] {
  if (calendarId === undefined) return alwaysOpen(window);
  const calendar = compiledCalendar(network, calendarId);
  const known = calendar.periods.filter((period) => period.knownSince <= window.asOf);
  if (known.length === 0) return alwaysOpen(window);
  const spans: Interval[] = [];
  const last = Math.floor((window.to + offsetAt(calendar.zone, window.to)) / 24);
  // One day earlier, for the shift that runs past midnight.
  let day = Math.floor((window.from + offsetAt(calendar.zone, window.from)) / 24) - 1;
  const moon = { shift: moonShift, asOf: window.asOf };
  for (; day <= last; day++) {
    for (const span of spansOn(periodOn(known, day), day, moon)) spans.push(instantSpan(calendar, day, span));
  }
  return merge(spans, window);
}

/** The whole window as one interval, or none when it is empty. */
export function alwaysOpen(window: {
  readonly from: EpochHours;
  readonly to: EpochHours;
}): readonly Interval[] {
  return window.from < window.to ? [{ start: window.from, end: window.to }] : [];
}

/** The period that rules a local day: of those valid on it the last to start, else the last to start at all. */
export function periodOn(known: readonly CompiledPeriod[], day: number): CompiledPeriod | undefined {
  return known.findLast((period) => period.validFrom <= day && day <= period.validTo) ?? known.at(-1);
}

/** Spans worked on the day that starts at local midnight `day`, holidays and exceptions considered. */
function spansOn(period: CompiledPeriod | undefined, day: number, moon: Moon): readonly Span[] {
  if (period === undefined) return [];
  const weekday = weekdayOf(day);
  const exception = period.exceptions.find((span) => span.from <= day && day <= span.to);
  if (exception !== undefined) return exception.open ? (period.exceptional[weekday] ?? []) : [];
  if (isHoliday(period, day, moon) || !inSeason(period, day)) return [];
  return period.weekdays[weekday] ?? [];
}

/** By how many days the moon is sighted later than tabled, for holidays that are ahead on a day. */
type Moon = { readonly shift: number; readonly asOf: string };

function isHoliday({ holidays }: CompiledPeriod, day: number, moon: Moon): boolean {
  if (moon.shift === 0) return holidays.has(day);
  return (
    (holidays.get(day)?.some((holiday) => !moves(holiday, moon)) ?? false) ||
    (holidays.get(day - moon.shift)?.some((holiday) => moves(holiday, moon)) ?? false)
  );
}

function moves({ plusMinusDays = 0, date }: CountryHoliday, { shift, asOf }: Moon): boolean {
  return plusMinusDays >= Math.abs(shift) && date > asOf;
}

function inSeason({ season }: CompiledPeriod, day: number): boolean {
  if (season === undefined) return true;
  const date = dateOf(day);
  const at = Number(date.slice(5, 7)) * 100 + Number(date.slice(8));
  return season.from <= season.to
    ? season.from <= at && at <= season.to
    : season.from <= at || at <= season.to;
}

function instantSpan({ zone }: CompiledCalendar, day: number, span: Span): Interval {
  return {
    start: localToInstant(zone, day * 24 + span.from, "first") as EpochHours,
    end: localToInstant(zone, day * 24 + span.to, "last") as EpochHours,
  };
}

function merge(spans: Interval[], { from, to }: CalendarWindow): readonly Interval[] {
  const merged: Interval[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const start = span.start < from ? from : span.start;
    const end = span.end > to ? to : span.end;
    const previous = merged.at(-1);
    if (start >= end) continue;
    if (previous === undefined || previous.end < start) merged.push({ start, end });
    else if (previous.end < end) merged[merged.length - 1] = { start: previous.start, end };
  }
  return merged;
}
