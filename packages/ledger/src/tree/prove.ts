import { type Node, perfectNodes } from "./compact-range.ts";
import { nodeHash } from "./hash.ts";

/** Reads the hashes of complete nodes, in the order asked for. */
export type NodeReader = (nodes: readonly Node[]) => Promise<readonly Uint8Array[]>;

/** Leaves `begin` to `end`, not included: a subtree whose root is one hash of a proof. */
type Span = { readonly begin: bigint; readonly end: bigint };

/** The inclusion proof of leaf `index` in the tree of `size` leaves, 0 <= index < size (RFC 9162, 2.1.3.1). */
export function proveInclusion(index: bigint, size: bigint, read: NodeReader): Promise<Uint8Array[]> {
  return hashesOf(inclusionSpans(index, { begin: 0n, end: size }), read);
}

/** The consistency proof from `first` to `second` leaves, 0 <= first <= second (RFC 9162, 2.1.4.1). */
export function proveConsistency(first: bigint, second: bigint, read: NodeReader): Promise<Uint8Array[]> {
  const spans = first === 0n ? [] : consistencySpans(first, { begin: 0n, end: second }, true);
  return hashesOf(spans, read);
}

/** The root of the tree of `size` leaves, more than none. */
export async function rootAt(size: bigint, read: NodeReader): Promise<Uint8Array> {
  const [root] = await hashesOf([{ begin: 0n, end: size }], read);
  return root as Uint8Array;
}

function inclusionSpans(index: bigint, { begin, end }: Span): Span[] {
  if (end - begin === 1n) return [];
  const middle = begin + split(end - begin);
  const [left, right] = [
    { begin, end: middle },
    { begin: middle, end },
  ];
  return index < middle ? [...inclusionSpans(index, left), right] : [...inclusionSpans(index, right), left];
}

/** `whole`: the first tree's root is known to the verifier and not printed. */
function consistencySpans(first: bigint, { begin, end }: Span, whole: boolean): Span[] {
  if (first === end) return whole ? [] : [{ begin, end }];
  const middle = begin + split(end - begin);
  const [left, right] = [
    { begin, end: middle },
    { begin: middle, end },
  ];
  return first <= middle
    ? [...consistencySpans(first, left, whole), right]
    : [...consistencySpans(first, right, false), left];
}

/** The largest power of two below the number of leaves. */
function split(leaves: bigint): bigint {
  let k = 1n;
  while (k * 2n < leaves) k *= 2n;
  return k;
}

async function hashesOf(spans: readonly Span[], read: NodeReader): Promise<Uint8Array[]> {
  const parts = spans.map(({ begin, end }) => perfectNodes(begin, end));
  const hashes = await read(parts.flat());
  let at = 0;
  return parts.map(({ length }) => {
    const own = hashes.slice(at, at + length);
    at += length;
    return own.reduceRight((right, left) => nodeHash(left, right));
  });
}
