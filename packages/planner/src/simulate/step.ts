import type { EpochHours } from "@rahdari/units";
import type { Openings, OpenTable } from "../calendar-table.ts";
import type { Spells } from "../closures/spells.ts";
import { parameters } from "../parameters.ts";
import type { WayEdge } from "../ways/way-graph.ts";
import {
  type Backlog,
  drive,
  NO_BACKLOG,
  type Positions,
  pass,
  passAndLeave,
  restAtBorder,
  waitDeparture,
  waitOpen,
  waitReopening,
} from "./kernels.ts";
import type { Samples } from "./samples.ts";
import { LEG_SAMPLE } from "./statistics.ts";

/** What a leg meets besides hours: closures that may stop it and the hours that it keeps. */
export interface LegSetting {
  readonly subjects: readonly string[];
  /** With the holidays as tabled, for the search. */
  readonly table: OpenTable | null;
  /** With the holidays as the moon is sighted in each draw; null where `table` is. */
  readonly openings: Openings | null;
}

export interface StepContext {
  readonly samples: Samples;
  readonly readyAt: EpochHours;
  readonly spanHours: number;
  readonly drivers: 1 | 2;
  settingOf(edge: WayEdge): LegSetting;
}

/**
 * Moves every draw over one leg, from `from` to `to`: wait for the departure, for the end of a closure and for
 * opening hours, then the leg's own hours. Returns the hours of waiting of the first draws, `LEG_SAMPLE` of them.
 */
export function step(edge: WayEdge, from: Positions, to: Positions, context: StepContext): Float64Array {
  const setting = context.settingOf(edge);
  const closures = stopsOn(edge, setting, context);
  const waits = edge.boards || setting.openings !== null || closures.length > 0;
  if (!waits && edge.arc.link?.mode === "road") {
    driveLink(edge, from, to, context);
    return context.samples.noWait();
  }
  to.at.set(from.at);
  to.wheel.set(from.wheel);
  if (edge.boards) board(edge, to.at, context);
  waitToPass(setting, closures, to.at, context);
  const waited = to.at.slice(0, LEG_SAMPLE).map((at, i) => at - (from.at[i] as number));
  if (edge.arc.link) travel(edge, to, context);
  else cross(edge, setting, to, context);
  return waited;
}

/** Closures of one subject that can stop a leg, and the queue that they leave. */
interface Stop {
  readonly spells: Spells;
  readonly backlog: Backlog;
}

/** Closures that can stop the leg, one list a subject. A queue builds at a border's own gate, not along a road. */
function stopsOn(
  { arc }: WayEdge,
  { subjects }: LegSetting,
  { samples, readyAt, spanHours }: StepContext,
): Stop[] {
  const { direction, mode } = arc;
  return subjects.flatMap((subject) => {
    const spells = samples.spells({ subject, direction, mode }, readyAt, spanHours);
    const queues = arc.kind === "crossing" && subject === arc.id;
    return spells ? [{ spells, backlog: queues ? parameters.backlog : NO_BACKLOG }] : [];
  });
}

function board(edge: WayEdge, at: Float64Array, { samples }: StepContext): void {
  const perWeek = edge.arc.link?.departuresPerWeek?.value ?? 7;
  waitDeparture(at, samples.phase(edge.arc.id), 168 / perWeek);
}

/**
 * Closures and opening hours in turn, until nobody waits any more: waiting for one can run into the other. The
 * place in the queue is that of the first arrival.
 */
function waitToPass(
  { openings }: LegSetting,
  closures: readonly Stop[],
  at: Float64Array,
  { readyAt, spanHours }: StepContext,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    let waited = false;
    for (const { spells, backlog } of closures)
      waited = waitReopening(at, spells, round === 0 ? backlog : NO_BACKLOG, readyAt, spanHours) || waited;
    if (round > 0 && !waited) return;
    if (!openings || !waitOpen(at, openings)) return;
  }
}

/** Times that closures and opening hours are tried in turn. */
const ROUNDS = 3;

function travel(edge: WayEdge, positions: Positions, context: StepContext): void {
  const { link } = edge.arc;
  if (!link) return;
  if (link.mode === "road") driveLink(edge, positions, positions, context);
  else {
    pass(positions.at, context.samples.linkHours(link));
    positions.wheel.fill(0);
  }
}

function driveLink(
  { arc: { link } }: WayEdge,
  from: Positions,
  to: Positions,
  { samples, drivers }: StepContext,
): void {
  if (link) drive(from, to, samples.linkHours(link), samples.wheelLimit(drivers));
}

/** Border time, the acts that the rules ask, and leaving inside opening hours. */
function cross(edge: WayEdge, setting: LegSetting, { at, wheel }: Positions, context: StepContext): void {
  const { crossing, direction } = edge.arc;
  const { samples, readyAt } = context;
  if (!crossing) return;
  const middle = (readyAt + meanOfFew(at)) as EpochHours;
  const stay = samples.crossingHours(crossing, direction, middle);
  for (const rule of edge.passage.rules) {
    const hours = samples.ruleHours(rule);
    if (hours) pass(at, hours);
  }
  if (setting.openings) passAndLeave(at, stay, setting.openings);
  else pass(at, stay);
  restAtBorder(wheel, stay, parameters.driving.restingStayHours);
}

/** Month of passage is that of the average draw; a few hundred draws tell it. */
function meanOfFew(values: Float64Array): number {
  const count = Math.min(values.length, 256);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] as number;
  return sum / Math.max(1, count);
}
