import { distancesFrom } from "../../packages/planner/src/search/dijkstra.ts";
import { paretoPaths } from "../../packages/planner/src/search/pareto.ts";
import type { ParetoProblem } from "../../packages/planner/src/search/problem.ts";
import { gatedProblem, type Roads, roads } from "./instances.ts";
import { mean, quantile } from "./measure.ts";
import type { Report, Suite } from "./report.ts";

const SIZES = [200, 500, 1000, 2000, 5000, 10_000, 20_000];
const NETS = 3;
const MAX_LABELS = 200_000;
const WARM = 5;

/** From corner to corner of nets of growing size: the hardest pair of each. */
export const growthSuite: Suite = {
  name: "growth",
  run(progress) {
    const searches = [twoCriteria, fourCriteria(0.02), fourCriteria(0.1)];
    for (let i = 0; i < WARM; i++)
      for (const problem of searches) paretoPaths(problem(roads(SIZES[0] ?? 0, i)));
    const given = searches.map(() => true);
    const rows = SIZES.map((nodes) => {
      progress(`${nodes} nodes`);
      const nets = Array.from({ length: NETS }, (_, i) => roads(nodes, i + 1));
      const cells = searches.flatMap((problem, i) => searchCells(nets, problem, given, i));
      return [nodes, timed(nets, oneToAll).ms, ...cells];
    });
    return report(rows);
  },
};

function oneToAll({ graph, weights, corners }: Roads): Float64Array {
  return distancesFrom(graph, weights[0] ?? [], corners[0]);
}

function twoCriteria({ graph, weights, corners }: Roads): ParetoProblem {
  const [source, target] = corners;
  return { graph, source, target, criteria: 2, weights: weights.slice(0, 2), epsilon: 0 };
}

function fourCriteria(epsilon: number): (net: Roads) => ParetoProblem {
  return (net) => gatedProblem(net, epsilon, MAX_LABELS);
}

/**
 * Median milliseconds and mean number of paths, with how many searches hit the cap on labels. A search
 * that hit it on every net of a size is not `given` larger ones.
 */
function searchCells(
  nets: readonly Roads[],
  problem: (net: Roads) => ParetoProblem,
  given: boolean[],
  which: number,
): (string | number)[] {
  if (given[which] === false) return ["-", "-"];
  const { ms, answers } = timed(nets, (net) => paretoPaths(problem(net)));
  const cut = answers.filter(({ truncated }) => truncated).length;
  given[which] = cut < nets.length;
  const paths = Math.round(mean(answers.map(({ labels }) => labels.length)));
  return [ms, cut === 0 ? paths : `${paths} (${cut} cut)`];
}

function timed<Answer>(
  nets: readonly Roads[],
  run: (net: Roads) => Answer,
): { ms: number; answers: Answer[] } {
  const ms: number[] = [];
  const answers = nets.map((net) => {
    const start = performance.now();
    const answer = run(net);
    ms.push(performance.now() - start);
    return answer;
  });
  return { ms: quantile(ms, 0.5), answers };
}

function report(rows: Report["rows"]): Report {
  return {
    suite: "growth",
    what: `from corner to corner of synthetic road nets of growing size, median of ${NETS} nets, milliseconds`,
    size: { nets: NETS, "most labels": MAX_LABELS },
    columns: ["nodes", "1 to all", "2 exact", "paths", "4 at 2 %", "paths", "4 at 10 %", "paths"],
    rows,
    checks: [],
    notes: [
      "1 to all: one criterion, from one node to every other",
      `cut: stopped at ${MAX_LABELS} labels, so paths are missing; larger nets are left out where all were cut`,
    ],
  };
}
