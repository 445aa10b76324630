import { distancesFrom } from "../../packages/planner/src/search/dijkstra.ts";
import { paretoPaths } from "../../packages/planner/src/search/pareto.ts";
import type { ParetoProblem, ParetoResult } from "../../packages/planner/src/search/problem.ts";
import { gatedProblem, type Roads, roads } from "./instances.ts";
import { mean, quantile } from "./measure.ts";
import type { Report, Suite } from "./report.ts";

const SIZES = [200, 500, 1000, 2000, 5000, 10_000, 20_000];
const NETS = 5;
const MAX_LABELS = 1_000_000;

/** From corner to corner of nets of growing size: the hardest pair of each. */
export const growthSuite: Suite = {
  name: "growth",
  run(progress) {
    const rows = SIZES.map((nodes) => {
      progress(`${nodes} nodes`);
      return sizeRow(nodes);
    });
    return report(rows);
  },
};

function sizeRow(nodes: number): (string | number)[] {
  const nets = Array.from({ length: NETS }, (_, i) => roads(nodes, i + 1));
  return [
    nodes,
    timed(nets, ({ graph, weights, corners }) => distancesFrom(graph, weights[0] ?? [], corners[0])).ms,
    ...cells(nets, (net) => ({ ...twoCriteria(net), epsilon: 0 })),
    ...cells(nets, (net) => gatedProblem(net, 0.02, MAX_LABELS)),
    ...cells(nets, (net) => gatedProblem(net, 0.1, MAX_LABELS)),
  ];
}

function twoCriteria({ graph, weights, corners }: Roads): ParetoProblem {
  return { graph, source: corners[0], target: corners[1], criteria: 2, weights: weights.slice(0, 2) };
}

/** Median milliseconds and mean number of paths; how many searches hit the cap on labels, where any did. */
function cells(nets: readonly Roads[], problem: (net: Roads) => ParetoProblem): (string | number)[] {
  const { ms, answers } = timed(nets, (net) => paretoPaths(problem(net)));
  const cut = answers.filter((answer: ParetoResult) => answer.truncated).length;
  const paths = Math.round(mean(answers.map(({ labels }) => labels.length)));
  return [ms, cut === 0 ? paths : `${paths} (${cut} cut)`];
}

function timed<Answer>(
  nets: readonly Roads[],
  run: (net: Roads) => Answer,
): { ms: number; answers: Answer[] } {
  run(nets[0] as Roads);
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
      `cut: stopped at ${MAX_LABELS} labels, so paths are missing and the time is that of the labels made`,
    ],
  };
}
