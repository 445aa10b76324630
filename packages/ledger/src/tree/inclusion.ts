import { equal } from "../bytes/bytes.ts";
import { HASH_BYTES, nodeHash } from "./hash.ts";

/** Claims that `leaf` stands at `index` of the tree of `size` leaves with `root`. */
export type Inclusion = {
  readonly index: bigint;
  readonly size: bigint;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/** Whether the proof holds (RFC 9162, section 2.1.3.2). False for anything malformed; never throws. */
export function verifyInclusion({ index, size, leaf, root, proof }: Inclusion): boolean {
  const found = inclusionRoot(index, size, leaf, proof);
  return found !== undefined && equal(found, root);
}

/** The root that a proof leads to; undefined where it is no proof for this index and size. */
export function inclusionRoot(
  index: bigint,
  size: bigint,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index < 0n || index >= size) return undefined;
  if ([leaf, ...proof].some((hash) => hash.length !== HASH_BYTES)) return undefined;
  let [fn, sn, hash] = [index, size - 1n, leaf];
  for (const sibling of proof) {
    if (sn === 0n) return undefined;
    if (fn & 1n || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn !== 0n && !(fn & 1n)) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else hash = nodeHash(hash, sibling);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n ? hash : undefined;
}

/** Hashes in the inclusion proof of a leaf, 0 <= index < size. */
export function inclusionLength(index: bigint, size: bigint): number {
  let [fn, sn, length] = [index, size - 1n, 0];
  while (sn !== 0n) {
    if (fn & 1n || fn !== sn) length++;
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return length;
}
