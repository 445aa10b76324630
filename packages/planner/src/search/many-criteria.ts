import { Front } from "./front.ts";
import { Labels } from "./labels.ts";
import { LevelFront } from "./level-front.ts";
import { OpenList } from "./open-list.ts";
import type { Found } from "./pareto.ts";
import { Passage } from "./passage.ts";
import type { Prepared } from "./problem.ts";
import { QuadHeap } from "./queue.ts";

// Parts of the allowed error that merging and pruning make use of. With all of it the sets keep within the
// error too, but their hypervolume is 95 % of the exact one on average and 88 % at worst, since criteria
// range over a fraction of their values; with these parts 99 % and 98 %, for 1.7 times the time.
const MERGE_SHARE = 0.3;
const PRUNE_SHARE = 0.35;
/** Open labels of a node that a new one is tried with: the last, as looking further costs more than it saves. */
const JOIN_REACH = 32;

/**
 * Any number of criteria after NAMOA* with one criterion less to compare (Pulido, Mandow, Perez de la Cruz
 * 2015) and, when an error is allowed, merged labels after A*pex (Zhang, Salzman, Kumar, Felner, Hernandez
 * Ulloa, Koenig, "A*pex: efficient approximate multi-objective search on graphs", ICAPS 2022).
 *
 * Labels come by ascending estimated total of the first criterion, so at a node only the others need
 * comparing. Two open labels at one node may become one, with the path of either and an apex that is the
 * least of both in every criterion, as long as the path's estimated totals stay within the allowed factor
 * of the apex's. Errors do not add up along a path: the apex is carried beside it and the bound is tested
 * against the apex. A label is dropped when its apex is covered at its node, or when a path found at the
 * target is within the allowed factor of its apex's totals, which are at most the cost of any completion.
 * So each Pareto path has a returned one within the larger of the two factors in every criterion.
 *
 * With `expand` the entry time counts: the earlier path is kept and has its apex's time exactly, so that
 * both wait at the same gates; only the other criteria are merged with an error.
 */
export function manyCriteria(prepared: Prepared): Found {
  const search = new ManyCriteria(prepared);
  search.run();
  return search;
}

class ManyCriteria implements Found {
  readonly labels: Labels;
  readonly solutions: number[] = [];
  settled = 0;
  truncated = false;
  readonly #prepared: Prepared;
  readonly #passage: Passage;
  readonly #queue = new QuadHeap();
  readonly #goal: Front | LevelFront;
  readonly #fronts: (Front | LevelFront | undefined)[];
  readonly #open: (OpenList | undefined)[];
  readonly #exact: boolean;
  readonly #slack: Float64Array;
  readonly #relax: number;
  // The label in hand: its path's cost, its apex, and both with the lower bound added.
  readonly #cost: Float64Array;
  readonly #apex: Float64Array;
  readonly #costTotal: Float64Array;
  readonly #apexTotal: Float64Array;
  // Its apex and its apex's totals, relaxed, without the first criterion.
  readonly #rest: Float64Array;
  readonly #restRelaxed: Float64Array;

