import { fromBase64, toBase64, utf8 } from "../bytes/text.ts";
import { malformed } from "../fault.ts";
import { textOf } from "../json/canonical.ts";
import {
  formatCheckpoint,
  parseCheckpoint,
  parseDecimal,
  type SignedCheckpoint,
} from "../note/checkpoint.ts";
import { HASH_BYTES } from "../tree/hash.ts";

/** Body of `add-checkpoint` (C2SP tlog-witness): from which size on, the proof, and the new checkpoint. */
export type AddCheckpoint = {
  readonly old: bigint;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint;
};

const MAX_BYTES = 1_000_000;
const MAX_PROOF = 63;

export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  const lines = proof.map((hash) => `${toBase64(hash)}\n`).join("");
  return `old ${old}\n${lines}\n${formatCheckpoint(checkpoint)}`;
}

/** Throws LedgerError `malformed`. */
export function parseAddCheckpoint(body: Uint8Array | string): AddCheckpoint {
  const text = textOf(typeof body === "string" ? utf8(body) : body, "witness request", MAX_BYTES);
  const split = text.indexOf("\n\n");
  const [first = "", ...lines] = text.slice(0, Math.max(0, split)).split("\n");
  const old = first.startsWith("old ") ? parseDecimal(first.slice(4)) : undefined;
  if (old === undefined) throw malformed("witness request", "syntax", "line 1", "not `old` and a size");
  if (lines.length > MAX_PROOF)
    throw malformed("witness request", "oversize", "", `more than ${MAX_PROOF} lines of proof`);
  const proof = lines.map((line, i) => fromBase64(line, HASH_BYTES) ?? badLine(i));
  return { old, proof, checkpoint: parseCheckpoint(text.slice(split + 2)) };
}

function badLine(i: number): never {
  throw malformed("witness request", "syntax", `line ${i + 2}`, "not a hash");
}
