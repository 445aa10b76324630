import { Temporal } from "temporal-polyfill";

const DAY = 86_400_000;

export function plusDays(at: number, days: number): number {
  return at + days * DAY;
}

/**
 * Calendar months later, in UTC. Where the month has no such day, its last one: a limit never ends before the month
 * that it counts to is over.
 */
export function plusMonths(at: number, months: number): number {
  const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC");
  return from.add({ months }, { overflow: "constrain" }).epochMilliseconds;
}

/** Midnight in UTC at the beginning of a calendar date. */
export function startOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The last millisecond of a calendar date in UTC. */
export function endOf(date: string): number {
  return startOf(date) + DAY - 1;
}