  constructor(prepared: Prepared) {
    const { criteria, epsilon, problem } = prepared;
    const vector = () => new Float64Array(criteria);
    this.#prepared = prepared;
    this.#passage = new Passage(prepared);
    this.#exact = epsilon === 0;
    this.labels = new Labels(criteria, this.#exact);
    this.#goal = emptyFront(criteria - 1);
    this.#fronts = new Array(problem.graph.nodes);
    this.#open = new Array(problem.graph.nodes);
    this.#slack = vector().fill(1 + MERGE_SHARE * epsilon);
    this.#relax = 1 + PRUNE_SHARE * epsilon;
    if (problem.expand !== undefined) this.#slack[0] = 1;
    this.#cost = vector();
    this.#apex = vector();
    this.#costTotal = vector();
    this.#apexTotal = vector();
    this.#rest = new Float64Array(criteria - 1);
    this.#restRelaxed = new Float64Array(criteria - 1);
  }

  run(): void {
    const { problem, maxLabels } = this.#prepared;
    this.#offer(problem.source, -1, -1);
    for (let label = this.#queue.pop(); label >= 0; label = this.#queue.pop()) {
      if (this.labels.count >= maxLabels) {
        this.truncated = true;
        return;
      }
      if (this.labels.done[label] === 0) this.#take(label);
    }
  }

  #take(label: number): void {
    const { criteria, problem } = this.#prepared;
    const node = this.labels.nodes[label] as number;
    this.labels.done[label] = 1;
    this.#open[node]?.remove(label);
    for (let i = 0; i < criteria; i++) this.#apex[i] = this.labels.apexes[label * criteria + i] as number;
    this.#total(node);
    if (this.#beaten(node)) return;
    this.#frontAt(node).add(this.#rest);
    this.settled++;
    if (node === problem.target) this.#reach(label);
    else this.#expand(label, node);
  }

  #reach(label: number): void {
    const { criteria } = this.#prepared;
    this.solutions.push(label);
    const rest = this.#rest;
    for (let i = 1; i < criteria; i++) rest[i - 1] = this.labels.costs[label * criteria + i] as number;
    if (!this.#goal.covers(rest)) this.#goal.add(rest);
  }

  #expand(label: number, node: number): void {
    const { problem, criteria } = this.#prepared;
    const { offsets, targets, edgeIds } = problem.graph;
    const increment = this.#passage.increment;
    const at = label * criteria;
    const parent = this.labels.parents[label] as number;
    const cameFrom = parent < 0 ? -1 : this.labels.nodes[parent];
    const end = offsets[node + 1] as number;
    for (let slot = offsets[node] as number; slot < end; slot++) {
      // Going straight back is never better than where the label came from.
      if (targets[slot] === cameFrom) continue;
      const { costs, apexes } = this.labels;
      if (!this.#passage.pass(slot, costs, at)) continue;
      for (let i = 0; i < criteria; i++) {
        this.#cost[i] = (costs[at + i] as number) + (increment[i] as number);
        this.#apex[i] = (apexes[at + i] as number) + (increment[i] as number);
      }
      this.#offer(targets[slot] as number, label, edgeIds[slot] as number);
    }
  }

  /** Opens the label in hand at `node`, unless it is beaten or joins another. */
  #offer(node: number, parent: number, edge: number): void {
    this.#total(node);
    if (this.#apexTotal[0] === Number.POSITIVE_INFINITY || this.#beaten(node)) return;
    if (!this.#exact && this.#join(node)) return;
    const { criteria } = this.#prepared;
    const label = this.labels.add(node, parent, edge);
    this.labels.costs.set(this.#cost, label * criteria);
    if (!this.#exact) {
      this.labels.apexes.set(this.#apex, label * criteria);
      this.#openAt(node).add(label, this.#costTotal, this.#apexTotal);
    }
    this.#queue.push(label, this.#apexTotal[0] as number, this.#tie());
  }

  #total(node: number): void {
    const { criteria, lower } = this.#prepared;
    for (let i = 0; i < criteria; i++) {
      const left = lower[node * criteria + i] as number;
      const total = (this.#apex[i] as number) + left;
      this.#apexTotal[i] = total;
      this.#costTotal[i] = (this.#cost[i] as number) + left;
      if (i === 0) continue;
      this.#rest[i - 1] = this.#apex[i] as number;
      this.#restRelaxed[i - 1] = total * this.#relax;
    }
  }

  #beaten(node: number): boolean {
    return (this.#fronts[node]?.covers(this.#rest) ?? false) || this.#goal.covers(this.#restRelaxed);
  }

  // Among equal first totals the dominating label has the smaller sum, and so comes first.
  #tie(): number {
    let sum = 0;
    for (let i = 1; i < this.#apexTotal.length; i++) sum += this.#apexTotal[i] as number;
    return sum;
  }

  /** Joins the label in hand with open ones at `node`; true when it went up in one of them. */
  #join(node: number): boolean {
    const list = this.#openAt(node);
    const { criteria } = this.#prepared;
    for (let place = Math.max(0, list.size - JOIN_REACH); place < list.size; ) {
      const row = 2 * criteria * place;
      if (this.#within(list.rows, row, this.#apexTotal, 0)) {
        this.#giveTo(list, place);
        return true;
      }
      if (this.#within(this.#costTotal, 0, list.rows, row + criteria)) this.#takeOver(list, place);
      else place++;
    }
    return false;
  }

  /** Is a path's total within the allowed factor of an apex's, in every criterion? */
  #within(path: Float64Array, pathAt: number, apex: Float64Array, apexAt: number): boolean {
    const slack = this.#slack;
    for (let i = 0; i < slack.length; i++) {
      if ((path[pathAt + i] as number) > (slack[i] as number) * (apex[apexAt + i] as number)) return false;
    }
    return true;
  }

  #giveTo(list: OpenList, place: number): void {
    const { criteria } = this.#prepared;
    const label = list.labels[place] as number;
    const row = 2 * criteria * place + criteria;
    const was = list.rows[row] as number;
    for (let i = 0; i < criteria; i++) {
      if ((this.#apexTotal[i] as number) >= (list.rows[row + i] as number)) continue;
      list.rows[row + i] = this.#apexTotal[i] as number;
      this.labels.apexes[label * criteria + i] = this.#apex[i] as number;
    }
    // An apex that now starts earlier has to come up earlier; the old entry is skipped then.
    if ((list.rows[row] as number) < was) this.#queue.push(label, list.rows[row] as number);
  }

  #takeOver(list: OpenList, place: number): void {
    const { criteria } = this.#prepared;
    const label = list.labels[place] as number;
    const row = 2 * criteria * place + criteria;
    for (let i = 0; i < criteria; i++) {
      if ((list.rows[row + i] as number) >= (this.#apexTotal[i] as number)) continue;
      this.#apexTotal[i] = list.rows[row + i] as number;
      this.#apex[i] = this.labels.apexes[label * criteria + i] as number;
    }
    this.labels.done[label] = 1;
    list.removeAt(place);
  }

  #frontAt(node: number): Front | LevelFront {
    this.#fronts[node] ??= emptyFront(this.#prepared.criteria - 1);
    return this.#fronts[node];
  }

  #openAt(node: number): OpenList {
    this.#open[node] ??= new OpenList(this.#prepared.criteria);
    return this.#open[node];
  }
}

function emptyFront(width: number): Front | LevelFront {
  return width === 3 ? new LevelFront() : new Front(width);
}
