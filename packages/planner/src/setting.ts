import { type Interval, type Network, uncertainHolidays } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import type { Arc } from "./arcs.ts";
import { type Openings, type OpenTable, openTable } from "./calendar-table.ts";
import type { PlanContext } from "./context.ts";
import type { Unit } from "./request.ts";
import type { Shipment } from "./resolve.ts";
import { MOON_SHIFTS, type Samples } from "./simulate/samples.ts";
import type { LegSetting } from "./simulate/step.ts";
import { unitOn } from "./ways/load-unit.ts";
import type { WayEdge } from "./ways/way-graph.ts";

/** What the settings of one plan are looked up with. */
export interface SettingSource {
  readonly context: PlanContext;
  readonly samples: Samples;
  readonly spanHours: number;
}

type Hours = Pick<LegSetting, "table" | "openings">;

const ALWAYS: Hours = { table: null, openings: null };

/** Calendars and closable subjects of legs for one shipment, looked up once each. */
export function settings(
  network: Network,
  shipment: Shipment,
  source: SettingSource,
): (edge: WayEdge) => LegSetting {
  const calendars = new Map<string, Hours>();
  const known = new Map<string, LegSetting>();
  const hoursOf = (calendarId: string, unit: Unit): Hours => {
    const hours = calendars.get(calendarId);
    if (hours) return hours;
    const made = appliesTo(network, calendarId, unit)
      ? openingHours(network, calendarId, shipment, source)
      : ALWAYS;
    calendars.set(calendarId, made);
    return made;
  };
  return ({ arc }) => {
    const setting = known.get(arc.key);
    if (setting) return setting;
    const calendarId = calendarOf(arc);
    const ids = [arc.id, arc.to, ...(arc.link?.includesCrossings ?? [])];
    const subjects = ids.filter((id) => source.context.closable.has(id));
    const unit = unitOn(arc.mode, shipment.request.unit);
    const made = { subjects, ...(calendarId === undefined ? ALWAYS : hoursOf(calendarId, unit)) };
    known.set(arc.key, made);
    return made;
  };
}

function calendarOf(arc: Arc): string | undefined {
  if (arc.link) return arc.link.calendar;
  return arc.direction === "out" ? arc.crossing?.calendarOut : arc.crossing?.calendarBack;
}

/** A load of 20 t moves on an articulated vehicle: rules for trailers are rules for it. */
function appliesTo(network: Network, calendarId: string, unit: Unit): boolean {
  const vehicles = network.calendars.get(calendarId)?.appliesTo;
  if (!vehicles) return true;
  return (
    vehicles.includes(unit) ||
    (unit !== "wagon" && (vehicles.includes("trailer") || vehicles.includes("truck")))
  );
}

function openingHours(
  network: Network,
  calendarId: string,
  { readyAt, asOf }: Shipment,
  { context, samples, spanHours }: SettingSource,
): Hours {
  const window = { from: readyAt, to: (readyAt + spanHours) as EpochHours, asOf };
  const tableBy = (moonShift: number) => {
    const intervals = context.openIntervals(calendarId, window, moonShift);
    const always = intervals.some(({ start, end }) => start <= window.from && end >= window.to);
    return always ? null : tableFrom(intervals, window);
  };
  const table = tableBy(0);
  if (!table) return ALWAYS;
  const moving = uncertainHolidays(network, calendarId, window).some(({ date }) => date > asOf);
  const openings: Openings = moving
    ? { tables: MOON_SHIFTS.map((shift) => tableBy(shift) ?? table), pick: samples.moon() }
    : { tables: [table], pick: samples.noMoon() };
  return { table, openings };
}

/** The intervals within the window as hours from its beginning. */
function tableFrom(
  intervals: readonly Interval[],
  { from, to }: { readonly from: EpochHours; readonly to: EpochHours },
): OpenTable {
  const within = intervals.filter(({ start, end }) => end > from && start < to);
  return openTable(
    within.map(({ start, end }) => ({ start: Math.max(start, from) - from, end: Math.min(end, to) - from })),
    to - from,
  );
}
