import { doubled } from "./columns.ts";

/**
 * Labels of a multi-criteria search as columns: a label is an index, valid until the search ends.
 *
 * A label holds the cost of one real path to its node and, beside it, an apex: a vector that is at most
 * the cost of every path the label stands for. In an exact search both are the same column.
 */
export class Labels {
  readonly criteria: number;
  count = 0;
  nodes: Int32Array;
  /** Label and edge by which the path got here; -1 at the source. */
  parents: Int32Array;
  edges: Int32Array;
  /** Next label in the same node's list of open labels. */
  next: Int32Array;
  /** 1 once the label has been taken up or absorbed. */
  done: Uint8Array;
  costs: Float64Array;
  apexes: Float64Array;

  constructor(criteria: number, exact: boolean) {
    const capacity = 1024;
    this.criteria = criteria;
    this.nodes = new Int32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.edges = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.done = new Uint8Array(capacity);
    this.costs = new Float64Array(capacity * criteria);
    this.apexes = exact ? this.costs : new Float64Array(capacity * criteria);
  }

  /** Adds a label; its cost and apex are the caller's to fill. */
  add(node: number, parent: number, edge: number): number {
    if (this.count === this.nodes.length) this.#grow();
    const label = this.count++;
    this.nodes[label] = node;
    this.parents[label] = parent;
    this.edges[label] = edge;
    return label;
  }

  costOf(label: number): number[] {
    return Array.from(this.costs.subarray(label * this.criteria, (label + 1) * this.criteria));
  }

  /** Edges from the source to the label's node. */
  pathOf(label: number): number[] {
    const path: number[] = [];
    for (let at = label; (this.parents[at] as number) >= 0; at = this.parents[at] as number) {
      path.push(this.edges[at] as number);
    }
    return path.reverse();
  }

  #grow(): void {
    const exact = this.apexes === this.costs;
    this.nodes = doubled(this.nodes);
    this.parents = doubled(this.parents);
    this.edges = doubled(this.edges);
    this.next = doubled(this.next);
    this.done = doubled(this.done);
    this.costs = doubled(this.costs);
    this.apexes = exact ? this.costs : doubled(this.apexes);
  }
}
