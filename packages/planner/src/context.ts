import { type CalendarWindow, type Interval, type Network, openIntervals } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import { type ArcIndex, buildArcs } from "./arcs.ts";
import { dataOutlook } from "./data-outlook.ts";
import type { CrossingOutlook } from "./outlook.ts";
import type { Shipment } from "./resolve.ts";
import { Buffers } from "./simulate/buffers.ts";
import { QUARTER, quarterStart, Samples } from "./simulate/samples.ts";
import { buildWaySpace, spaceKey, type WaySpace } from "./ways/way-space.ts";

/** What plans of one network and day share: arcs, outlook, and the random draws by seed. */
export interface PlanContext {
  readonly index: ArcIndex;
  readonly outlook: CrossingOutlook;
  samples(draws: number, seed: number): Samples;
  buffers(draws: number): Buffers;
  /** Opening hours from the quarter of the window on, kept for requests of near days; they may reach beyond it. */
  openIntervals(calendarId: string, window: CalendarWindow, moonShift: number): readonly Interval[];
  waySpace(network: Network, shipment: Shipment, samples: Samples): WaySpace;
  /** Ids of crossings, links and places that have closure records or belong to a border. */
  readonly closable: ReadonlySet<string>;
}

/** Days and seeds kept warm; the least recently used goes first. */
const KEPT = 4;
/** Draws of all seeds of a day that are kept warm, at least those in use: memory goes by draws, not by seeds. */
const DRAWS_KEPT = 50_000;
/** Kinds of shipments whose graph of ways is kept. */
const SPACES_KEPT = 24;
/** Calendars by quarter and sighting of the moon whose hours are kept. */
const HOURS_KEPT = 600;
/** Numbers of draws for which scratch arrays are kept. */
const BUFFERS_KEPT = 2;
/** Of all contexts: a plan gives them back before the next begins. */
const buffers = new Map<number, Buffers>();
const contexts = new WeakMap<Network, Map<string, PlanContext>>();

/** The context of the network as known on a day; made once and kept while it is among the last few used. */
export function contextFor(network: Network, asOf: string): PlanContext {
  const days = contexts.get(network) ?? new Map<string, PlanContext>();
  contexts.set(network, days);
  return recent(days, asOf, () => makeContext(network, dataOutlook(network, asOf)));
}

/** A context with another outlook in place of the data's own, e.g. a trained model; not kept. */
export function makeContext(network: Network, outlook: CrossingOutlook): PlanContext {
  const samples = new Map<string, Samples>();
  const spaces = new Map<string, WaySpace>();
  const index = buildArcs(network);
  const hours = new Map<string, readonly Interval[]>();
  return {
    index,
    outlook,
    closable: closableIds(network),
    openIntervals: (calendarId, { from, to, asOf }, moonShift) => {
      const start = quarterStart(from);
      const wide = { from: start, to: (start + to - from + QUARTER) as EpochHours, asOf };
      const key = `${calendarId}|${asOf}|${start}|${to - from}|${moonShift}`;
      return recent(hours, key, () => openIntervals(network, calendarId, wide, moonShift), HOURS_KEPT);
    },
    samples: (draws, seed) => {
      const drawn = recent(samples, `${draws}/${seed}`, () => new Samples(outlook, draws, seed));
      keepWithin(samples, DRAWS_KEPT);
      return drawn;
    },
    waySpace: (of, shipment, drawn) =>
      recent(spaces, spaceKey(of, shipment), () => buildWaySpace(of, index, shipment, drawn), SPACES_KEPT),
    buffers: (draws) => recent(buffers, draws, () => new Buffers(draws), BUFFERS_KEPT),
  };
}

function recent<K, V>(kept: Map<K, V>, key: K, make: () => V, most = KEPT): V {
  const value = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return value;
}

/** Drops the samples used longest ago until the rest have at most so many draws; the last used stay. */
function keepWithin(samples: Map<string, Samples>, most: number): void {
  let left = [...samples.values()].reduce((sum, { draws }) => sum + draws, 0);
  for (const [key, { draws }] of samples) {
    if (left <= most || samples.size === 1) return;
    samples.delete(key);
    left -= draws;
  }
}

function closableIds(network: Network): ReadonlySet<string> {
  const borders = [...network.crossings.values()].filter((crossing) => crossing.kind !== "interchange");
  const recorded = network.closures.flatMap((closure) => Object.values(closure.on));
  return new Set([...borders.map((crossing) => crossing.id), ...recorded]);
}
