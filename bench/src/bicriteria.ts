import { distancesTo } from "../../packages/planner/src/search/dijkstra.ts";
import { paretoPaths } from "../../packages/planner/src/search/pareto.ts";
import type { ParetoProblem, ParetoResult } from "../../packages/planner/src/search/problem.ts";
import { allCosts } from "./brute-force.ts";
import { pairs, type Roads, roads } from "./instances.ts";
import { alternate, mean, quantile, TIME_COLUMNS, timeRow } from "./measure.ts";
import { seeded } from "./random.ts";
import { atMost, equal, type Report, type Suite } from "./report.ts";

const NODES = 2000;
const PAIRS = 300;
const SMALL_GRAPHS = 200;
const SMALL_NODES = 9;
const SEED = 7;

type Pair = readonly [number, number];

/** Hours and price, exact, bounds included in the time. */
export const bicriteriaSuite: Suite = {
  name: "bicriteria",
  run(progress) {
    const net = roads(NODES, SEED);
    const queries = pairs(net.graph, PAIRS, seeded(SEED + 1));
    progress(`${PAIRS} pairs on ${NODES} nodes`);
    const search = {
      name: "search with its bounds",
      run: (pair: Pair) => paretoPaths(problem(net, pair, 0)),
    };
    const near = { name: "the same, error 2 %", run: (pair: Pair) => paretoPaths(problem(net, pair, 0.02)) };
    const bounds = { name: "bounds alone", run: ([, target]: Pair) => boundsOf(net, target) };
    const timings = alternate<Pair, ParetoResult | number>([search, near, bounds], queries, 50);
    progress(`${SMALL_GRAPHS} graphs of ${SMALL_NODES} nodes against brute force`);
    const found = (timings[0]?.answers ?? []) as ParetoResult[];
    return report(net, timings, found, disagreements());
  },
};

function problem({ graph, weights }: Roads, [source, target]: Pair, epsilon: number): ParetoProblem {
  return { graph, source, target, criteria: 2, weights: weights.slice(0, 2), epsilon };
}

function boundsOf({ graph, weights }: Roads, target: number): number {
  return weights.slice(0, 2).reduce((sum, by) => sum + (distancesTo(graph, by, target)[0] as number), 0);
}

/** Small graphs on which the search and trying every path do not give the same costs. */
function disagreements(): number {
  let count = 0;
  for (let seed = 0; seed < SMALL_GRAPHS; seed++) {
    const net = roads(SMALL_NODES, seed);
    const weights = net.weights.slice(0, 2).map((by) => by.map((weight) => Math.ceil(weight * 16)));
    const pair = pairs(net.graph, 1, seeded(seed))[0] ?? net.corners;
    const base = { ...problem(net, pair, 0), weights };
    const costs = paretoPaths(base).labels.map(({ cost }) => cost.join(" "));
    if (costs.sort().join("; ") !== allCosts(base).sort().join("; ")) count++;
  }
  return count;
}

function report(
  net: Roads,
  timings: ReturnType<typeof alternate<Pair, ParetoResult | number>>,
  found: readonly ParetoResult[],
  wrong: number,
): Report {
  const ms = timings[0]?.ms ?? [];
  const created = mean(found.map((each) => each.created));
  const own = mean(ms) - mean(timings[2]?.ms ?? []);
  return {
    suite: "bicriteria",
    what: "all Pareto paths by hours and price between random places, milliseconds",
    size: { nodes: net.graph.nodes, edges: net.graph.edges, pairs: PAIRS, seed: SEED },
    columns: TIME_COLUMNS,
    rows: timings.map((each) => timeRow(each)),
    checks: [
      atMost("p50, exact", quantile(ms, 0.5), 2, " ms"),
      equal(`small graphs of ${SMALL_GRAPHS} that differ from brute force`, wrong, 0),
    ],
    notes: [
      `${Math.round(mean(found.map(({ labels }) => labels.length)))} Pareto paths on average, at most ` +
        `${Math.max(...found.map(({ labels }) => labels.length))}; ${Math.round(created)} labels made, ` +
        `${Math.round((own * 1e6) / created)} ns each beside the bounds`,
      "the bounds are two searches over the whole graph and the least that any search with them can take",
    ],
  };
}
