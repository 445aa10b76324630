import { sha256 } from "./encoding.ts";
import { refuse } from "./refusal.ts";

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

export function leafHash(bytes: Uint8Array | string): Buffer {
  return sha256(LEAF, bytes);
}

/** On which side the sibling stands, from the leaf up: RFC 9162 section 2.1.3.2, with the hashing left out. */
export function sidesOf(index: bigint, size: bigint): ("left" | "right")[] {
  if (index >= size) refuse("index not below the size");
  const sides: ("left" | "right")[] = [];
  let node = index;
  let last = size - 1n;
  while (last > 0n) {
    if (node % 2n === 1n || node === last) {
      sides.push("left");
      while (node % 2n === 0n && node > 0n) {
        node /= 2n;
        last /= 2n;
      }
    } else sides.push("right");
    node /= 2n;
    last /= 2n;
  }
  return sides;
}

/** The root to which the path leads; a path of another length leads nowhere. */
export function rootOf(leaf: Buffer, index: bigint, size: bigint, path: readonly Buffer[]): Buffer {
  const sides = sidesOf(index, size);
  if (sides.length !== path.length) refuse("inclusion proof of another length");
  return path.reduce(
    (hash, sibling, level) =>
      sides[level] === "left" ? sha256(NODE, sibling, hash) : sha256(NODE, hash, sibling),
    leaf,
  );
}

/** A tree as its checkpoint tells it. */
interface Tree {
  readonly size: bigint;
  readonly root: Buffer;
}

/** That one tree is the beginning of another: RFC 9162 section 2.1.4.2. */
export function demandPrefix(first: Tree, second: Tree, proof: readonly Buffer[]): void {
  if (first.size > second.size || first.size === 0n) refuse("consistency of sizes");
  if (first.size === second.size) {
    if (proof.length > 0 || !first.root.equals(second.root)) refuse("two roots of one size");
    return;
  }
  const isPower = (first.size & (first.size - 1n)) === 0n;
  const [start, ...rest] = isPower ? [first.root, ...proof] : proof;
  if (start === undefined) refuse("consistency proof without hashes");
  let [node, last] = [first.size - 1n, second.size - 1n];
  while (node % 2n === 1n) [node, last] = [node / 2n, last / 2n];
  let [old, now] = [start!, start!];
  for (const hash of rest) {
    if (last === 0n) refuse("consistency proof too long");
    if (node % 2n === 1n || node === last) {
      [old, now] = [sha256(NODE, hash, old), sha256(NODE, hash, now)];
      while (node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    } else now = sha256(NODE, now, hash);
    [node, last] = [node / 2n, last / 2n];
  }
  if (last !== 0n || !old.equals(first.root) || !now.equals(second.root)) refuse("not the same history");
}
