import { z } from "zod";
import { fromBase64, toBase64 } from "../bytes/text.ts";
import { Bytes32 } from "../event/names.ts";
import { formatCheckpoint, parseCheckpoint, type SignedCheckpoint } from "../note/checkpoint.ts";
import { parsePolicy } from "../note/policy.ts";
import { verifyCheckpoint } from "../receipt/verify-checkpoint.ts";
import { verifyConsistency } from "../tree/consistency.ts";
import type { PolicyRecord } from "./roster.ts";

/**
 * How one policy gave way to the next: a checkpoint that counts the change and that the quorum of the policy before
 * it signed, and the proof that the bundle's checkpoint continues it. Without it, those who left could have been
 * shown another history than those who came.
 */
export type Handover = { readonly checkpoint: SignedCheckpoint; readonly proof: readonly Uint8Array[] };

export const HandoverFile = z.strictObject({ checkpoint: z.string(), proof: z.array(Bytes32).max(63) });
export type HandoverFile = z.infer<typeof HandoverFile>;

export function writeHandover({ checkpoint, proof }: Handover): HandoverFile {
  return { checkpoint: formatCheckpoint(checkpoint), proof: proof.map(toBase64) };
}

/** Throws LedgerError `malformed`. */
export function readHandover({ checkpoint, proof }: HandoverFile): Handover {
  return {
    checkpoint: parseCheckpoint(checkpoint),
    proof: proof.map((hash) => fromBase64(hash, 32) as Uint8Array),
  };
}

/** Whether a handover shows that the policy before gave way to one that counts from an index, in this history. */
export async function verifyHandover(
  { checkpoint, proof }: Handover,
  change: { readonly before: PolicyRecord; readonly from: number; readonly head: SignedCheckpoint },
): Promise<boolean> {
  const { before, from, head } = change;
  const { size: first, root: firstRoot } = checkpoint;
  const claim = { first, firstRoot, second: head.size, secondRoot: head.root, proof };
  if (first <= BigInt(from) || !verifyConsistency(claim)) return false;
  return !("fault" in (await verifyCheckpoint(checkpoint, parsePolicy(before.text), head.origin)));
}
