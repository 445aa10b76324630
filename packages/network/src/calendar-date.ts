import { NetworkError } from "./error.ts";

const MS_PER_DAY = 86_400_000;

/** A calendar date as a whole number of days since 1970-01-01. */
export type DayNumber = number;

/** YYYY-MM-DD to its day number. Throws `NetworkError` code `bad-date`, also for 30 February. */
export function dayNumber(date: string): DayNumber {
  const day = Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
  if (!Number.isInteger(day) || dateOf(day) !== date)
    throw new NetworkError({ code: "bad-date", value: date });
  return day;
}

/** Day number to YYYY-MM-DD. */
export function dateOf(day: DayNumber): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** Whole days from the first date to the second, negative when that is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Monday 0 ... Sunday 6; 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The earlier of two dates YYYY-MM-DD. */
export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
