import type { Pmf } from "../distribution/bins.ts";
import type { PolicyProblem } from "./sota.ts";

/**
 * For each arc the expected bins from its start to the destination, if all went on average: its own mean
 * plus the shortest way by means. Only breaks ties between choices of equal chance, so that with time to
 * spare the policy goes straight. Arcs that depend on departure count with the first bin that has one.
 */
export function expectedBins(problem: PolicyProblem): Float64Array {
  const means = problem.arcs.map((arc) => {
    if (typeof arc.pmf !== "function") return meanBins(arc.pmf);
    for (let b = 0; b < problem.horizonBins; b++) {
      const pmf = arc.pmf(b);
      if (pmf) return meanBins(pmf);
    }
    return Infinity;
  });
  const left = shortest(problem, means);
  return Float64Array.from(problem.arcs, (arc, i) => (means[i] as number) + (left[arc.to] as number));
}

function meanBins({ offset, probs }: Pmf): number {
  let [sum, mass] = [0, 0];
  for (let k = 0; k < probs.length; k++) {
    mass += probs[k] as number;
    sum += (probs[k] as number) * (offset + k);
  }
  return mass > 0 ? sum / mass : Infinity;
}

/** Bellman-Ford with a queue, backward from the destination: sparse graphs settle in a few rounds. */
function shortest({ nodes, arcs, destination }: PolicyProblem, means: readonly number[]): Float64Array {
  const entering = Array.from({ length: nodes }, (): number[] => []);
  for (const [index, arc] of arcs.entries()) entering[arc.to]?.push(index);
  const left = new Float64Array(nodes).fill(Infinity);
  left[destination] = 0;
  let frontier = new Set([destination]);
  while (frontier.size > 0) {
    const improved = new Set<number>();
    for (const v of frontier) {
      for (const index of entering[v] ?? []) {
        const from = arcs[index]?.from ?? v;
        const through = (left[v] as number) + (means[index] as number);
        if (through >= (left[from] as number)) continue;
        left[from] = through;
        improved.add(from);
      }
    }
    frontier = improved;
  }
  return left;
}
