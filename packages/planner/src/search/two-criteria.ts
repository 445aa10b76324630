import { Labels } from "./labels.ts";
import type { Found } from "./pareto.ts";
import { Passage } from "./passage.ts";
import type { Prepared } from "./problem.ts";
import { QuadHeap } from "./queue.ts";

/**
 * Two criteria after BOA* (Hernandez Ulloa, Yeoh, Baier, Zhang, Suazo, Koenig 2020; journal version
 * "Simple and efficient bi-objective search algorithms via fast dominance checks", AI 314, 2023).
 *
 * Labels come by ascending estimated total of the first criterion, so a label is dominated just when an
 * earlier one at its node was as cheap in the second: one number a node is the whole dominance check. The
 * same number at the target, allowed (1 + epsilon), prunes by estimated totals; since a total is at most
 * that of any completion, each Pareto path left out is within (1 + epsilon) of one found, in the second
 * criterion alone.
 */
export function twoCriteria(prepared: Prepared): Found {
  const search = new TwoCriteria(prepared);
  search.run();
  return search;
}

class TwoCriteria implements Found {
  readonly labels = new Labels(2, true);
  readonly solutions: number[] = [];
  settled = 0;
  truncated = false;
  readonly #prepared: Prepared;
  readonly #passage: Passage;
  readonly #queue = new QuadHeap();
  /** Least second criterion settled at each node. */
  readonly #least: Float64Array;
  readonly #slack: number;

  constructor(prepared: Prepared) {
    this.#prepared = prepared;
    this.#passage = new Passage(prepared);
    this.#least = new Float64Array(prepared.problem.graph.nodes).fill(Number.POSITIVE_INFINITY);
    this.#slack = 1 + prepared.epsilon;
  }

  run(): void {
    const { problem, maxLabels } = this.#prepared;
    this.#offer(problem.source, -1, -1, 0, 0);
    for (let label = this.#queue.pop(); label >= 0; label = this.#queue.pop()) {
      if (this.labels.count >= maxLabels) {
        this.truncated = true;
        return;
      }
      this.#take(label);
    }
  }

  #take(label: number): void {
    const { problem } = this.#prepared;
    const node = this.labels.nodes[label] as number;
    const second = this.labels.costs[2 * label + 1] as number;
    if (this.#beaten(node, second)) return;
    this.#least[node] = second;
    this.settled++;
    if (node === problem.target) this.solutions.push(label);
    else this.#expand(label, node);
  }

  #expand(label: number, node: number): void {
    const { offsets, targets, edgeIds } = this.#prepared.problem.graph;
    const increment = this.#passage.increment;
    const end = offsets[node + 1] as number;
    for (let slot = offsets[node] as number; slot < end; slot++) {
      const costs = this.labels.costs;
      if (!this.#passage.pass(slot, costs, 2 * label)) continue;
      const first = (costs[2 * label] as number) + (increment[0] as number);
      const second = (costs[2 * label + 1] as number) + (increment[1] as number);
      this.#offer(targets[slot] as number, label, edgeIds[slot] as number, first, second);
    }
  }

  #offer(node: number, parent: number, edge: number, first: number, second: number): void {
    if (this.#beaten(node, second)) return;
    const { lower } = this.#prepared;
    const total = first + (lower[2 * node] as number);
    if (total === Number.POSITIVE_INFINITY) return;
    const label = this.labels.add(node, parent, edge);
    this.labels.costs[2 * label] = first;
    this.labels.costs[2 * label + 1] = second;
    this.#queue.push(label, total, second);
  }

  #beaten(node: number, second: number): boolean {
    if ((this.#least[node] as number) <= second) return true;
    const total = second + (this.#prepared.lower[2 * node + 1] as number);
    return (this.#least[this.#prepared.problem.target] as number) <= this.#slack * total;
  }
}
