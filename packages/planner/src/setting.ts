import { type Network, openIntervals } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import type { Arc } from "./arcs.ts";
import { type OpenTable, openTable } from "./calendar-table.ts";
import type { PlanContext } from "./context.ts";
import type { Shipment } from "./resolve.ts";
import type { LegSetting } from "./simulate/step.ts";
import type { WayEdge } from "./ways/way-graph.ts";

/** Calendars and closable subjects of legs for one shipment, looked up once each. */
export function settings(
  network: Network,
  shipment: Shipment,
  context: PlanContext,
  spanHours: number,
): (edge: WayEdge) => LegSetting {
  const tables = new Map<string, OpenTable | null>();
  const known = new Map<string, LegSetting>();
  const tableOf = (calendarId: string): OpenTable | null => {
    const table = tables.get(calendarId);
    if (table !== undefined) return table;
    const made = appliesTo(network, calendarId, shipment)
      ? makeTable(network, calendarId, shipment, spanHours)
      : null;
    tables.set(calendarId, made);
    return made;
  };
  return ({ arc }) => {
    const setting = known.get(arc.key);
    if (setting) return setting;
    const calendarId = calendarOf(arc);
    const ids = [arc.id, arc.to, ...(arc.link?.includesCrossings ?? [])];
    const subjects = ids.filter((id) => context.closable.has(id));
    const made = { subjects, table: calendarId === undefined ? null : tableOf(calendarId) };
    known.set(arc.key, made);
    return made;
  };
}

function calendarOf(arc: Arc): string | undefined {
  if (arc.link) return arc.link.calendar;
  return arc.direction === "out" ? arc.crossing?.calendarOut : arc.crossing?.calendarBack;
}

/** A load of 20 t moves on an articulated vehicle: rules for trailers are rules for it. */
function appliesTo(network: Network, calendarId: string, shipment: Shipment): boolean {
  const vehicles = network.calendars.get(calendarId)?.appliesTo;
  if (!vehicles) return true;
  const { unit } = shipment.request;
  return (
    vehicles.includes(unit) ||
    (unit !== "wagon" && (vehicles.includes("trailer") || vehicles.includes("truck")))
  );
}

function makeTable(
  network: Network,
  calendarId: string,
  shipment: Shipment,
  spanHours: number,
): OpenTable | null {
  const { readyAt, asOf } = shipment;
  const window = { from: readyAt, to: (readyAt + spanHours) as EpochHours, asOf };
  const intervals = openIntervals(network, calendarId, window);
  const [only] = intervals;
  const always = intervals.length === 1 && only && only.start <= window.from && only.end >= window.to;
  if (always) return null;
  return openTable(
    intervals.map(({ start, end }) => ({ start: start - readyAt, end: end - readyAt })),
    spanHours,
  );
}
