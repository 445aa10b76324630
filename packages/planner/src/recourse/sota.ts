import type { Pmf } from "../distribution/bins.ts";
import { expectedBins } from "./expected.ts";

/**
 * An arc of the policy's graph. `pmf`: chance of taking each whole number of bins, at least one; a sum below
 * 1 means that it may never arrive. As a function it depends on the bin of departure (calendars, closures);
 * null = no departure in that bin.
 */
export type PolicyArc = {
  readonly from: number;
  readonly to: number;
  readonly pmf: Pmf | ((departureBin: number) => Pmf | null);
};

export type PolicyProblem = {
  /** Count of nodes, numbered from 0. */
  readonly nodes: number;
  readonly arcs: readonly PolicyArc[];
  readonly destination: number;
  /** Bins 0 to `horizonBins` - 1 exist; to be on time is to reach the destination within them. */
  readonly horizonBins: number;
};

/** Value of `next`: stay where you are for one bin. */
export const WAIT = -1;
/** Value of `next`: at the destination, or without any chance. */
export const STOP = -2;

/** Entry of node v and bin b is at `v * horizonBins + b`. */
export type Policy = {
  readonly bins: number;
  /** Chance of reaching the destination in time from this node in this bin. */
  readonly chance: Float64Array;
  /** Index of the arc to take, or WAIT or STOP. */
  readonly next: Int32Array;
};

/** Choices whose chances differ by less are equal; going is then preferred, the shortest expected way first. */
const TIE = 1e-9;

/**
 * Stochastic on-time arrival (Fan, Kalaba and Moore 2005; Samaranayake, Blandin and Bayen 2012): the policy that
 * maximises the chance of arriving before the horizon ends, looking at the clock at every node:
 *   chance(v, b) = max( chance(v, b + 1), max over arcs (v, w) of sum over k of P(k | b) chance(w, b + k) ),
 * solved from the last bin backward; every arc takes at least a bin, so one sweep is exact, cycles or not.
 * Bins are absolute, so that arcs may depend on the hour of departure; a deadline at bin D is a horizon of
 * D + 1. With arcs that do not depend on it, `horizonBins - b` is the budget left. Waiting is allowed
 * everywhere. Throws RangeError on an arc shorter than one bin or a node that does not exist.
 */
export function onTimePolicy(problem: PolicyProblem): Policy {
  const { nodes, horizonBins: bins, destination } = problem;
  check(problem);
  const chance = new Float64Array(nodes * bins);
  chance.fill(1, destination * bins, (destination + 1) * bins);
  const policy = { bins, chance, next: new Int32Array(nodes * bins).fill(STOP) };
  const all = Array.from({ length: nodes }, (_, v) => v).filter((v) => v !== destination);
  sweep(problem, policy, all, new Set());
  return policy;
}

/**
 * The policy with some arcs (by index) out of use, from that with all. Only nodes from which one of them can be
 * reached are solved anew: what lies beyond a shut border is as it was.
 */
export function onTimePolicyWithout(
  problem: PolicyProblem,
  whole: Policy,
  barred: ReadonlySet<number>,
): Policy {
  const { bins } = whole;
  const policy = { bins, chance: whole.chance.slice(), next: whole.next.slice() };
  const changed = upstream(problem, barred);
  for (const v of changed) {
    policy.chance.fill(0, v * bins, (v + 1) * bins);
    policy.next.fill(STOP, v * bins, (v + 1) * bins);
  }
  sweep(problem, policy, changed, barred);
  return policy;
}

/** Solves the given nodes bin by bin from the last; the others keep their values. */
function sweep(
  problem: PolicyProblem,
  policy: Policy,
  solved: readonly number[],
  barred: ReadonlySet<number>,
): void {
  const leaving = arcsByNode(problem, barred);
  for (let b = policy.bins - 1; b >= 0; b--) {
    for (const v of solved) decide(problem.arcs, leaving[v] as Int32Array, policy, v, b);
  }
}

/** Nodes but the destination from which one of the arcs can be reached. */
function upstream({ arcs, destination }: PolicyProblem, barred: ReadonlySet<number>): number[] {
  const entering = Map.groupBy(arcs, (arc) => arc.to);
  const found = new Set([...barred].flatMap((index) => arcs[index]?.from ?? []));
  for (const v of found) for (const arc of entering.get(v) ?? []) found.add(arc.from);
  found.delete(destination);
  return [...found];
}

/** Chance and choice of one node in one bin, from later bins. */
function decide(arcs: readonly PolicyArc[], leaving: Int32Array, policy: Policy, v: number, b: number): void {
  const { chance, next, bins } = policy;
  const at = v * bins + b;
  let best = b + 1 < bins ? (chance[at + 1] as number) : 0;
  let choice = best > 0 ? WAIT : STOP;
  for (let i = 0; i < leaving.length; i++) {
    const index = leaving[i] as number;
    const arc = arcs[index] as PolicyArc;
    const pmf = typeof arc.pmf === "function" ? arc.pmf(b) : arc.pmf;
    if (!pmf || b + pmf.offset >= bins) continue;
    if (pmf.offset < 1) throw underOneBin(arc);
    const from = arc.to * bins + b + pmf.offset;
    // Going beats waiting on a tie; of two arcs the one with the shorter way, which comes first, wins it.
    const least = choice >= 0 ? best + TIE : Math.max(best - TIE, 0);
    // Chances never rise with time (one may wait), so the earliest arrival bounds the sum.
    if ((chance[from] as number) <= least) continue;
    const value = expected(chance, from, Math.min(pmf.probs.length, bins - b - pmf.offset), pmf.probs);
    if (value <= least) continue;
    best = Math.max(best, value);
    choice = index;
  }
  chance[at] = best;
  next[at] = choice;
}

function expected(chance: Float64Array, from: number, count: number, probs: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += (probs[k] as number) * (chance[from + k] as number);
  return sum;
}

/** Arcs out of each node, the ones with the shortest expected way to the destination first. */
function arcsByNode(problem: PolicyProblem, barred: ReadonlySet<number>): Int32Array[] {
  const way = expectedBins(problem);
  const lists = Array.from({ length: problem.nodes }, (): number[] => []);
  for (const [index, arc] of problem.arcs.entries()) if (!barred.has(index)) lists[arc.from]?.push(index);
  return lists.map((list) =>
    Int32Array.from(list.sort((i, j) => (way[i] as number) - (way[j] as number) || i - j)),
  );
}

function check({ nodes, arcs, destination, horizonBins }: PolicyProblem): void {
  const known = (v: number) => Number.isInteger(v) && v >= 0 && v < nodes;
  if (!known(destination)) throw new RangeError(`no such node: ${destination}`);
  if (!Number.isInteger(horizonBins) || horizonBins < 1)
    throw new RangeError(`not a horizon: ${horizonBins}`);
  for (const arc of arcs) {
    if (!known(arc.from) || !known(arc.to))
      throw new RangeError(`arc ${arc.from} to ${arc.to}: no such node`);
    if (typeof arc.pmf !== "function" && arc.pmf.offset < 1) throw underOneBin(arc);
  }
}

function underOneBin({ from, to }: PolicyArc): RangeError {
  return new RangeError(`arc ${from} to ${to}: under one bin`);
}
