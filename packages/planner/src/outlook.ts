import type { Crossing, Direction, Mode } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import type { Spells } from "./closures/spells.ts";
import type { Delay } from "./distribution/delay.ts";

/** Span of time, epoch hours, for which closures are drawn. */
export interface Window {
  readonly from: EpochHours;
  readonly to: EpochHours;
}

/** Whose closures: the crossing, link or place, the way it is passed and by which mode. */
export interface ClosureQuery {
  readonly subject: string;
  readonly direction: Direction;
  readonly mode: Mode;
}

/**
 * What is to be expected at a crossing on a date. The planner asks this port and nothing else about delay and
 * closure; the default answers from the network's data, a trained model may answer better.
 */
export interface CrossingOutlook {
  /** Hours at the border, queue included, of a shipment that arrives in opening hours at `at`. */
  delay(crossing: Crossing, direction: Direction, at: EpochHours): Delay;
  /** Closures in each draw, epoch hours; null where nothing is ever expected to close. Draws are common to all queries of a seed. */
  closures(query: ClosureQuery, window: Window, draws: number, seed: number): Spells | null;
}
