import { addDays, daysBetween, type Journey, type Network } from "@rahdari/network";
import { z } from "zod";
import type { Option } from "../answer.ts";
import { PlanError } from "../errors.ts";
import { plan } from "../plan.ts";
import { Causes, causesOf, inDays } from "./causes.ts";

const Replay = z.object({
  id: z.string(),
  name: z.string(),
  /** Day of the replay, the middle of `departedBetween`. */
  departed: z.string(),
  /** First and last day of departure that the source allows. */
  departedBetween: z.object({ from: z.string(), to: z.string() }),
  vehicle: z.string(),
  evidence: z.enum(["measured", "claimed", "planned", "route-only"]),
  usedToFit: z.boolean(),
  /** Days as documented; a bound where the trip was not over or only a limit is known. */
  documented: z.object({
    low: z.number(),
    typical: z.number(),
    high: z.number(),
    bound: z.enum(["none", "lower", "upper"]),
  }),
  days: z.object({ p10: z.number(), p50: z.number(), p90: z.number() }),
  inside: z.boolean(),
  /** (p50 - documented) / documented; null for bounds. */
  error: z.number().nullable(),
  places: z.array(z.string()),
  causes: Causes,
  notes: z.array(z.string()),
});
export type Replay = z.infer<typeof Replay>;

const NotReplayed = z.object({ id: z.string(), name: z.string(), because: z.string() });

const Score = z.object({
  count: z.number(),
  /** Share inside p10 - p90. */
  coverage: z.number().nullable(),
  /** Median of |error|. */
  medianError: z.number().nullable(),
});

export const BacktestReport = z.object({
  draws: z.number(),
  seed: z.number(),
  replays: z.array(Replay),
  notReplayed: z.array(NotReplayed),
  /** Measured trips that no parameter was fitted on. */
  measured: Score,
  /** Claimed and planned ones, weaker evidence. */
  claimed: Score,
  /** The trips that helped to fit, listed apart. */
  fitted: Score,
});
export type BacktestReport = z.infer<typeof BacktestReport>;

export interface BacktestOptions {
  readonly draws?: number;
  readonly seed?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

/**
 * Replays the documented journeys at their dates with what was known then, and compares the days documented
 * with the plan's p10 - p90. Nothing is set per journey.
 */
export function backtest(network: Network, options: BacktestOptions = {}): BacktestReport {
  const { draws = 4_000, seed = 1 } = options;
  const replays: Replay[] = [];
  const notReplayed: z.infer<typeof NotReplayed>[] = [];
  const total = network.journeys.length;
  for (const [i, journey] of network.journeys.entries()) {
    if (options.signal?.aborted) break;
    const outcome = replay(network, journey, draws, seed);
    if (typeof outcome === "string")
      notReplayed.push({ id: journey.id, name: journey.name, because: outcome });
    else replays.push(outcome);
    options.onProgress?.(i + 1, total);
  }
  const of = (test: (one: Replay) => boolean) => score(replays.filter(test));
  return {
    draws,
    seed,
    replays,
    notReplayed,
    measured: of((one) => one.evidence === "measured" && !one.usedToFit),
    claimed: of((one) => one.evidence !== "measured" && !one.usedToFit),
    fitted: of((one) => one.usedToFit),
  };
}

/** The replay of one journey, or why there is none. */
function replay(network: Network, journey: Journey, draws: number, seed: number): Replay | string {
  if (journey.notReplayed) return journey.notReplayed;
  const { via, days, departed } = journey;
  if (!via || !days) return "no duration is documented";
  if (!departed) return "no date of departure is documented";
  const ready = addDays(departed.from, Math.floor(daysBetween(departed.from, departed.to) / 2));
  try {
    const answer = plan(network, {
      from: via[0] as string,
      to: via.at(-1) as string,
      via: via.slice(1, -1),
      ready,
      asOf: ready,
      unit: journey.unit,
      ...(journey.registration !== undefined && { registration: journey.registration }),
      draws,
      seed,
    });
    const [option] = answer.options;
    if (!option)
      return `no lawful way was found: ${answer.rejected[0]?.because ?? "the places are not joined"}`;
    return told(
      journey,
      { departed: ready, departedBetween: departed, causes: causesOf(network, option) },
      days,
      option,
    );
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
}

function told(
  journey: Journey,
  asReplayed: Pick<Replay, "departed" | "departedBetween" | "causes">,
  days: NonNullable<Journey["days"]>,
  option: Pick<Option, "hours" | "places">,
): Replay {
  const planned = {
    p10: inDays(option.hours.p10),
    p50: inDays(option.hours.p50),
    p90: inDays(option.hours.p90),
  };
  const bound = journey.lowerBound ? "lower" : journey.upperBound ? "upper" : "none";
  return {
    id: journey.id,
    name: journey.name,
    ...asReplayed,
    vehicle: journey.vehicle,
    evidence: journey.evidence,
    usedToFit: journey.usedToFit ?? false,
    documented: { ...days, bound },
    days: planned,
    inside: isInside(days, planned, bound),
    error: bound === "none" ? Math.round((planned.p50 / days.typical - 1) * 1000) / 1000 : null,
    places: option.places,
    notes: journey.notes ?? [],
  };
}

/** Inside when the documented days lie in p10 - p90; a bound when p10 - p90 can satisfy it. */
function isInside(
  days: { typical: number },
  planned: { p10: number; p90: number },
  bound: "none" | "lower" | "upper",
): boolean {
  if (bound === "lower") return planned.p90 >= days.typical;
  if (bound === "upper") return planned.p10 <= days.typical;
  return planned.p10 <= days.typical && days.typical <= planned.p90;
}

function score(replays: readonly Replay[]): z.infer<typeof Score> {
  const errors = replays
    .flatMap(({ error }) => (error === null ? [] : [Math.abs(error)]))
    .sort((a, b) => a - b);
  const middle = errors[Math.floor((errors.length - 1) / 2)];
  const upper = errors[Math.ceil((errors.length - 1) / 2)];
  return {
    count: replays.length,
    coverage: replays.length === 0 ? null : replays.filter(({ inside }) => inside).length / replays.length,
    medianError: middle === undefined || upper === undefined ? null : (middle + upper) / 2,
  };
}
