import { dayNumber } from "./calendar-date.ts";
import { NetworkError } from "./error.ts";
import type { Network } from "./network.ts";
import type { Basis } from "./schema/basis.ts";
import type { Calendar, Holiday } from "./schema/calendar.ts";
import { type Zone, zoneOf } from "./zone.ts";

export type Period = Calendar["periods"][number];

/** Hours since the local midnight that a working day starts on; may run past 24 into the next day. */
export type Span = { readonly from: number; readonly to: number };

export type CountryHoliday = Holiday & { readonly country: string };

/** A period of a calendar with its rules resolved to numbers, so that a day costs a few look-ups. */
export type CompiledPeriod = {
  readonly validFrom: number;
  readonly validTo: number;
  /** Empty string: always known. */
  readonly knownSince: string;
  /** Inclusive, month * 100 + day; wraps over New Year when `from` > `to`. */
  readonly season: { readonly from: number; readonly to: number } | undefined;
  /** Spans of the working day that starts on Monday ... Sunday, pauses taken out. */
  readonly weekdays: readonly (readonly Span[])[];
  /** Spans of a day opened by exception: those of its weekday, or of the first day of the weekly rules. */
  readonly exceptional: readonly (readonly Span[])[];
  readonly holidays: ReadonlyMap<number, readonly CountryHoliday[]>;
  readonly exceptions: readonly { readonly from: number; readonly to: number; readonly open: boolean }[];
  readonly basis: Basis;
};

export type CompiledCalendar = { readonly zone: Zone; readonly periods: readonly CompiledPeriod[] };

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const WHOLE_DAY: readonly Span[] = [{ from: 0, to: 24 }];

const compiled = new WeakMap<Network, Map<string, CompiledCalendar>>();

/** The calendar of this id, compiled once a network. Throws `NetworkError` code `unknown-id`. */
export function compiledCalendar(network: Network, id: string): CompiledCalendar {
  const ofNetwork = compiled.get(network) ?? new Map<string, CompiledCalendar>();
  compiled.set(network, ofNetwork);
  const known = ofNetwork.get(id);
  if (known !== undefined) return known;
  const calendar = network.calendars.get(id);
  if (calendar === undefined) throw new NetworkError({ code: "unknown-id", what: "calendar", id });
  const periods = calendar.periods.map((period) => compilePeriod(network, period)).toSorted(byStart);
  const result = { zone: zoneOf(calendar.zone), periods };
  ofNetwork.set(id, result);
  return result;
}

/** Spans of a working day under a period's weekly rules, pauses taken out; `weekday` 0 is Monday. */
export function weeklySpans(period: Period, weekday: number): readonly Span[] {
  return withoutPauses(period, ruledSpans(period, weekday));
}

function ruledSpans(period: Period, weekday: number): readonly Span[] {
  const name = WEEKDAYS[weekday];
  return period.weekly
    .filter((rule) => rule.days.some((day) => day === name))
    .map((rule) => spanOf(rule.open, rule.close));
}

function withoutPauses({ pauses = [] }: Period, working: readonly Span[]): readonly Span[] {
  return pauses.reduce((spans, pause) => withoutPause(spans, spanOf(pause.from, pause.to)), working);
}

function compilePeriod(network: Network, period: Period): CompiledPeriod {
  const ruled = WEEKDAYS.map((_, weekday) => ruledSpans(period, weekday));
  const usual = ruled.find((spans) => spans.length > 0) ?? WHOLE_DAY;
  return {
    validFrom: period.validFrom === undefined ? Number.NEGATIVE_INFINITY : dayNumber(period.validFrom),
    validTo: period.validTo === undefined ? Number.POSITIVE_INFINITY : dayNumber(period.validTo),
    knownSince: period.knownSince ?? period.validFrom ?? "",
    season: period.season && { from: monthDay(period.season.from), to: monthDay(period.season.to) },
    weekdays: ruled.map((spans) => withoutPauses(period, spans)),
    exceptional: ruled.map((spans) => withoutPauses(period, spans.length > 0 ? spans : usual)),
    holidays: holidaysOf(network, period),
    exceptions: (period.exceptions ?? []).map(({ from, to, open }) => ({
      from: dayNumber(from),
      to: dayNumber(to),
      open,
    })),
    basis: period.basis,
  };
}

/** `onlyHolidays` narrows the tables of `holidaysOf`, or without that the tables of all countries. */
function holidaysOf(network: Network, period: Period): ReadonlyMap<number, readonly CountryHoliday[]> {
  const only = period.onlyHolidays && new Set(period.onlyHolidays);
  const countries = period.holidaysOf ?? (only === undefined ? [] : [...network.holidays.keys()]);
  const days = countries.flatMap((country) =>
    (network.holidays.get(country)?.days ?? [])
      .filter((holiday) => only?.has(holiday.key) ?? true)
      .map((holiday) => ({ ...holiday, country })),
  );
  return Map.groupBy(days, (holiday) => dayNumber(holiday.date));
}

function byStart(a: CompiledPeriod, b: CompiledPeriod): number {
  return a.validFrom === b.validFrom ? 0 : a.validFrom - b.validFrom;
}

/** Closing at or before opening means on the next day, as night rules for trucks do. */
function spanOf(open: string, close: string): Span {
  const from = clockHours(open);
  const to = clockHours(close);
  return { from, to: to > from ? to : to + 24 };
}

/** A pause is read off the clock, so it also cuts the part of a span that lies past midnight. */
function withoutPause(spans: readonly Span[], pause: Span): readonly Span[] {
  return [-24, 0, 24].reduce((rest, shift) => cut(rest, pause.from + shift, pause.to + shift), spans);
}

function cut(spans: readonly Span[], from: number, to: number): readonly Span[] {
  return spans
    .flatMap((span) => [
      { from: span.from, to: Math.min(span.to, from) },
      { from: Math.max(span.from, to), to: span.to },
    ])
    .filter((span) => span.from < span.to);
}

function clockHours(clock: string): number {
  return Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60;
}

function monthDay(text: string): number {
  return Number(text.slice(0, 2)) * 100 + Number(text.slice(3));
}
