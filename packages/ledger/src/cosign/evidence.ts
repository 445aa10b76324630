import { z } from "zod";
import { equal } from "../bytes/bytes.ts";
import { fromUtf8, utf8 } from "../bytes/text.ts";
import { MAX_ENTRY_BYTES } from "../entry/entry.ts";
import { malformed } from "../fault.ts";
import { canonicalBytes, parseCanonical } from "../json/canonical.ts";
import {
  formatCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
  verifyLogSignature,
} from "../note/checkpoint.ts";
import { formatProof, type LogProof, parseProof } from "../note/proof.ts";
import type { VerifierKey } from "../note/vkey.ts";
import { leafHash } from "../tree/hash.ts";
import { verifyInclusion } from "../tree/inclusion.ts";

/** What a cosigner keeps of a checkpoint that a log signed and that it did not cosign. */
export type Evidence = {
  readonly why: string;
  readonly signed: SignedCheckpoint;
  /** The last one that it had cosigned. */
  readonly known: SignedCheckpoint | null;
  /** The entry that the rules forbid, with the proof that `signed` counts it; null where it is not about one. */
  readonly entry: { readonly leaf: Uint8Array; readonly proof: LogProof } | null;
};

/** What evidence shows to somebody who knows the log's key and nothing else. */
export type EvidenceVerdict =
  /** The log signed two roots for one size: nothing more is needed. */
  | "two-histories"
  /** The log signed this entry: whoever holds those before it executes it again and sees. */
  | "forbidden-entry"
  /** The log signed both; whoever asked for the cosignature did not show that one continues the other. */
  | "unproven"
  /** Not what the log signed. */
  | "false";

const FORMAT = "rahdari/evidence/1";
const MAX_BYTES = 4_000_000;

const EvidenceFile = z.strictObject({
  evidence: z.literal(FORMAT),
  why: z.string().max(1_000),
  signed: z.string(),
  known: z.string().nullable(),
  entry: z.string().max(MAX_ENTRY_BYTES).nullable(),
  proof: z.string().nullable(),
});

/** The bytes of a file of evidence. */
export function formatEvidence({ why, signed, known, entry }: Evidence): Uint8Array {
  // A leaf that is no text cannot be shown as one.
  const text = entry && fromUtf8(entry.leaf);
  return canonicalBytes({
    evidence: FORMAT,
    why: why.slice(0, 1_000),
    signed: formatCheckpoint(signed),
    known: known && formatCheckpoint(known),
    entry: text ?? null,
    proof: entry && text !== undefined ? formatProof(entry.proof) : null,
  });
}

/** Throws LedgerError `malformed`. Verifies nothing. */
export function parseEvidence(bytes: Uint8Array): Evidence {
  const { why, signed, known, entry, proof } = parseCanonical(bytes, EvidenceFile, "evidence", MAX_BYTES);
  if ((entry === null) !== (proof === null))
    throw malformed("evidence", "missing-field", "", "an entry has its proof, and a proof its entry");
  return {
    why,
    signed: parseCheckpoint(signed),
    known: known === null ? null : parseCheckpoint(known),
    entry: entry === null || proof === null ? null : { leaf: utf8(entry), proof: parseProof(proof) },
  };
}

/** What evidence shows against the log of a key. */
export async function verifyEvidence(
  { signed, known, entry }: Evidence,
  key: VerifierKey,
): Promise<EvidenceVerdict> {
  const heads = known ? [signed, known] : [signed];
  for (const { origin, note } of heads)
    if (origin !== key.name || (await verifyLogSignature(note, key)) !== "holds") return "false";
  if (known?.size === signed.size && !equal(known.root, signed.root)) return "two-histories";
  if (!entry) return "unproven";
  const { leaf, proof } = entry;
  const { size, root } = signed;
  const claim = { index: proof.index, size, leaf: leafHash(leaf), root, proof: proof.hashes };
  return verifyInclusion(claim) ? "forbidden-entry" : "false";
}
