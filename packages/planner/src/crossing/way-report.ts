import {
  AccessRule,
  accessFor,
  addDays,
  type Crossing,
  closingHolidays,
  type Direction,
  hoursBasis,
  type Network,
  openIntervals,
  Who,
} from "@rahdari/network";
import { type EpochHours, hoursToInstant } from "@rahdari/units";
import { z } from "zod";
import { contextFor } from "../context.ts";
import { borderMeans } from "../data-outlook.ts";
import { quantile } from "../distribution/delay.ts";
import { weakestBasis } from "../explain/basis.ts";
import type { Known } from "../explain/known.ts";
import { localInstant } from "../local-time.ts";
import { BasisKind, Founded } from "./founded.ts";

const Spans = z.array(z.object({ start: z.string(), end: z.string() }));

/** One direction of a crossing on a day. */
export const Way = z.object({
  direction: z.enum(["out", "back"]),
  from: z.string(),
  to: z.string(),
  /** IANA zone that the office keeps: days and hours are those of its clocks. */
  zone: z.string(),
  /** Open spans of the day, ISO 8601 UTC; holidays count, closures do not. */
  open: Spans,
  /** The same for seven days from the day. */
  week: z.array(z.object({ date: z.string(), open: Spans })),
  /** What the opening hours rest on; null = none are on record, taken as always open. */
  calendar: Founded.nullable(),
  /** Next days on which a holiday shuts it, within 120 days. */
  holidays: z.array(
    z.object({
      date: z.string(),
      key: z.string(),
      name: z.string(),
      country: z.string(),
      /** The moon may move it by so many days. */
      plusMinusDays: z.number(),
    }),
  ),
  /** Border hours, queue included, while open. */
  hours: z.object({ p10: z.number(), p50: z.number(), p90: z.number(), basis: BasisKind }),
  /** Chance of being shut at noon of the day. */
  chanceShut: z.number(),
  rules: z.array(
    Founded.extend({
      id: z.string(),
      effect: AccessRule.shape.effect,
      because: z.string(),
      /** What was known about it besides. */
      remarks: z.array(z.object({ text: z.string(), textCode: z.string().optional() })),
      /** Code of `because` in the catalogues of other languages; absent where the data give none. */
      becauseCode: z.string().optional(),
      who: Who,
    }),
  ),
});

const DRAWS = 4_000;
const HOLIDAY_DAYS = 120;
const HOLIDAYS = 12;

/** What is known of one direction on a day (YYYY-MM-DD of the office), as known on `asOf`. */
export function wayReport(
  network: Network,
  crossing: Crossing,
  direction: Direction,
  on: string,
  known: Known,
) {
  const { asOf } = known;
  const { outlook } = contextFor(network, asOf);
  const [from, to] = direction === "out" ? [crossing.from, crossing.to] : [crossing.to, crossing.from];
  const calendar = direction === "out" ? crossing.calendarOut : crossing.calendarBack;
  const zone = network.calendars.get(calendar ?? "")?.zone ?? network.places.get(from)?.zone ?? "UTC";
  const week = Array.from({ length: 7 }, (_, day) => addDays(on, day)).map((date) => ({
    date,
    open: openOn(network, calendar, { date, zone, asOf }),
  }));
  const noon = localInstant(on, zone, "12:00");
  const rules = accessFor(network, { crossing: crossing.id, direction, on, asOf });
  const hoursRest = hoursBasis(network, calendar, { on, asOf });
  return {
    direction,
    from,
    to,
    zone,
    open: week[0]?.open ?? [],
    week,
    calendar: hoursRest ? known.founded(hoursRest) : null,
    holidays: nextHolidays(network, calendar, on, asOf),
    hours: borderHours(outlook, crossing, direction, noon, known),
    chanceShut: chanceShut(outlook, crossing, direction, noon),
    rules: rules.map((rule) => tellRule(rule, known)),
  };
}

function tellRule(rule: AccessRule, known: Known) {
  const { id, effect, because, becauseCode, who, basis } = rule;
  const remarks = known.remarks(rule).map(({ text, textCode }) => ({ text, ...(textCode && { textCode }) }));
  return { id, effect, because, ...(becauseCode && { becauseCode }), remarks, who, ...known.founded(basis) };
}

type Outlook = ReturnType<typeof contextFor>["outlook"];

function openOn(
  network: Network,
  calendar: string | undefined,
  { date, zone, asOf }: { readonly date: string; readonly zone: string; readonly asOf: string },
) {
  const window = { from: localInstant(date, zone, "00:00"), to: localInstant(date, zone, "end"), asOf };
  return openIntervals(network, calendar, window).map((span) => ({
    start: hoursToInstant(span.start),
    end: hoursToInstant(span.end),
  }));
}

function nextHolidays(network: Network, calendar: string | undefined, on: string, asOf: string) {
  const window = { from: on, to: addDays(on, HOLIDAY_DAYS), asOf };
  return closingHolidays(network, calendar, window)
    .slice(0, HOLIDAYS)
    .map(({ date, key, name, country, plusMinusDays = 0 }) => ({ date, key, name, country, plusMinusDays }));
}

/** Means of CPMM that moved the seed make it derived; without any the seed stands as it is. */
function borderHours(
  outlook: Outlook,
  crossing: Crossing,
  direction: Direction,
  at: EpochHours,
  known: Known,
): z.infer<typeof Way>["hours"] {
  const delay = outlook.delay(crossing, direction, at);
  const seed = direction === "back" ? (crossing.hoursBack ?? crossing.hours) : crossing.hours;
  const moved = borderMeans(crossing, direction, Number(known.asOf.slice(0, 4))).length > 0;
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => tenth(quantile(delay, share)));
  return {
    p10: p10 ?? 0,
    p50: p50 ?? 0,
    p90: p90 ?? 0,
    basis: weakestBasis([known.kind(seed.basis), ...(moved ? (["derived"] as const) : [])]),
  };
}

function chanceShut(outlook: Outlook, crossing: Crossing, direction: Direction, at: EpochHours): number {
  const window = { from: at, to: (at + 1) as EpochHours };
  const spells = outlook.closures({ subject: crossing.id, direction, mode: crossing.mode }, window, DRAWS, 1);
  if (!spells) return 0;
  let shut = 0;
  for (let k = 0; k < spells.starts.length; k++) {
    if ((spells.starts[k] as number) <= at && at < (spells.ends[k] as number)) shut++;
  }
  return Math.round((shut / DRAWS) * 1000) / 1000;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
