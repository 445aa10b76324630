import { doubled } from "./columns.ts";
import { Front } from "./front.ts";

/** Distinct last values up to which levels are kept; beyond, inserting into them costs more than a tree. */
const MOST_LEVELS = 24;

/**
 * A front of vectors with three places for the case that the last one takes few values, as a count does:
 * handovers, borders. For each value it keeps the front of the first two places among all vectors up to
 * that value, a staircase, so that a question is one binary search. When more values turn up than pay, it
 * becomes a `Front` with the same members.
 */
export class LevelFront {
  readonly #values: number[] = [];
  readonly #stairs: Stairs[] = [];
  #tree: Front | null = null;

  /** Is some member at most `query` in every place? */
  covers(query: Float64Array): boolean {
    if (this.#tree !== null) return this.#tree.covers(query);
    const level = this.#levelOf(query[2] as number);
    return this.#stairs[level]?.covers(query[0] as number, query[1] as number) ?? false;
  }

  /** Adds a vector that no member is at most. */
  add(vector: Float64Array): void {
    const value = vector[2] as number;
    let level = this.#levelOf(value);
    if (this.#tree === null && this.#values[level] !== value) this.#open(++level, value);
    if (this.#tree !== null) {
      this.#tree.add(vector);
      return;
    }
    // Where it is covered at one level it is at all above, too.
    while (this.#stairs[level]?.add(vector[0] as number, vector[1] as number)) level++;
  }

  /** The highest level whose value is at most `value`, or -1. */
  #levelOf(value: number): number {
    let level = this.#values.length - 1;
    while (level >= 0 && (this.#values[level] as number) > value) level--;
    return level;
  }

  #open(level: number, value: number): void {
    if (this.#values.length === MOST_LEVELS) {
      this.#tree = this.#asTree();
      return;
    }
    this.#values.splice(level, 0, value);
    this.#stairs.splice(level, 0, this.#stairs[level - 1]?.copy() ?? new Stairs());
  }

  #asTree(): Front {
    const tree = new Front(3);
    const vector = new Float64Array(3);
    for (const [level, stairs] of this.#stairs.entries()) {
      vector[2] = this.#values[level] as number;
      for (let step = 0; step < stairs.size; step++) {
        vector[0] = stairs.xs[step] as number;
        vector[1] = stairs.ys[step] as number;
        if (!tree.covers(vector)) tree.add(vector);
      }
    }
    return tree;
  }
}

/** Points of which none is at most another in both places: x ascending, y descending. */
class Stairs {
  size = 0;
  xs = new Float64Array(8);
  ys = new Float64Array(8);

  copy(): Stairs {
    const copy = new Stairs();
    copy.size = this.size;
    copy.xs = this.xs.slice();
    copy.ys = this.ys.slice();
    return copy;
  }

  covers(x: number, y: number): boolean {
    const after = this.#firstBeyond(x);
    return after > 0 && (this.ys[after - 1] as number) <= y;
  }

  /** False when the point was covered and so not added. */
  add(x: number, y: number): boolean {
    let start = this.#firstBeyond(x);
    if (start > 0 && (this.ys[start - 1] as number) <= y) return false;
    if (start > 0 && this.xs[start - 1] === x) start--;
    let end = start;
    while (end < this.size && (this.ys[end] as number) >= y) end++;
    this.#replace(start, end, x, y);
    return true;
  }

  #replace(start: number, end: number, x: number, y: number): void {
    if (this.size === this.xs.length) {
      this.xs = doubled(this.xs);
      this.ys = doubled(this.ys);
    }
    this.xs.copyWithin(start + 1, end, this.size);
    this.ys.copyWithin(start + 1, end, this.size);
    this.xs[start] = x;
    this.ys[start] = y;
    this.size += 1 - (end - start);
  }

  /** Place of the first point with a larger x. */
  #firstBeyond(x: number): number {
    const xs = this.xs;
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((xs[middle] as number) <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
