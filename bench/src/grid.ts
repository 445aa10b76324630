import { UndirectedGraph } from "graphology";
import { dijkstra } from "graphology-shortest-path";
import createGraph, { type Graph as NGraph } from "ngraph.graph";
import ngraphPath from "ngraph.path";
import { pathFinder } from "../../packages/planner/src/search/dijkstra.ts";
import type { Digraph } from "../../packages/planner/src/search/graph.ts";
import { type Grid, grid, pairs } from "./instances.ts";
import { alternate, type Contender, mean, ratio, TIME_COLUMNS, type Timing, timeRow } from "./measure.ts";
import { seeded } from "./random.ts";
import { atLeast, type Check, equal, type Report, type Suite } from "./report.ts";

const SIDE = 500;
const PAIRS = 20;
const SEED = 1;
const OWN = "rahdari";
const GRAPHOLOGY = "graphology-shortest-path bidirectional";

type Pair = readonly [number, number];
/** Nodes from source to target, or the other way round; which of the two, the packages do not agree on. */
type Nodes = readonly number[];

/** Single criterion, side by side with the two packages of npm that are used most for it. */
export const gridSuite: Suite = {
  name: "grid",
  run(progress) {
    progress(`building a ${SIDE} x ${SIDE} grid three times`);
    const field = grid(SIDE, SEED);
    const finder = pathFinder(field.graph, field.weights);
    const own: Contender<Pair, Nodes> = { name: OWN, run: ([s, t]) => finder.find(s, t)?.nodes ?? [] };
    const contenders = [own, ...ngraphContenders(field), graphologyContender(field)];
    const queries = pairs(field.graph, PAIRS, seeded(SEED + 1));
    progress(`${PAIRS} pairs, ${contenders.length} ways to search each`);
    const timings = alternate(contenders, queries);
    const settled = queries.map(([s, t]) => finder.find(s, t)?.settled ?? 0);
    return report(field, timings, settled, readingMs(field, queries, settled));
  },
};

function ngraphContenders(field: Grid): Contender<Pair, Nodes>[] {
  const graph: NGraph<{ x: number; y: number }, number> = createGraph();
  for (let node = 0; node < field.graph.nodes; node++) {
    graph.addNode(node, { x: node % field.side, y: Math.floor(node / field.side) });
  }
  for (const [edge, a] of field.a.entries())
    graph.addLink(a, field.b[edge] as number, field.weights[edge] as number);
  const distance = (_: unknown, __: unknown, link: { data: number }) => link.data;
  // An edge costs at least 1, so the number of steps between two cells never overestimates.
  const heuristic = (p: { data: { x: number; y: number } }, q: { data: { x: number; y: number } }) =>
    Math.abs(p.data.x - q.data.x) + Math.abs(p.data.y - q.data.y);
  const settings = [
    ["nba", ngraphPath.nba(graph, { distance })],
    ["nba with steps", ngraphPath.nba(graph, { distance, heuristic })],
    ["aStar", ngraphPath.aStar(graph, { distance })],
    ["aStar with steps", ngraphPath.aStar(graph, { distance, heuristic })],
  ] as const;
  return settings.map(([name, finder]) => ({
    name: `ngraph.path ${name}`,
    run: ([s, t]) => finder.find(s, t).map((node) => node.id as number),
  }));
}

function graphologyContender(field: Grid): Contender<Pair, Nodes> {
  const graph = new UndirectedGraph();
  for (let node = 0; node < field.graph.nodes; node++) graph.addNode(node);
  for (const [edge, a] of field.a.entries()) graph.addEdge(a, field.b[edge], { weight: field.weights[edge] });
  return {
    name: GRAPHOLOGY,
    run: ([s, t]) => dijkstra.bidirectional(graph, s, t, "weight").map(Number),
  };
}

function report(field: Grid, timings: readonly Timing<Nodes>[], settled: number[], reading: number): Report {
  const own = timings.find(({ name }) => name === OWN) as Timing<Nodes>;
  const others = timings.filter(({ name }) => name !== OWN);
  const cost = costs(field, own);
  const wrong = (other: Timing<Nodes>) => costs(field, other).filter((c, i) => c !== cost[i]).length;
  const exact = others.filter((other) => wrong(other) === 0);
  const ngraph = exact.filter(({ name }) => name.startsWith("ngraph")).map(({ ms }) => ms);
  const best = ngraph.toSorted((a, b) => mean(a) - mean(b))[0] ?? [];
  const graphology = exact.find(({ name }) => name === GRAPHOLOGY)?.ms ?? [];
  const checks: Check[] = [
    atLeast("times as fast as the best of ngraph.path, by pair", ratio(own.ms, best), 3),
    atLeast("times as fast as graphology-shortest-path, by pair", ratio(own.ms, graphology), 1),
    equal("settings with equal costs on all pairs", exact.length, others.length),
  ];
  return {
    suite: "grid",
    what: "cheapest path between two random cells of a grid, whole weights from 1 to 20, milliseconds",
    size: { nodes: field.graph.nodes, edges: field.graph.edges, pairs: PAIRS, seed: SEED },
    columns: [...TIME_COLUMNS, "x ours, by pair", "wrong costs"],
    rows: timings.map((each) => [...timeRow(each), ratio(own.ms, each.ms), wrong(each)]),
    checks,
    notes: [
      `ours settles ${Math.round(mean(settled))} of ${field.graph.nodes} nodes on average, ` +
        `${Math.round((mean(own.ms) * 1e6) / mean(settled))} ns each; reading as many nodes, their arcs, weights ` +
        `and distances in breadth-first order without any queue takes ${reading.toFixed(2)} ms, the least any ` +
        "search of this kind can take",
      '"with steps": the number of steps as lower bound, which is admissible since an edge costs at least 1',
    ],
  };
}

function costs({ graph, weights }: Grid, { answers }: Timing<Nodes>): number[] {
  return answers.map((nodes) => {
    let sum = 0;
    for (const [i, node] of nodes.slice(0, -1).entries()) {
      let slot = graph.offsets[node] as number;
      while (graph.targets[slot] !== nodes[i + 1]) slot++;
      sum += weights[graph.edgeIds[slot] as number] as number;
    }
    return sum;
  });
}

/** Mean time to read as many nodes as were settled, in the order of a wave around the source. */
function readingMs({ graph, weights }: Grid, queries: readonly Pair[], settled: readonly number[]): number {
  const distances = new Float64Array(graph.nodes);
  const slotWeights = Float64Array.from(graph.edgeIds, (edge) => weights[edge] as number);
  let seen = 0;
  const ms = queries.map(([source], i) => {
    const order = wave(graph, source, settled[i] as number);
    const start = performance.now();
    for (const node of order) {
      const end = graph.offsets[node + 1] as number;
      for (let slot = graph.offsets[node] as number; slot < end; slot++) {
        const reached = (distances[node] as number) + (slotWeights[slot] as number);
        if (reached < (distances[graph.targets[slot] as number] as number)) seen++;
      }
    }
    return performance.now() - start;
  });
  return seen === 0 ? mean(ms) : Number.NaN;
}

function wave(graph: Digraph, source: number, count: number): Int32Array {
  const order = new Int32Array(graph.nodes);
  const known = new Uint8Array(graph.nodes);
  known[source] = 1;
  order[0] = source;
  for (let read = 0, written = 1; read < written && written < count; read++) {
    const node = order[read] as number;
    for (const next of graph.targets.subarray(graph.offsets[node], graph.offsets[node + 1])) {
      if (known[next] === 1) continue;
      known[next] = 1;
      order[written++] = next;
    }
  }
  return order.subarray(0, count);
}
