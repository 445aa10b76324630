import { doubled } from "./columns.ts";

/**
 * The open labels of one node with, for each, the estimated totals (so far plus lower bound) of its path
 * and of its apex, side by side in one array: the list is read through for every label that arrives.
 */
export class OpenList {
  size = 0;
  labels = new Int32Array(8);
  /** At `2 * criteria * place`: the path's totals, then the apex's. */
  rows: Float64Array;
  readonly #stride: number;

  constructor(criteria: number) {
    this.#stride = 2 * criteria;
    this.rows = new Float64Array(8 * this.#stride);
  }

  add(label: number, pathTotals: Float64Array, apexTotals: Float64Array): void {
    if (this.size === this.labels.length) {
      this.labels = doubled(this.labels);
      this.rows = doubled(this.rows);
    }
    const at = this.size * this.#stride;
    this.labels[this.size++] = label;
    this.rows.set(pathTotals, at);
    this.rows.set(apexTotals, at + pathTotals.length);
  }

  /** Removes the entry at `place`; the last entry takes its place. */
  removeAt(place: number): void {
    const last = --this.size;
    if (place === last) return;
    this.labels[place] = this.labels[last] as number;
    this.rows.copyWithin(place * this.#stride, last * this.#stride, (last + 1) * this.#stride);
  }

  remove(label: number): void {
    for (let place = 0; place < this.size; place++) {
      if (this.labels[place] === label) {
        this.removeAt(place);
        return;
      }
    }
  }
}
