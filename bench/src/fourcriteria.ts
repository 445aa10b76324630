import { paretoPaths } from "../../packages/planner/src/search/pareto.ts";
import type { ParetoResult } from "../../packages/planner/src/search/problem.ts";
import { hypervolume } from "./hypervolume.ts";
import { gatedProblem, type Roads, roads } from "./instances.ts";
import { alternate, type Contender, mean, quantile, TIME_COLUMNS, type Timing, timeRow } from "./measure.ts";
import { atLeast, atMost, equal, type Report, type Suite } from "./report.ts";

const NODES = 600;
/** The first seeds whose nets have 5,000 to 10,000 exact Pareto paths between their corners. */
const SEEDS = [2, 6, 13, 16, 17, 27, 28, 30, 31, 33, 41, 45];
const ROUNDS = 3;
const EPSILONS = [0.02, 0.05, 0.1];
const ALLOWED_EPSILON = 1e-9;

/** How well a set stands for the exact one. */
type Quality = { readonly hypervolume: number; readonly error: number };

/** Hours with waiting at gates, price, risk and handovers between the corners of synthetic road nets. */
export const fourcriteriaSuite: Suite = {
  name: "fourcriteria",
  run(progress) {
    const nets = SEEDS.map((seed) => roads(NODES, seed));
    progress(`${SEEDS.length} nets of ${NODES} nodes, ${ROUNDS} rounds, errors of ${EPSILONS.join(", ")}`);
    const rounds = Array.from({ length: ROUNDS }, () => nets).flat();
    const contenders = EPSILONS.map(searching);
    const timings = alternate(contenders, rounds);
    progress("the exact sets, for comparison");
    const exact = alternate([searching(0)], nets, 0)[0] as Timing<ParetoResult>;
    progress("hypervolumes");
    const qualities = timings.map(({ answers }) =>
      exact.answers.map((all, i) => quality(all, answers[i] as ParetoResult)),
    );
    return report(nets, timings, exact, qualities);
  },
};

function searching(epsilon: number): Contender<Roads, ParetoResult> {
  const name = epsilon === 0 ? "exact" : `error ${100 * epsilon} %`;
  return { name, run: (net) => paretoPaths(gatedProblem(net, epsilon)) };
}

/**
 * Hypervolume as a share of the exact set's, below the exact set's worst value in each criterion and a
 * tenth of its range beyond; and the largest factor by which an exact vector is missed, less 1.
 */
function quality(exact: ParetoResult, found: ParetoResult): Quality {
  const costs = exact.labels.map(({ cost }) => cost);
  const reference = (costs[0] ?? []).map((_, i) => {
    const values = costs.map((cost) => cost[i] as number);
    const most = Math.max(...values);
    return most + 0.1 * (most - Math.min(...values)) + Number.EPSILON;
  });
  const near = found.labels.map(({ cost }) => cost);
  return {
    hypervolume: hypervolume(near, reference) / hypervolume(costs, reference),
    error: worst(costs, near),
  };
}

function worst(exact: readonly (readonly number[])[], near: readonly (readonly number[])[]): number {
  const missed = (cost: readonly number[]) => Math.min(...near.map((other) => factor(other, cost)));
  return Math.max(...exact.map(missed)) - 1;
}

function factor(found: readonly number[], wanted: readonly number[]): number {
  return Math.max(...found.map((value, i) => (value === 0 ? 0 : value / (wanted[i] as number))));
}

function report(
  nets: readonly Roads[],
  timings: readonly Timing<ParetoResult>[],
  exact: Timing<ParetoResult>,
  qualities: readonly (readonly Quality[])[],
): Report {
  const first = timings[0] as Timing<ParetoResult>;
  const least = Math.min(...(qualities[0] ?? []).map((each) => each.hypervolume));
  const beyond = qualities.flatMap((list, i) =>
    list.filter(({ error }) => error > (EPSILONS[i] ?? 0) + ALLOWED_EPSILON),
  );
  const settled = mean(first.answers.map((each) => each.settled));
  const created = mean(first.answers.map((each) => each.created));
  return {
    suite: "fourcriteria",
    what: "Pareto paths by hours, price, risk and handovers, gates on 5 % of edges, milliseconds",
    size: {
      nodes: NODES,
      edges: Math.round(mean(nets.map(({ graph }) => graph.edges))),
      nets: SEEDS.length,
      rounds: ROUNDS,
      "exact paths": `${Math.min(...countsOf(exact))} to ${Math.max(...countsOf(exact))}, mean ${Math.round(mean(countsOf(exact)))}`,
    },
    columns: [...TIME_COLUMNS, "paths", "least hypervolume", "largest error"],
    rows: [...timings, exact].map((each, i) => row(each, qualities[i])),
    checks: [
      atMost("p95 at 2 %", quantile(first.ms, 0.95), 500, " ms"),
      atLeast("least hypervolume at 2 %, share of the exact", least, 0.98),
      equal("sets with a larger error than allowed", beyond.length, 0),
    ],
    notes: [
      `at 2 %: ${Math.round(created)} labels made and ${Math.round(settled)} settled on average, ` +
        `${Math.round((mean(first.cpu) * 1e6) / created)} ns of processor time for each one made; ` +
        `p95 of processor time ${Math.round(quantile(first.cpu, 0.95))} ms`,
    ],
  };
}

function countsOf({ answers }: Timing<ParetoResult>): number[] {
  return answers.map(({ labels }) => labels.length);
}

function row(timing: Timing<ParetoResult>, qualities: readonly Quality[] | undefined): (string | number)[] {
  const times = [...timeRow(timing), Math.round(mean(countsOf(timing)))];
  if (qualities === undefined) return [...times, 1, 0];
  const least = Math.min(...qualities.map((each) => each.hypervolume));
  return [...times, least, Math.max(...qualities.map((each) => each.error))];
}
