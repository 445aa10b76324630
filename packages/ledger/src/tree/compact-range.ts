import { EMPTY_ROOT, nodeHash } from "./hash.ts";

/**
 * What is needed of a tree to append to it: the roots of its perfect subtrees, largest (leftmost) first, one
 * for every bit set in the size. A value: appending gives a new one.
 */
export type CompactRange = { readonly size: bigint; readonly roots: readonly Uint8Array[] };

/** A node of the tree: the root of the perfect subtree of 2^level leaves that begins at leaf index * 2^level. */
export type Node = { readonly level: number; readonly index: bigint };

export const EMPTY_RANGE: CompactRange = { size: 0n, roots: [] };

/** The range with one leaf more. `seen` is told of every node that the leaf completes, the leaf first. */
export function appendLeaf(
  range: CompactRange,
  leaf: Uint8Array,
  seen?: (node: Node, hash: Uint8Array) => void,
): CompactRange {
  const roots = [...range.roots];
  let [hash, index, level] = [leaf, range.size, 0];
  seen?.({ level, index }, hash);
  while (index & 1n) {
    hash = nodeHash(roots.pop() as Uint8Array, hash);
    index >>= 1n;
    level++;
    seen?.({ level, index }, hash);
  }
  roots.push(hash);
  return { size: range.size + 1n, roots };
}

/** The root hash of the tree. */
export function rootOf({ roots }: CompactRange): Uint8Array {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right));
}

/** The perfect subtrees that a tree of `size` leaves falls into, largest first. */
export function rangeNodes(size: bigint): Node[] {
  return perfectNodes(0n, size);
}

/** The perfect subtrees that leaves `begin` to `end` (not included) fall into, from left to right. */
export function perfectNodes(begin: bigint, end: bigint): Node[] {
  const nodes: Node[] = [];
  let at = begin;
  while (at < end) {
    let level = 0;
    while (fits(at, level + 1, end)) level++;
    nodes.push({ level, index: at >> BigInt(level) });
    at += 1n << BigInt(level);
  }
  return nodes;
}

function fits(at: bigint, level: number, end: bigint): boolean {
  const leaves = 1n << BigInt(level);
  return at % leaves === 0n && at + leaves <= end;
}
