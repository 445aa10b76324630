import type { CauseGroup, Stop } from "./stop.ts";

/**
 * One event behind one or more stops. `shared`: it shut at least two crossings of a border (12 October 2025:
 * Torkham, Chaman and three more), or, a pandemic, crossings anywhere.
 */
export type Shock = {
  readonly group: string | undefined;
  readonly causeGroup: CauseGroup;
  readonly shared: boolean;
  readonly start: number;
  readonly stops: readonly Stop[];
};

const SAME_EVENT_HOURS = 72;
/** Borders shut against COVID-19 from late January (China) to late March 2020: one pandemic. */
const SAME_PANDEMIC_HOURS = 180 * 24;

/**
 * Groups stops into shocks: same border, same cause and starts within three days of the one before. All
 * pandemic stops within half a year are one shock of the whole network. A subject counts once in a shock.
 */
export function shocksOf(stops: readonly Stop[]): Shock[] {
  const open = new Map<string, Stop[][]>();
  for (const stop of stops.toSorted((a, b) => a.start - b.start)) {
    const key = keyOf(stop);
    const clusters = open.get(key) ?? [];
    const last = clusters.at(-1);
    const previous = last?.at(-1);
    if (last && previous && stop.start - previous.start <= reach(stop)) last.push(stop);
    else clusters.push([stop]);
    open.set(key, clusters);
  }
  return [...open.values()].flat().map(toShock);
}

/** Key of the stream of shocks that a border's crossings share. */
export function shockKey(group: string | undefined, cause: CauseGroup): string {
  return cause === "pandemic" ? "pandemic" : `${group ?? ""}/${cause}`;
}

function keyOf(stop: Stop): string {
  if (stop.causeGroup === "pandemic") return "pandemic";
  return stop.group ? `${stop.group} ${stop.cause}` : `${stop.subject} ${stop.cause} alone`;
}

function reach(stop: Stop): number {
  return stop.causeGroup === "pandemic" ? SAME_PANDEMIC_HOURS : SAME_EVENT_HOURS;
}

function toShock(cluster: readonly Stop[]): Shock {
  const first = cluster[0] as Stop;
  const members = [...new Map(cluster.toReversed().map((s) => [s.subject, s])).values()];
  const shared = first.causeGroup === "pandemic" || (first.group !== undefined && members.length > 1);
  return { group: first.group, causeGroup: first.causeGroup, shared, start: first.start, stops: members };
}
