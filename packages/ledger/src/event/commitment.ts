import { z } from "zod";
import { equal } from "../bytes/bytes.ts";
import { fromBase64, toBase64 } from "../bytes/text.ts";
import { canonicalBytes } from "../json/canonical.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { appendLeaf, EMPTY_RANGE, rootOf } from "../tree/compact-range.ts";
import { HASH_BYTES, leafHash, nodeHash } from "../tree/hash.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import { proveInclusion } from "../tree/prove.ts";
import { Bytes32, Count } from "./names.ts";

const SALT_BYTES = 16;
const MAX_PROOF = 32;

/** A field of a private payload with the salt that hides it: whoever holds both can open the commitment. */
export type SaltedField = { readonly name: string; readonly salt: string; readonly value: Json };

/** A private payload as its parties keep it; deleting it leaves nothing that the commitment could be matched with. */
export type Opening = { readonly fields: readonly SaltedField[] };

/** One field opened, to be checked against the event's `commit` (RFC 6962 inclusion proof over salted fields). */
export const Disclosure = z.strictObject({
  name: z.string().max(200),
  salt: z
    .string()
    .refine((text) => fromBase64(text, SALT_BYTES) !== undefined, "expected Base 64 of 16 bytes"),
  value: z.custom<Json>((value) => value !== undefined, "expected a value"),
  index: Count,
  size: Count,
  proof: z.array(Bytes32).max(MAX_PROOF),
});
export type Disclosure = z.infer<typeof Disclosure>;

/**
 * Commits to the fields of a private payload, each behind a salt of 128 random bits. The order of the leaves is
 * that of their hashes, so that it tells nothing.
 */
export function commitTo(
  payload: JsonObject,
  random: (bytes: number) => Uint8Array,
): { readonly commit: Uint8Array; readonly opening: Opening } {
  const fields = Object.entries(payload).map(([name, value]) => ({
    name,
    salt: toBase64(random(SALT_BYTES)),
    value,
  }));
  return { commit: commitmentOf({ fields }), opening: { fields } };
}

/** The root that an opening opens, whoever brings it. Throws LedgerError for what is no JSON of the ledger's. */
export function commitmentOf(opening: Opening): Uint8Array {
  return rootOf(rangeOf(opening));
}

/** Opens one field; undefined where the payload has none of that name. */
export async function disclose(opening: Opening, name: string): Promise<Disclosure | undefined> {
  const field = opening.fields.find((one) => one.name === name);
  if (!field) return undefined;
  const leaves = sortedLeaves(opening);
  const own = fieldHash(field);
  const index = leaves.findIndex((leaf) => equal(leaf, own));
  const size = leaves.length;
  const proof = await proveInclusion(BigInt(index), BigInt(size), async (nodes) =>
    nodes.map(({ level, index: at }) => perfectRoot(leaves, Number(at) << level, 1 << level)),
  );
  return { ...field, index, size, proof: proof.map(toBase64) };
}

/** Whether a disclosed field is one of those committed to. */
export function verifyDisclosure(disclosure: Disclosure, commit: Uint8Array): boolean {
  const { index, size, proof } = disclosure;
  return verifyInclusion({
    index: BigInt(index),
    size: BigInt(size),
    leaf: fieldHash(disclosure),
    root: commit,
    proof: proof.map((hash) => fromBase64(hash, HASH_BYTES) ?? new Uint8Array()),
  });
}

function rangeOf(opening: Opening) {
  return sortedLeaves(opening).reduce((range, leaf) => appendLeaf(range, leaf), EMPTY_RANGE);
}

function sortedLeaves({ fields }: Opening): Uint8Array[] {
  return fields.map(fieldHash).sort((a, b) => (toBase64(a) < toBase64(b) ? -1 : 1));
}

function fieldHash({ name, salt, value }: SaltedField): Uint8Array {
  return leafHash(canonicalBytes([name, salt, value]));
}

function perfectRoot(leaves: readonly Uint8Array[], begin: number, count: number): Uint8Array {
  if (count === 1) return leaves[begin] as Uint8Array;
  const half = count / 2;
  return nodeHash(perfectRoot(leaves, begin, half), perfectRoot(leaves, begin + half, half));
}
