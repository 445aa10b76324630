import type { CrossingReport } from "../api/contract.ts";

type Stop = CrossingReport["closures"][number];

export interface StripYears {
  readonly first: number;
  readonly last: number;
}

export interface StopBar {
  readonly id: string;
  /** Shares of the strip, 0 at the begin of the first year, 1 at the end of the last. */
  readonly start: number;
  readonly end: number;
  /** Slowed or for persons only: trucks were not stopped. */
  readonly slow: boolean;
}

const DAY_MS = 86_400_000;

/** The years that the strip spans: from the first stop to the year of knowledge, or of an announced stop. */
export function yearsOf(stops: readonly Stop[], asOf: string): StripYears {
  const begins = stops.map(({ from }) => year(from));
  const ends = stops.map((stop) => year(lastDay(stop)));
  return { first: Math.min(year(asOf), ...begins), last: Math.max(year(asOf), ...ends) };
}

/** Where each stop lies on the strip, openings apart; one whose end nobody knows reaches to its last confirmation. */
export function stopBars(stops: readonly Stop[], { first, last }: StripYears): readonly StopBar[] {
  const begin = Date.UTC(first, 0, 1);
  const whole = Date.UTC(last + 1, 0, 1) - begin;
  const shut = stops.filter(({ kind }) => kind !== "opening");
  return shut.map((stop) => ({
    id: stop.id,
    start: (Date.parse(stop.from) - begin) / whole,
    end: (Date.parse(lastDay(stop)) + DAY_MS - begin) / whole,
    slow: stop.scope.every((what) => what === "slow" || what === "passengers"),
  }));
}

function lastDay({ from, to, lastConfirmed }: Stop): string {
  return to ?? lastConfirmed ?? from;
}

function year(day: string): number {
  return Number(day.slice(0, 4));
}
