import { fromBase64, toBase64, utf8 } from "../bytes/text.ts";
import { malformed } from "../fault.ts";
import { textOf } from "../json/canonical.ts";
import { HASH_BYTES } from "../tree/hash.ts";
import { formatCheckpoint, parseCheckpoint, parseDecimal, type SignedCheckpoint } from "./checkpoint.ts";

/** Proof that an entry was logged, to be verified without a network (C2SP tlog-proof@v1). */
export type LogProof = {
  readonly index: bigint;
  /** Inclusion proof, from the leaf's sibling up. */
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint;
};

const HEADER = "c2sp.org/tlog-proof@v1";
const MAX_BYTES = 1_000_000;
const MAX_HASHES = 63;

/** The text of a proof; never with extra data, which nothing authenticates. */
export function formatProof({ index, hashes, checkpoint }: LogProof): string {
  const lines = hashes.map((hash) => `${toBase64(hash)}\n`).join("");
  return `${HEADER}\nindex ${index}\n${lines}\n${formatCheckpoint(checkpoint)}`;
}

/** Reads a proof; extra data is checked for form and dropped. Throws LedgerError `malformed`. */
export function parseProof(proof: Uint8Array | string): LogProof {
  const text = textOf(typeof proof === "string" ? utf8(proof) : proof, "proof", MAX_BYTES);
  const split = text.indexOf("\n\n");
  const [header, ...head] = text.slice(0, Math.max(0, split)).split("\n");
  if (header !== HEADER) throw malformed("proof", "syntax", "line 1", `not ${HEADER}`);
  if (head[0]?.startsWith("extra ")) {
    if (!fromBase64(head[0].slice(6))?.length)
      throw malformed("proof", "syntax", "line 2", "extra data is not Base 64, or there is none");
    head.shift();
  }
  const [line = "", ...encoded] = head;
  const index = line.startsWith("index ") ? parseDecimal(line.slice(6)) : undefined;
  if (index === undefined) throw malformed("proof", "syntax", "index", "no index of the entry");
  if (encoded.length > MAX_HASHES) throw malformed("proof", "oversize", "", `more than ${MAX_HASHES} hashes`);
  const hashes = encoded.map((hash, i) => fromBase64(hash, HASH_BYTES) ?? badHash(i));
  return { index, hashes, checkpoint: parseCheckpoint(text.slice(split + 2)) };
}

function badHash(i: number): never {
  throw malformed("proof", "syntax", `hash ${i + 1}`, "not a hash");
}
