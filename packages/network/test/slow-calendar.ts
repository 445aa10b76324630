import { Temporal } from "temporal-polyfill";
import type { Calendar, Network } from "../src/index.ts";

type Period = Calendar["periods"][number];

/**
 * Is the office open at this instant? Read off the local clock minute by minute from the documented rules,
 * with none of the code under test: slow, and for that reason easy to believe.
 */
export function isOpenSlowly(network: Network, calendar: Calendar, at: number, asOf: string): boolean {
  const known = calendar.periods.filter((period) => (period.knownSince ?? period.validFrom ?? "") <= asOf);
  if (known.length === 0) return true;
  const local = Temporal.Instant.fromEpochMilliseconds(Math.round(at * 3_600_000)).toZonedDateTimeISO(
    calendar.zone,
  );
  const minute = local.hour * 60 + local.minute;
  const today = local.toPlainDate();
  return (
    worksAt(network, known, today, minute) ||
    worksAt(network, known, today.subtract({ days: 1 }), minute + 24 * 60)
  );
}

/** Is `minute` (past 1,440 on the following day) inside a shift that begins on `day`? */
function worksAt(
  network: Network,
  known: readonly Period[],
  day: Temporal.PlainDate,
  minute: number,
): boolean {
  const period = ruling(known, day.toString());
  const clock = minute % 1440;
  if ((period.pauses ?? []).some((pause) => covers(minutes(pause.from), minutes(pause.to), clock)))
    return false;
  const exception = period.exceptions?.find(({ from, to }) => from <= day.toString() && day.toString() <= to);
  if (exception?.open === false) return false;
  if (exception === undefined && (isHoliday(network, period, day) || !inSeason(period, day))) return false;
  return shifts(period, day, exception !== undefined).some(([open, close]) => {
    const end = close > open ? close : close + 1440;
    return open <= minute && minute < end;
  });
}

function ruling(known: readonly Period[], day: string): Period {
  const start = (period: Period) => period.validFrom ?? "";
  const latest = (periods: readonly Period[]) =>
    periods.reduce((best, next) => (start(next) >= start(best) ? next : best));
  const valid = known.filter((period) => start(period) <= day && day <= (period.validTo ?? "9999-12-31"));
  return latest(valid.length > 0 ? valid : known);
}

function shifts(period: Period, day: Temporal.PlainDate, exceptional: boolean): readonly [number, number][] {
  const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
  const on = (weekday: number) => period.weekly.filter((rule) => rule.days.includes(names[weekday]!));
  const own = on(day.dayOfWeek - 1);
  const first = [0, 1, 2, 3, 4, 5, 6].map(on).find((rules) => rules.length > 0);
  if (own.length > 0 || !exceptional) return own.map((rule) => [minutes(rule.open), minutes(rule.close)]);
  return first?.map((rule) => [minutes(rule.open), minutes(rule.close)]) ?? [[0, 1440]];
}

function isHoliday(network: Network, period: Period, day: Temporal.PlainDate): boolean {
  const countries = period.holidaysOf ?? (period.onlyHolidays ? [...network.holidays.keys()] : []);
  return countries.some((country) =>
    network.holidays
      .get(country)!
      .days.some(({ date, key }) => date === day.toString() && (period.onlyHolidays?.includes(key) ?? true)),
  );
}

function inSeason({ season }: Period, day: Temporal.PlainDate): boolean {
  if (season === undefined) return true;
  const today = day.toString().slice(5);
  if (season.from <= season.to) return season.from <= today && today <= season.to;
  return season.from <= today || today <= season.to;
}

function covers(from: number, to: number, clock: number): boolean {
  return from < to ? from <= clock && clock < to : from <= clock || clock < to;
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
