import type { EpochHours } from "@rahdari/units";
import type { OpenTable } from "../calendar-table.ts";
import { parameters } from "../parameters.ts";
import type { WayEdge } from "../ways/way-graph.ts";
import { drive, pass, restAtBorder, waitDeparture, waitOpen, waitReopening } from "./kernels.ts";
import type { Samples } from "./samples.ts";

/** What a leg meets besides hours: closures that may stop it and the hours that it keeps. */
export interface LegSetting {
  readonly subjects: readonly string[];
  readonly table: OpenTable | null;
}

/** Positions of all draws: hours since ready, and hours at the wheel since the last rest. */
export interface Positions {
  readonly at: Float64Array;
  readonly wheel: Float64Array;
}

export interface StepContext {
  readonly samples: Samples;
  readonly readyAt: EpochHours;
  readonly spanHours: number;
  readonly drivers: 1 | 2;
  settingOf(edge: WayEdge): LegSetting;
}

/**
 * Moves every draw over one leg, in place: wait for the departure, for the end of a closure and for opening
 * hours, then the leg's own hours. `waited` receives each draw's hours of waiting on this leg.
 */
export function step(edge: WayEdge, positions: Positions, waited: Float64Array, context: StepContext): void {
  const { arc } = edge;
  const { at, wheel } = positions;
  const setting = context.settingOf(edge);
  waited.set(at);
  if (edge.boards) board(edge, at, context);
  waitToPass(edge, setting, at, context);
  for (let i = 0; i < at.length; i++) waited[i] = (at[i] as number) - (waited[i] as number);
  if (arc.link) travel(edge, positions, context);
  else cross(edge, setting, positions, context);
}

function board(edge: WayEdge, at: Float64Array, { samples }: StepContext): void {
  const perWeek = edge.arc.link?.departuresPerWeek?.value ?? 7;
  waitDeparture(at, samples.phase(edge.arc.id), 168 / perWeek);
}

/** Closures first, then opening hours; twice where both exist, since waiting for one can run into the other. */
function waitToPass(edge: WayEdge, setting: LegSetting, at: Float64Array, context: StepContext): void {
  const { samples, readyAt, spanHours } = context;
  const rounds = setting.table && setting.subjects.length > 0 ? 2 : 1;
  for (let round = 0; round < rounds; round++) {
    for (const subject of setting.subjects) {
      const spells = samples.spells({ subject, direction: edge.arc.direction, mode: edge.arc.mode }, readyAt, spanHours);
      if (spells) waitReopening(at, spells, readyAt, spanHours);
    }
    if (setting.table) waitOpen(at, setting.table);
  }
}

function travel(edge: WayEdge, { at, wheel }: Positions, { samples, drivers }: StepContext): void {
  const { link } = edge.arc;
  if (!link) return;
  if (link.mode === "road") drive(at, wheel, samples.linkHours(link), samples.wheelLimit(drivers));
  else {
    pass(at, samples.linkHours(link));
    wheel.fill(0);
  }
}

/** Border time, the acts that the rules ask, and leaving inside opening hours. */
function cross(edge: WayEdge, setting: LegSetting, { at, wheel }: Positions, context: StepContext): void {
  const { crossing, direction } = edge.arc;
  const { samples, readyAt } = context;
  if (!crossing) return;
  const middle = (readyAt + meanOfFew(at)) as EpochHours;
  const stay = samples.crossingHours(crossing, direction, middle);
  pass(at, stay);
  for (const rule of edge.passage.rules) {
    const hours = samples.ruleHours(rule);
    if (hours) pass(at, hours);
  }
  if (setting.table) waitOpen(at, setting.table);
  restAtBorder(wheel, stay, parameters.driving.restingStayHours);
}

/** Month of passage is that of the average draw; a few hundred draws tell it. */
function meanOfFew(values: Float64Array): number {
  const count = Math.min(values.length, 256);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] as number;
  return sum / Math.max(1, count);
}
