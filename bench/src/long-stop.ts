import type { Network } from "@rahdari/network";
import { type ClosureRow, closureRecords } from "@rahdari/planner";
import { type Component, survival } from "../../packages/planner/src/closures/duration.ts";
import {
  DURATION_PRIOR,
  type DurationFit,
  type DurationPrior,
  fitDuration,
  type Length,
  lawOf,
} from "../../packages/planner/src/closures/fit-duration.ts";
import { mean } from "./measure.ts";

/** Chances that a stop of Torkham lasts as long as the one from 12 October 2025 is known to have lasted. */
export type LongStop = {
  readonly days: number;
  /** How many stops the laws were fitted on, and their mean length in days. */
  readonly stops: number;
  readonly meanDays: number;
  readonly ours: number;
  /** By an exponential law of that mean. */
  readonly exponential: number;
  /** By the model's prior, before any stop. */
  readonly prior: number;
  /** By the likeliest law of the same family with next to no prior, its doubt left out. */
  readonly likeliest: number;
};

const FROM = "2023-01-01";
const LONG_STOP_FROM = "2025-10-12";
const DAY = 24;
/** As the model takes them: printed to the day, so good to half a day either way. */
const HALF_DAY = 12;
const NO_PRIOR: DurationPrior = { ...DURATION_PRIOR, sdLogMedian: 100, sdLogTail: 100 };

/**
 * The long stop against the law of lengths fitted on Torkham's own stops that began from January 2023 on and
 * had ended before it, and on nothing else: no other crossing, no other year.
 */
export function longStop(network: Network): LongStop {
  const own = closureRecords(network, "road", "out").rows.filter(({ subject }) => subject === "torkham");
  const long = own.find(({ start }) => start === epochHours(LONG_STOP_FROM));
  if (long?.lastConfirmed === undefined) throw new Error(`no unended stop of Torkham from ${LONG_STOP_FROM}`);
  const before = own.filter(({ start }) => start >= epochHours(FROM) && start < long.start).flatMap(printed);
  const lengths = before.map(
    (hours): Length => ({
      shortest: hours - HALF_DAY,
      longest: hours + HALF_DAY,
      weight: 1,
    }),
  );
  const lasted = long.lastConfirmed - DAY - long.start;
  return {
    days: lasted / DAY,
    stops: before.length,
    meanDays: mean(before) / DAY,
    ours: survival(lawOf(fitDuration(lengths)), lasted),
    exponential: Math.exp(-lasted / mean(before)),
    prior: survival(lawOf(fitDuration([])), lasted),
    likeliest: survival([peakOf(fitDuration(lengths, NO_PRIOR))], lasted),
  };
}

function peakOf({ logMedian, logTail }: DurationFit): Component {
  return { weight: 1, logMedian, tail: Math.exp(logTail) };
}

/** Hours between printed days, both included; none where no end was printed. */
function printed({ start, end }: ClosureRow): number[] {
  return end === null ? [] : [end - start];
}

function epochHours(date: string): number {
  return Date.parse(`${date}T00:00Z`) / 3_600_000;
}
