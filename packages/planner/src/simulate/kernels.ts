import { nextOpen, type Openings, type OpenTable } from "../calendar-table.ts";
import type { Spells } from "../closures/spells.ts";

/**
 * The inner loops: one step of a trip for all draws at once. Times are hours since the goods were ready;
 * `wheel` is hours at the wheel since the last full rest. Every function works in place on `at`.
 */

/** Positions of all draws: hours since ready, and hours at the wheel since the last full rest. */
export interface Positions {
  readonly at: Float64Array;
  readonly wheel: Float64Array;
}

/** Drives `hours`, resting whenever the day's wheel hours are used up; `to` may be `from`. */
export function drive(from: Positions, to: Positions, hours: Float64Array, limit: Float64Array): void {
  const { at: atFrom, wheel: wheelFrom } = from;
  const { at: atTo, wheel: wheelTo } = to;
  for (let i = 0; i < atFrom.length; i++) {
    const h = hours[i] as number;
    const day = limit[i] as number;
    const w = (wheelFrom[i] as number) + h;
    // No branch on it: whether a rest falls into a leg is what the processor cannot foresee.
    const rests = (w / day) | 0;
    atTo[i] = (atFrom[i] as number) + h + rests * (24 - day);
    wheelTo[i] = w - rests * day;
  }
}

/** Adds sampled hours: clearance, sailing, a train's run. */
export function pass(at: Float64Array, hours: Float64Array): void {
  for (let i = 0; i < at.length; i++) at[i] = (at[i] as number) + (hours[i] as number);
}

/** Adds sampled hours, then waits for the next opening to leave by. */
export function passAndLeave(at: Float64Array, hours: Float64Array, { tables, pick }: Openings): void {
  for (let i = 0; i < at.length; i++) {
    const table = tables[pick[i] as number] as OpenTable;
    at[i] = nextOpen(table, (at[i] as number) + (hours[i] as number));
  }
}

/** Waits for the next opening. Says whether anyone had to. */
export function waitOpen(at: Float64Array, { tables, pick }: Openings): boolean {
  let waited = false;
  for (let i = 0; i < at.length; i++) {
    const t = at[i] as number;
    const open = nextOpen(tables[pick[i] as number] as OpenTable, t);
    if (open > t) {
      at[i] = open;
      waited = true;
    }
  }
  return waited;
}

/** Waits for the next departure of a service with one every `every` hours, at a random phase per draw. */
export function waitDeparture(at: Float64Array, phase: Float64Array, every: number): void {
  for (let i = 0; i < at.length; i++) at[i] = (at[i] as number) + (phase[i] as number) * every;
}

/** What waits before a gate that was shut: for every hour since it shut, `perHour` hours of work, at most `most`. */
export interface Backlog {
  readonly perHour: number;
  readonly most: number;
}

export const NO_BACKLOG: Backlog = { perHour: 0, most: 0 };

/**
 * Waits out the closure that a draw finds in force and then the queue of those who came before, `limit` hours
 * after ready at the longest: who is not through by then counts as not arrived. Who comes t hours after the
 * gate shut passes `backlog.perHour` t hours after it opens, first in, first out (a fluid queue); who comes when
 * the queue is gone passes at once. Spells are in epoch hours, `origin` is when ready is. Says whether anyone
 * had to wait.
 */
export function waitReopening(
  at: Float64Array,
  { drawOf, starts, ends }: Spells,
  { perHour, most }: Backlog,
  origin: number,
  limit: number,
): boolean {
  let waited = false;
  for (let k = 0; k < starts.length; k++) {
    const i = drawOf[k] as number;
    const t = origin + (at[i] as number);
    const sinceShut = t - (starts[k] as number);
    if (sinceShut < 0) continue;
    const free = (ends[k] as number) + Math.min(perHour * sinceShut, most);
    if (t >= free) continue;
    at[i] = Math.max(t - origin, Math.min(free - origin, limit));
    waited = true;
  }
  return waited;
}

/**
 * A stay of at least `least` hours at the border counts as a full rest. Waits for closures and opening hours
 * do not: if they did, one hour more of waiting could save a whole rest and bring an earlier arrival.
 */
export function restAtBorder(wheel: Float64Array, stay: Float64Array, least: number): void {
  for (let i = 0; i < wheel.length; i++) if ((stay[i] as number) >= least) wheel[i] = 0;
}
