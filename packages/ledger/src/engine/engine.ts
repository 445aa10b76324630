import type { Outcome } from "../entry/entry.ts";
import type { ExecState } from "../execute/state.ts";
import type { LedgerFault } from "../fault.ts";
import type { SignedCheckpoint } from "../note/checkpoint.ts";
import type { Receipt } from "../receipt/receipt.ts";
import type { Handover } from "../roster/handover.ts";
import type { NodeReader } from "../tree/prove.ts";

/** Why an envelope is not taken into the ledger at all: nobody can be held to it, or it adds nothing. */
export type Refusal =
  | { readonly code: "malformed"; readonly fault: LedgerFault }
  /** Made for another ledger. */
  | { readonly code: "origin/other"; readonly detail: string }
  /** Signed with a key that is not its author's. */
  | { readonly code: "key/unknown"; readonly detail: string }
  | { readonly code: "signature/false"; readonly detail: string }
  /** A contradiction of the same author at this count is on record already. */
  | { readonly code: "chain/disputed"; readonly detail: string }
  /** Too much of this member is waiting. Try again. */
  | { readonly code: "busy"; readonly detail: string };

/** What became of an envelope. */
export type Submission =
  /** In the ledger for good, under a checkpoint with its quorum. The same envelope again has the same index. */
  | { readonly status: "final"; readonly index: number; readonly outcome: Outcome }
  /** On the sequencer's disk and in its order; too few have cosigned so far. */
  | { readonly status: "pending"; readonly index: number; readonly outcome: Outcome }
  /** Kept until the events before it come; the author's next expected count. */
  | { readonly status: "parked"; readonly expected: number }
  | { readonly status: "refused"; readonly refusal: Refusal };

/** What would become of an envelope. */
export type Outlook = Outcome | { readonly status: "refused"; readonly refusal: Refusal };

/**
 * What puts the events of one ledger in order and makes them final. Engines differ in who has to agree; receipts
 * do not. A BFT engine fits: `submit` hands over a transaction, blocks come back as entries in order.
 */
export interface Engine<App> {
  readonly origin: string;
  /** State after the last final entry. */
  readonly state: ExecState<App>;
  /** The last final checkpoint. */
  readonly checkpoint: SignedCheckpoint;
  /** Takes an envelope in; resolves when it is final or will not become so. Rejects where the disk fails. */
  submit(envelope: Uint8Array): Promise<Submission>;
  /** The receipt of a final entry. Rejects with LedgerError `not-found`. */
  receipt(index: number): Promise<Receipt>;
  /** How each policy but the first was handed over, as a bundle under the final checkpoint of a size shows it. */
  handovers(size: bigint): Promise<readonly Handover[]>;
  /** Final entries from one index up to another, not included. */
  entries(from: number, to: number): Promise<readonly Uint8Array[]>;
  /** Hashes of the tree of the last final checkpoint. */
  readonly nodes: NodeReader;
  /** Called after entries became final, with the index of the first and the one after the last. */
  subscribe(listener: (from: number, to: number) => void): () => void;
  /** Ends it: what was taken in is settled first. */
  close(): Promise<void>;
}
