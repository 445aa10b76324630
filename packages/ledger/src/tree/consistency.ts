import { equal } from "../bytes/bytes.ts";
import { HASH_BYTES, nodeHash } from "./hash.ts";

/** Claims that the tree of `first` leaves is the beginning of the tree of `second` leaves. */
export type Consistency = {
  readonly first: bigint;
  readonly second: bigint;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/**
 * Whether the proof holds (RFC 9162, section 2.1.4.2). False for anything malformed, and for an empty first
 * tree, which is the beginning of any and proves nothing; never throws.
 */
export function verifyConsistency(claim: Consistency): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (first <= 0n || first > second) return false;
  if (first === second) return proof.length === 0 && equal(firstRoot, secondRoot);
  if ([firstRoot, secondRoot, ...proof].some((hash) => hash.length !== HASH_BYTES)) return false;
  return walk(claim);
}

function walk({ first, second, firstRoot, secondRoot, proof }: Consistency): boolean {
  // A perfect first tree is a node of the second one: its root begins the path unprinted.
  const path = (first & (first - 1n)) === 0n ? [firstRoot, ...proof] : proof;
  const [start, ...rest] = path;
  if (start === undefined) return false;
  let [fn, sn] = [first - 1n, second - 1n];
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [start, start];
  for (const hash of rest) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      [fr, sr] = [nodeHash(hash, fr), nodeHash(hash, sr)];
      while (fn !== 0n && !(fn & 1n)) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = nodeHash(sr, hash);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && equal(fr, firstRoot) && equal(sr, secondRoot);
}
