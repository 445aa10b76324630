import { extendKey, type Key, type KeyHash, ROOT, seedWords } from "./key.ts";
import { normalQuantile } from "./normal.ts";

const TO_UNIT = 2 ** -32;

/**
 * A stream of random numbers named by its keys. Two streams of one seed with different keys are
 * independent; the same seed and keys give the same numbers on every machine. A stream a subject and
 * purpose makes common random numbers: two options that use one crossing meet the same luck there.
 */
export type Rng = {
  /** Uniform whole number in [0, 2^32). */
  uint32(): number;
  /** Uniform in the open interval (0, 1), 32 bits: never 0 nor 1, so logarithms and quantiles are finite. */
  uniform(): number;
  /** Standard normal by inversion: one uniform each, increasing in it; reaches 6.3 sigma. */
  normal(): number;
  /** Exponential of mean 1. */
  exponential(): number;
  /** Uniform whole number in [0, n), n at most 2^32. */
  below(n: number): number;
  /** The stream named by this one's keys and these; does not depend on how much has been drawn here. */
  split(...keys: readonly Key[]): Rng;
};

/** The stream of a seed (any finite number) and keys, e.g. `rng(1, "torkham", "queue")`. */
export function rng(seed: number, ...keys: readonly Key[]): Rng {
  return new Sfc32(extendKey(ROOT, [seed, ...keys]));
}

/** sfc32, "small fast counting" generator of Doty-Humphrey's PractRand: 128 bits of state, period over 2^32. */
class Sfc32 implements Rng {
  readonly #key: KeyHash;
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(key: KeyHash) {
    this.#key = key;
    [this.#a, this.#b, this.#c, this.#counter] = seedWords(key);
    for (let round = 0; round < 12; round++) this.uint32();
  }

  uint32(): number {
    const out = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + out) | 0;
    return out >>> 0;
  }

  uniform(): number {
    return (this.uint32() + 0.5) * TO_UNIT;
  }

  normal(): number {
    return normalQuantile(this.uniform());
  }

  exponential(): number {
    return -Math.log(this.uniform());
  }

  below(n: number): number {
    return Math.floor(this.uint32() * TO_UNIT * n);
  }

  split(...keys: readonly Key[]): Rng {
    return new Sfc32(extendKey(this.#key, keys));
  }
}
