import { doubled } from "./columns.ts";

/**
 * Priority queues of small integers on typed arrays, for label setting: an item may be pushed again with
 * a smaller key, and the reader skips the outdated copy. Both hand items out by ascending key.
 */
export type Queue = {
  readonly size: number;
  /** Key of the item popped last. */
  readonly key: number;
  push(item: number, key: number): void;
  /** The item with the smallest key, or -1 when empty. */
  pop(): number;
  clear(): void;
};

/**
 * Heap with four children a node: half the depth of a binary heap, and the children share a cache line.
 * Items of equal key come by ascending `tie`.
 */
export class QuadHeap implements Queue {
  size = 0;
  key = 0;
  #keys = new Float64Array(256);
  #ties = new Float64Array(256);
  #items = new Int32Array(256);

  push(item: number, key: number, tie = 0): void {
    if (this.size === this.#items.length) this.#grow();
    const keys = this.#keys;
    const ties = this.#ties;
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 2;
      const upKey = keys[up] as number;
      if (upKey < key || (upKey === key && (ties[up] as number) <= tie)) break;
      this.#move(up, at);
      at = up;
    }
    this.#put(at, item, key, tie);
  }

  pop(): number {
    if (this.size === 0) return -1;
    const top = this.#items[0] as number;
    this.key = this.#keys[0] as number;
    this.size--;
    if (this.size > 0) this.#sink(this.size);
    return top;
  }

  clear(): void {
    this.size = 0;
    this.key = 0;
  }

  /** Lets the entry at `from` sink from the top. */
  #sink(from: number): void {
    const keys = this.#keys;
    const ties = this.#ties;
    const key = keys[from] as number;
    const tie = ties[from] as number;
    const item = this.#items[from] as number;
    const size = this.size;
    let at = 0;
    for (let child = 1; child < size; child = 4 * at + 1) {
      const least = this.#leastOf(child, Math.min(child + 4, size));
      const leastKey = keys[least] as number;
      if (leastKey > key || (leastKey === key && (ties[least] as number) >= tie)) break;
      this.#move(least, at);
      at = least;
    }
    this.#put(at, item, key, tie);
  }

  #leastOf(from: number, end: number): number {
    const keys = this.#keys;
    let least = from;
    let leastKey = keys[from] as number;
    for (let at = from + 1; at < end; at++) {
      const key = keys[at] as number;
      if (key > leastKey) continue;
      if (key === leastKey && (this.#ties[at] as number) >= (this.#ties[least] as number)) continue;
      least = at;
      leastKey = key;
    }
    return least;
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from] as number;
    this.#ties[to] = this.#ties[from] as number;
    this.#items[to] = this.#items[from] as number;
  }

  #put(at: number, item: number, key: number, tie: number): void {
    this.#keys[at] = key;
    this.#ties[at] = tie;
    this.#items[at] = item;
  }

  #grow(): void {
    this.#keys = doubled(this.#keys);
    this.#ties = doubled(this.#ties);
    this.#items = doubled(this.#items);
  }
}

/**
 * Dial's bucket queue for integer keys, of which no push lies more than `span` above the key popped last.
 * Push and pop take constant time; a pop also walks over the empty keys between two items.
 *
 * Dial, R. B. (1969), Algorithm 360: shortest-path forest with topological ordering. CACM 12(11).
 */
export class BucketQueue implements Queue {
  size = 0;
  key = 0;
  readonly #mask: number;
  readonly #heads: Int32Array;
  #next = new Int32Array(256);
  #items = new Int32Array(256);
  #used = 0;

  constructor(span: number) {
    const buckets = 2 ** Math.ceil(Math.log2(span + 1));
    this.#mask = buckets - 1;
    this.#heads = new Int32Array(buckets).fill(-1);
  }

  push(item: number, key: number): void {
    if (this.#used === this.#items.length) this.#grow();
    const entry = this.#used++;
    const bucket = key & this.#mask;
    this.#items[entry] = item;
    this.#next[entry] = this.#heads[bucket] as number;
    this.#heads[bucket] = entry;
    this.size++;
  }

  pop(): number {
    if (this.size === 0) return -1;
    let entry = this.#heads[this.key & this.#mask] as number;
    while (entry < 0) entry = this.#heads[++this.key & this.#mask] as number;
    this.#heads[this.key & this.#mask] = this.#next[entry] as number;
    this.size--;
    return this.#items[entry] as number;
  }

  clear(): void {
    if (this.size > 0) this.#heads.fill(-1);
    this.size = 0;
    this.key = 0;
    this.#used = 0;
  }

  #grow(): void {
    this.#next = doubled(this.#next);
    this.#items = doubled(this.#items);
  }
}

/** The widest span for which buckets are used: beyond it, walking empty buckets costs more than a heap. */
const WIDEST_SPAN = 4096;

/** The faster queue for these edge weights: buckets when the finite ones are small integers, else a heap. */
export function queueFor(weights: ArrayLike<number>): Queue {
  let span = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === Number.POSITIVE_INFINITY) continue;
    if (!Number.isInteger(weight) || weight > WIDEST_SPAN) return new QuadHeap();
    if (weight > span) span = weight;
  }
  return new BucketQueue(span);
}
