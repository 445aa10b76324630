import { seeded } from "../support/crash-files.ts";

/** Choices by a seed. */
export class Chance {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  /** A whole number from 0 up to n, not included. */
  below(n: number): number {
    return Math.floor(this.#random() * n);
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  often(share: number): boolean {
    return this.#random() < share;
  }

  /** Small numbers mostly, large ones sometimes. */
  length(most: number): number {
    return Math.floor(most ** this.#random());
  }
}
