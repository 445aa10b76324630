import { quorumPolicy } from "../note/policy.ts";
import { SIGNATURE_TYPE, verifierKey } from "../note/vkey.ts";

/** Name of the log in which an author keeps its events of a ledger. */
export function journalOrigin(origin: string, author: string): string {
  return `${origin}/journal/${author}`;
}

/**
 * The policy of a journal: its office's key signs its checkpoints, and nobody need cosign. That key signs events
 * too, but never a text that could be either: those begin with DSSEv1, a checkpoint with its origin.
 */
export function journalPolicy(origin: string, officeKey: Uint8Array): string {
  return quorumPolicy(verifierKey(origin, SIGNATURE_TYPE.ed25519, officeKey), [], 0);
}
