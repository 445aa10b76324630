/** A part of a stream's name. The number 1 and the text "1" name different streams. */
export type Key = string | number;

/** Hash of all keys so far, four 32-bit lanes; continuing it with more keys names a child stream. */
export type KeyHash = readonly [number, number, number, number];

export const ROOT: KeyHash = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];

/** Odd multipliers, one a lane, so that a collision in one lane tells nothing of the others. */
const FACTORS = [0xcc9e2d51, 0x1b873593, 0x85ebca6b, 0xc2b2ae35] as const;
const bits = new DataView(new ArrayBuffer(8));

/**
 * Adds keys to a hash. Each lane is a MurmurHash3 body (Appleby 2011) with its own seed and multiplier.
 * Kind and length are hashed with every key, so ("ab", "c") and ("a", "bc") differ.
 */
export function extendKey(hash: KeyHash, keys: readonly Key[]): KeyHash {
  let lanes = hash;
  for (const key of keys) for (const word of wordsOf(key)) lanes = absorb(lanes, word);
  return lanes;
}

/** Final avalanche of the lanes (MurmurHash3 fmix32), each lane stirred by its neighbour. */
export function seedWords([a, b, c, d]: KeyHash): KeyHash {
  return [avalanche(a ^ (b >>> 7)), avalanche(b ^ (c >>> 9)), avalanche(c ^ (d >>> 11)), avalanche(d + a)];
}

function wordsOf(key: Key): number[] {
  if (typeof key === "number") {
    bits.setFloat64(0, key);
    return [0x4e000000, bits.getInt32(0), bits.getInt32(4)];
  }
  const words = [0x53000000 ^ key.length];
  for (let i = 0; i < key.length; i += 2) {
    words.push(key.charCodeAt(i) | ((key.charCodeAt(i + 1) || 0) << 16));
  }
  return words;
}

function absorb([a, b, c, d]: KeyHash, word: number): KeyHash {
  return [
    mixLane(a, word, FACTORS[0]),
    mixLane(b, word, FACTORS[1]),
    mixLane(c, word, FACTORS[2]),
    mixLane(d, word, FACTORS[3]),
  ];
}

function mixLane(lane: number, word: number, factor: number): number {
  const stirred = Math.imul(word ^ lane, factor);
  const turned = (stirred << 15) | (stirred >>> 17);
  const h = lane ^ Math.imul(turned, 0x9e3779b1);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function avalanche(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
