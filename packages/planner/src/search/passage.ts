import type { Prepared } from "./problem.ts";

/** What passing an arc costs: read from the weights, or asked of the problem's `expand`. */
export class Passage {
  readonly increment: Float64Array;
  readonly #prepared: Prepared;
  readonly #cost: Float64Array;
  readonly #told = new Map<number, string[]>();

  constructor(prepared: Prepared) {
    this.#prepared = prepared;
    this.increment = new Float64Array(prepared.criteria);
    this.#cost = new Float64Array(prepared.criteria);
  }

  /** Fills `increment` for a path whose cost stands at `costs[at]`; false when the arc cannot be passed. */
  pass(slot: number, costs: Float64Array, at: number): boolean {
    const { criteria, steps, problem } = this.#prepared;
    if (problem.expand !== undefined) return this.#ask(slot, costs, at);
    const increment = this.increment;
    for (let i = 0; i < criteria; i++) increment[i] = steps[slot * criteria + i] as number;
    return true;
  }

  #ask(slot: number, costs: Float64Array, at: number): boolean {
    const { criteria, problem } = this.#prepared;
    const cost = this.#cost;
    for (let i = 0; i < criteria; i++) cost[i] = costs[at + i] as number;
    const edge = problem.graph.edgeIds[slot] as number;
    const reason = problem.expand?.(edge, cost, this.increment) ?? null;
    if (reason !== null) this.#tell(edge, reason);
    return reason === null;
  }

  #tell(edge: number, reason: string): void {
    const { onCut } = this.#prepared.problem;
    if (onCut === undefined) return;
    const told = this.#told.get(edge) ?? [];
    if (told.includes(reason)) return;
    told.push(reason);
    this.#told.set(edge, told);
    onCut(edge, reason);
  }
}
