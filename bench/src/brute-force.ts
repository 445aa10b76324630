import type { ParetoProblem } from "../../packages/planner/src/search/problem.ts";

/** Costs, joined by blanks, of all simple paths of which none is at most another: for small graphs only. */
export function allCosts({ graph, weights, source, target, criteria }: ParetoProblem): string[] {
  const costs: number[][] = [];
  const visited = new Set<number>();
  const walk = (node: number, cost: readonly number[]): void => {
    if (node === target) costs.push([...cost]);
    visited.add(node);
    for (let slot = graph.offsets[node] as number; slot < (graph.offsets[node + 1] as number); slot++) {
      const next = graph.targets[slot] as number;
      const edge = graph.edgeIds[slot] as number;
      if (!visited.has(next))
        walk(
          next,
          cost.map((value, i) => value + (weights[i]?.[edge] as number)),
        );
    }
    visited.delete(node);
  };
  walk(source, Array(criteria).fill(0));
  const unique = [...new Map(costs.map((cost) => [cost.join(" "), cost])).entries()];
  return unique
    .filter(([key, cost]) => !unique.some(([k, other]) => k !== key && atMost(other, cost)))
    .map(([key]) => key);
}

function atMost(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, i) => value <= (b[i] as number));
}
