import { Front } from "./front.ts";
import type { Labels } from "./labels.ts";
import { manyCriteria } from "./many-criteria.ts";
import { type ParetoPath, type ParetoProblem, type ParetoResult, prepare } from "./problem.ts";
import { twoCriteria } from "./two-criteria.ts";

/** What a search leaves behind. */
export type Found = {
  readonly labels: Labels;
  /** Labels at the target. */
  readonly solutions: readonly number[];
  readonly settled: number;
  readonly truncated: boolean;
};

/**
 * The paths from source to target of which none is at most another in every criterion; of paths with the
 * same cost, one.
 *
 * With `epsilon` 0 the set is complete, up to rounding of sums. With epsilon above 0 it is a part of the
 * reachable costs such that for each Pareto path a returned one is within (1 + epsilon) of it in every
 * criterion: a bound for the whole path, not a bound a step. A criterion that is 0 on a path is met exactly.
 */
export function paretoPaths(problem: ParetoProblem): ParetoResult {
  const prepared = prepare(problem);
  const found = prepared.criteria === 2 ? twoCriteria(prepared) : manyCriteria(prepared);
  const paths = found.solutions.map((label) => ({
    cost: found.labels.costOf(label),
    path: found.labels.pathOf(label),
  }));
  return {
    labels: undominated(paths),
    settled: found.settled,
    created: found.labels.count,
    truncated: found.truncated,
  };
}

/** By ascending cost, first criterion first, without those that another is at most in every criterion. */
function undominated(paths: readonly ParetoPath[]): ParetoPath[] {
  const sorted = paths.toSorted((a, b) => compare(a.cost, b.cost));
  const front = new Front((paths[0]?.cost.length ?? 1) - 1);
  return sorted.filter(({ cost }) => {
    const rest = Float64Array.from(cost.slice(1));
    if (front.covers(rest)) return false;
    front.add(rest);
    return true;
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place < 0 ? 0 : (a[place] as number) - (b[place] as number);
}
