import type { CrossingWay } from "../api/contract.ts";
import { offsetMinutes } from "../state/instant.ts";

/** Days in a row on which an office keeps the same hours. */
export interface WeekRow {
  readonly from: string;
  readonly to: string;
  /** Local clock times, "08:00" to "24:00"; empty = closed. */
  readonly open: readonly { readonly start: string; readonly end: string }[];
}

/** The week of an office on its own clocks, days alike and in a row put together. */
export function weekRows({ week, zone }: CrossingWay): readonly WeekRow[] {
  const rows: WeekRow[] = [];
  for (const { date, open } of week) {
    const spans = open.map(({ start, end }) => ({
      start: clock(start, zone, "00:00"),
      end: clock(end, zone, "24:00"),
    }));
    const last = rows.at(-1);
    if (last !== undefined && JSON.stringify(last.open) === JSON.stringify(spans))
      rows[rows.length - 1] = { ...last, to: date };
    else rows.push({ from: date, to: date, open: spans });
  }
  return rows;
}

export function isAllDay({ open }: WeekRow): boolean {
  return open.length === 1 && open[0]?.start === "00:00" && open[0].end === "24:00";
}

/** Clock time of an instant in a zone; midnight reads as the begin or the end of a day as wanted. */
function clock(instant: string, zone: string, midnight: string): string {
  const at = new Date(instant);
  const local = new Date(at.getTime() + offsetMinutes(at, zone) * 60_000).toISOString().slice(11, 16);
  return local === "00:00" ? midnight : local;
}

export interface HolidaySpan extends Pick<CrossingWay["holidays"][number], "key" | "name" | "country"> {
  readonly from: string;
  readonly to: string;
  readonly plusMinusDays: number;
}

const DAY_MS = 86_400_000;
/** A weekend on which the office is closed anyway does not part a holiday. */
const GAP_DAYS = 3;

/** Days of one holiday put together, soonest first. */
export function holidaySpans(holidays: CrossingWay["holidays"]): readonly HolidaySpan[] {
  const spans: HolidaySpan[] = [];
  for (const { date, key, name, country, plusMinusDays } of holidays) {
    const index = spans.findLastIndex((span) => span.key === key && daysBetween(span.to, date) <= GAP_DAYS);
    const span = spans[index];
    if (span === undefined) spans.push({ key, name, country, plusMinusDays, from: date, to: date });
    else spans[index] = { ...span, to: date };
  }
  return spans;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
