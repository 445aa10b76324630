/** Chance by a printed seed (mulberry32), and the changes that it makes to bytes and lists. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * end);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  flip(bytes: Uint8Array): Buffer {
    const flipped = Buffer.from(bytes);
    if (flipped.length > 0) flipped[this.below(flipped.length)]! ^= 1 << this.below(8);
    return flipped;
  }

  /** Base 64 of bytes with one bit changed, or left as it is where there are none. */
  flip64(text: string): string {
    return this.flip(Buffer.from(text, "base64")).toString("base64");
  }
}

/** A change of something into others of its kind, each with the name of the change. */
export type Mutants<T> = Iterable<readonly [name: string, changed: T]>;

/** Each item left out, doubled, and exchanged with the next. */
export function* reordered<T>(items: readonly T[]): Mutants<readonly T[]> {
  for (const [i, item] of items.entries()) {
    yield [`without ${i}`, items.toSpliced(i, 1)];
    yield [`${i} twice`, items.toSpliced(i, 0, item)];
    if (i > 0) yield [`${i} before ${i - 1}`, items.toSpliced(i - 1, 2, item, items[i - 1]!)];
  }
  yield ["reversed", items.toReversed()];
  yield ["none", []];
}

export function* named<T>(name: string, mutants: Mutants<T>): Mutants<T> {
  for (const [change, value] of mutants) yield [`${name}, ${change}`, value];
}

export function* mapped<A, B>(mutants: Mutants<A>, change: (value: A) => B): Mutants<B> {
  for (const [name, value] of mutants) yield [name, change(value)];
}
