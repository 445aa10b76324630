import type { Network } from "@rahdari/network";
import { z } from "zod";
import type { Option } from "../answer.ts";
import { PlanError } from "../errors.ts";
import { plan } from "../plan.ts";
import { type ClaimWay, claimPairs, claimWays } from "./claim-ways.ts";

const WayFigures = z.object({
  way: z.string(),
  name: z.string(),
  kind: z.enum(["corridor", "alternative"]),
  km: z.number().nullable(),
  /** Median days; of the draws that find the border open, where it may well be shut (`ifOpen`). */
  days: z.number().nullable(),
  ifOpen: z.boolean(),
  /** Typical price without waiting. */
  usd: z.number().nullable(),
  /** Why there are no figures, where so. */
  because: z.string().nullable(),
});
type WayFigures = z.infer<typeof WayFigures>;

const Verdict = z.enum(["shorter-than-claimed", "holds", "less-than-claimed", "not-shorter"]);

const Comparison = z.object({
  corridor: z.string(),
  alternative: z.string(),
  /** Share by which the corridor way is shorter; negative when it is longer. */
  shorterKm: z.number(),
  shorterDays: z.number().nullable(),
  /** Where the saving in distance stands to 20 - 30 %. */
  verdict: Verdict,
});

export const ClaimReport = z.object({
  sentence: z.string(),
  ready: z.string(),
  pairs: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      ways: z.array(WayFigures),
      comparisons: z.array(Comparison),
    }),
  ),
});
export type ClaimReport = z.infer<typeof ClaimReport>;

export interface ClaimOptions {
  /** Day of departure and of knowledge; default: `now`. */
  readonly now?: Date;
  readonly draws?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The claimed saving in distance. */
const CLAIM = { low: 0.2, high: 0.3 };

/**
 * Tests "20-30 % shorter than traditional sea and rail routes" for each main pair against each alternative.
 * Distances are those of the way that the planner takes through the named crossings, the quickest by the corridor
 * and the cheapest by the alternatives, which are chosen for their price.
 */
export function testClaim(network: Network, options: ClaimOptions = {}): ClaimReport {
  const ready = (options.now ?? new Date()).toISOString().slice(0, 10);
  const total = claimPairs.length * claimWays.length;
  let done = 0;
  const pairs = claimPairs.map(([from, to]) => {
    const ways = claimWays.map((way) => {
      const figures = figuresOf(network, from, to, way, ready, options.draws ?? 1_000);
      options.onProgress?.(++done, total);
      return figures;
    });
    return { from, to, ways, comparisons: compare(ways) };
  });
  return { sentence: "20-30 % shorter than traditional sea and rail routes", ready, pairs };
}

function figuresOf(
  network: Network,
  from: string,
  to: string,
  way: ClaimWay,
  ready: string,
  draws: number,
): WayFigures {
  const none = {
    way: way.id,
    name: way.name,
    kind: way.kind,
    km: null,
    days: null,
    ifOpen: false,
    usd: null,
  };
  const via = way.via.filter((place) => place !== from && place !== to);
  try {
    const prefer = way.kind === "corridor" ? "time" : "cost";
    const answer = plan(network, { from, to, via, ready, asOf: ready, unit: way.unit, prefer, draws });
    const [option] = answer.options;
    if (!option) return { ...none, because: answer.rejected[0]?.because ?? "the places are not joined" };
    const open = option.worlds.find((world) => world.state === "open");
    const days = Math.round(((open ?? option).hours.p50 / 24) * 10) / 10;
    const ifOpen = open !== undefined;
    return {
      ...none,
      km: Math.round(option.km),
      days,
      ifOpen,
      usd: withoutWaiting(option.costUsd),
      because: null,
    };
  } catch (error) {
    if (error instanceof PlanError) return { ...none, because: error.message };
    throw error;
  }
}

function withoutWaiting({ typical, parts }: Option["costUsd"]): number {
  return typical - (parts.find((part) => part.what === "waiting")?.typical ?? 0);
}

function compare(ways: readonly WayFigures[]): z.infer<typeof Comparison>[] {
  const withKm = ways.filter((way): way is WayFigures & { km: number } => way.km !== null);
  const corridors = withKm.filter((way) => way.kind === "corridor");
  const alternatives = withKm.filter((way) => way.kind === "alternative");
  return corridors.flatMap((corridor) =>
    alternatives.map((alternative) => {
      const shorterKm = round3(1 - corridor.km / alternative.km);
      const days =
        corridor.days !== null && alternative.days ? round3(1 - corridor.days / alternative.days) : null;
      return {
        corridor: corridor.way,
        alternative: alternative.way,
        shorterKm,
        shorterDays: days,
        verdict: verdictOf(shorterKm),
      };
    }),
  );
}

function verdictOf(shorter: number): z.infer<typeof Verdict> {
  if (shorter <= 0) return "not-shorter";
  if (shorter < CLAIM.low) return "less-than-claimed";
  return shorter > CLAIM.high ? "shorter-than-claimed" : "holds";
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
