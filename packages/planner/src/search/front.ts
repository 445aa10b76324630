import { doubled } from "./columns.ts";

/** Rows a leaf holds before it is parted. */
const LEAF = 32;

/**
 * Vectors of which none is at most another in every place (a front of minima), kept to be asked whether
 * one of them is at most a new vector.
 *
 * A k-d tree: an inner node parts its rows at a value of one place, and every tree node knows a vector
 * that is at most all of its rows. A question enters only where that vector is at most its own.
 */
export class Front {
  size = 0;
  readonly #width: number;
  /** By tree node: the place it parts at, or -1 for a leaf. */
  #places = new Int8Array(4).fill(-1);
  #values = new Float64Array(4);
  /** By tree node: its lower child, the upper one follows; for a leaf, how many rows it holds. */
  #links = new Int32Array(4);
  /** By tree node: at most every row below it. */
  #lows: Float64Array;
  /** By tree node: room for its rows. */
  #rows: Float64Array;
  #nodes = 1;
  readonly #stack: number[] = [];
  readonly #recent: Float64Array;

  constructor(width: number) {
    this.#width = width;
    this.#lows = new Float64Array(4 * width).fill(Number.POSITIVE_INFINITY);
    this.#rows = new Float64Array(4 * LEAF * width);
    this.#recent = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  }

  /** Is some member at most `query` in every place? */
  covers(query: Float64Array): boolean {
    // What covered one vector is likely to cover the next, which mostly comes from the same region.
    if (this.#atMost(this.#recent, 0, query, 0)) return true;
    const stack = this.#stack;
    stack[0] = 0;
    for (let top = 0; top >= 0; ) {
      const node = stack[top--] as number;
      if (!this.#atMost(this.#lows, node * this.#width, query, 0)) continue;
      if ((this.#places[node] as number) < 0) {
        if (this.#leafCovers(node, query)) return true;
        continue;
      }
      stack[++top] = (this.#links[node] as number) + 1;
      stack[++top] = this.#links[node] as number;
    }
    return false;
  }

  /** Adds a vector that no member is at most, and drops the members that it is at most. */
  add(vector: Float64Array): void {
    this.#drop(vector);
    let leaf = this.#leafFor(vector);
    while (this.#links[leaf] === LEAF) {
      this.#part(leaf);
      leaf = this.#leafFor(vector);
    }
    this.#put(leaf, vector, 0);
    this.size++;
  }

  #atMost(a: Float64Array, aAt: number, b: Float64Array, bAt: number): boolean {
    for (let place = 0; place < this.#width; place++) {
      if ((a[aAt + place] as number) > (b[bAt + place] as number)) return false;
    }
    return true;
  }

  #leafCovers(leaf: number, query: Float64Array): boolean {
    const rows = this.#rows;
    const width = this.#width;
    let at = leaf * LEAF * width;
    for (const end = at + (this.#links[leaf] as number) * width; at < end; at += width) {
      if (!this.#atMost(rows, at, query, 0)) continue;
      for (let place = 0; place < width; place++) this.#recent[place] = rows[at + place] as number;
      return true;
    }
    return false;
  }

  /** The leaf where a vector belongs; the nodes on the way learn of it. */
  #leafFor(vector: Float64Array): number {
    let node = 0;
    this.#lower(node, vector, 0);
    for (let place = this.#places[0] as number; place >= 0; place = this.#places[node] as number) {
      const upper = (vector[place] as number) >= (this.#values[node] as number);
      node = (this.#links[node] as number) + (upper ? 1 : 0);
      this.#lower(node, vector, 0);
    }
    return node;
  }

  #lower(node: number, rows: Float64Array, at: number): void {
    const low = node * this.#width;
    for (let place = 0; place < this.#width; place++) {
      const value = rows[at + place] as number;
      if (value < (this.#lows[low + place] as number)) this.#lows[low + place] = value;
    }
  }

  #put(leaf: number, rows: Float64Array, at: number): void {
    const count = this.#links[leaf] as number;
    const to = (leaf * LEAF + count) * this.#width;
    for (let place = 0; place < this.#width; place++) this.#rows[to + place] = rows[at + place] as number;
    this.#links[leaf] = count + 1;
  }

  #drop(vector: Float64Array): void {
    const stack = this.#stack;
    stack[0] = 0;
    for (let top = 0; top >= 0; ) {
      const node = stack[top--] as number;
      const place = this.#places[node] as number;
      if (place < 0) {
        this.#dropIn(node, vector);
        continue;
      }
      const lower = this.#links[node] as number;
      stack[++top] = lower + 1;
      if ((vector[place] as number) < (this.#values[node] as number)) stack[++top] = lower;
    }
  }

  #dropIn(leaf: number, vector: Float64Array): void {
    const width = this.#width;
    const start = leaf * LEAF * width;
    let last = start + ((this.#links[leaf] as number) - 1) * width;
    for (let at = last; at >= start; at -= width) {
      if (!this.#atMost(vector, 0, this.#rows, at)) continue;
      this.#rows.copyWithin(at, last, last + width);
      last -= width;
      this.size--;
    }
    this.#links[leaf] = (last - start) / width + 1;
  }

  /** Turns a full leaf into an inner node with two leaves. */
  #part(leaf: number): void {
    if (this.#nodes + 2 > this.#places.length) this.#grow();
    const width = this.#width;
    const { place, value } = this.#middle(leaf);
    const lower = this.#nodes;
    this.#nodes += 2;
    this.#places.fill(-1, lower, lower + 2);
    this.#links.fill(0, lower, lower + 2);
    this.#lows.fill(Number.POSITIVE_INFINITY, lower * width, (lower + 2) * width);
    for (let row = leaf * LEAF; row < (leaf + 1) * LEAF; row++) {
      const child = (this.#rows[row * width + place] as number) >= value ? lower + 1 : lower;
      this.#put(child, this.#rows, row * width);
      this.#lower(child, this.#rows, row * width);
    }
    this.#places[leaf] = place;
    this.#values[leaf] = value;
    this.#links[leaf] = lower;
  }

  /** The place and value that part the leaf's rows most evenly. */
  #middle(leaf: number): { place: number; value: number } {
    let best = { place: 0, value: 0, uneven: LEAF };
    for (let place = 0; place < this.#width; place++) {
      const sorted = this.#column(leaf, place).sort();
      const middle = sorted[LEAF / 2] as number;
      const first = sorted.indexOf(middle);
      const at = first > 0 ? first : sorted.lastIndexOf(middle) + 1;
      const uneven = Math.abs(at - LEAF / 2);
      if (uneven < best.uneven && at < LEAF) best = { place, value: sorted[at] as number, uneven };
    }
    return best;
  }

  #column(leaf: number, place: number): Float64Array {
    const column = new Float64Array(LEAF);
    for (let row = 0; row < LEAF; row++) {
      column[row] = this.#rows[(leaf * LEAF + row) * this.#width + place] as number;
    }
    return column;
  }

  #grow(): void {
    this.#places = doubled(this.#places);
    this.#values = doubled(this.#values);
    this.#links = doubled(this.#links);
    this.#lows = doubled(this.#lows);
    this.#rows = doubled(this.#rows);
  }
}
