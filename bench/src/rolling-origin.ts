import type { Network } from "@rahdari/network";
import { type ClosureRow, chanceShut, closureModel, closureRecords } from "@rahdari/planner";
import type { Forecast } from "./scores.ts";

/** A forecast that a crossing is shut so many days ahead, made on the first of a month. */
export type ClosureForecast = Forecast & {
  readonly crossing: string;
  readonly border: string | undefined;
  readonly days: number;
  /** By the records as known when it was made. */
  readonly openThen: boolean;
};

type Subject = ReturnType<typeof closureRecords>["subjects"][number];
type Records = ReadonlyMap<string, readonly ClosureRow[]>;

/** Lorries towards Kazakhstan; the rail crossings have hardly a stop on record. */
const MODE = "road";
const DIRECTION = "out";
const RECORDS_FROM = "2016-01-01";
const DAY = 24;
/** The model takes a stop without a printed end that is said to have been short to last no longer than this. */
const SHORT_HOURS = 72;

/**
 * Rolling origin (Tashman 2000): on the first of each month from `first` (YYYY-MM) to the newest source, the
 * planner's own model is fitted on what was known that day and asked of each road crossing that is not merely
 * planned. What came is read off the records at noon, UTC; where they cannot tell, the forecast is left out.
 */
export function rollingOrigin(network: Network, first: string, days: readonly number[]): ClosureForecast[] {
  const { rows, subjects } = closureRecords(network, MODE, DIRECTION);
  const records = Map.groupBy(rows.filter(isChance), ({ subject }) => subject);
  const asked = subjects.filter(({ id }) => network.crossings.get(id)?.status?.value !== "planned");
  const newest = network.newestSource ?? first;
  return monthsBetween(first, newest).flatMap((month, index) =>
    forecastsOf({ network, records, asked, month, index, days, until: hours(newest) + DAY }),
  );
}

type Origin = {
  readonly network: Network;
  readonly records: Records;
  readonly asked: readonly Subject[];
  readonly month: string;
  readonly index: number;
  readonly days: readonly number[];
  readonly until: number;
};

function forecastsOf({ network, records, asked, month, index, days, until }: Origin): ClosureForecast[] {
  const asOf = `${month}-01`;
  const model = closureModel(network, asOf, MODE, DIRECTION);
  const noon = hours(asOf) + DAY / 2;
  const ahead = days.filter((day) => noon + day * DAY < until);
  return asked.flatMap(({ id, group }) => {
    const own = records.get(id) ?? [];
    const openThen = model.subjects.get(id)?.state.kind !== "shut";
    const before = { climatology: shareShut(own, noon), persistence: openThen ? 0 : 1 };
    return ahead.flatMap((day) => {
      const happened = wasShut(own, noon + day * DAY);
      if (happened === null) return [];
      const ours = chanceShut(model, id, noon + day * DAY);
      return { crossing: id, border: group, month: index, days: day, openThen, happened, ours, ...before };
    });
  });
}

/** Share of the days since the records begin on which it was shut; half a day of each beforehand (Jeffreys). */
function shareShut(own: readonly ClosureRow[], until: number): number {
  let [shut, known] = [0, 0];
  for (let noon = hours(RECORDS_FROM) + DAY / 2; noon <= until; noon += DAY) {
    const state = wasShut(own, noon);
    if (state !== null) known++;
    if (state) shut++;
  }
  return (shut + 0.5) / (known + 1);
}

/**
 * Was it shut, by all that is on record today? null where the records cannot tell: after the last word on a
 * stop whose end was never printed, until the next one of that crossing, and for three days if it is said to
 * have been short.
 */
export function wasShut(own: readonly ClosureRow[], at: number): boolean | null {
  const begun = own.filter(({ start }) => start <= at);
  if (begun.some((row) => at < surelyUntil(row))) return true;
  const unsure = begun.some((row) => {
    if (row.end !== null) return false;
    if (row.presumedShort) return at < row.start + SHORT_HOURS;
    return begun.every(({ start }) => start <= surelyUntil(row));
  });
  return unsure ? null : false;
}

function surelyUntil({ start, end, lastConfirmed }: ClosureRow): number {
  return end ?? lastConfirmed ?? start + DAY;
}

/** Holidays and seasons stand in calendars, which the planner knows without the model. */
function isChance({ cause }: ClosureRow): boolean {
  return cause !== "holiday" && cause !== "season";
}

function monthsBetween(first: string, last: string): string[] {
  const [from = 0, to = 0] = [first, last].map((date) => {
    const [year = 0, month = 0] = date.split("-").map(Number);
    return year * 12 + month - 1;
  });
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const [year, month] = [Math.floor((from + i) / 12), ((from + i) % 12) + 1];
    return `${year}-${String(month).padStart(2, "0")}`;
  });
}

/** Epoch hours of the beginning of a day, UTC. */
function hours(date: string): number {
  return Date.parse(`${date}T00:00Z`) / 3_600_000;
}
