import type { Entry, Outcome } from "../entry/entry.ts";
import type { Disclosure } from "../event/commitment.ts";
import type { KeyRecord } from "../roster/roster.ts";
import type { Level } from "./receipt.ts";
import type { CheckpointFault, Cosigner } from "./verify-checkpoint.ts";

/** What a receipt that holds does not prove, so that nobody reads more into it. */
export type Doubt =
  /** Never: a signature shows who said it, not that it was so. */
  | { readonly code: "truth" }
  /** The time of the event is its author's word. */
  | { readonly code: "claimed-time" }
  /** A key revoked after the bundle was made would not show. */
  | { readonly code: "later-revocation"; readonly asOf: string }
  /** What the ledger holds after this entry. */
  | { readonly code: "later-events" }
  /** No other party has cosigned: whoever runs the log could have written another one. */
  | { readonly code: "one-node" }
  /** The ledger has not spoken yet: it may still reject the event, or hold a contradicting one. */
  | { readonly code: "provisional" }
  /** The ledger keeps the event as evidence; it had no effect. */
  | { readonly code: "no-effect"; readonly outcome: Extract<Outcome, { status: "rejected" }> }
  /**
   * A provisional receipt by a key that ended with the entry of this index: whoever has the key can still make one,
   * of whatever time.
   */
  | { readonly code: "ended-key"; readonly until: number }
  /** The key was revoked as compromised from an index on, and this entry lies behind it. */
  | { readonly code: "doubtful-key"; readonly from: number };

/** What a receipt establishes, and what not. */
export type Statement = {
  readonly level: Level;
  readonly agreement: string;
  readonly origin: string;
  readonly index: bigint;
  /** Entries that the checkpoint counts. */
  readonly size: bigint;
  readonly entry: Entry;
  /** Who signed an event, with the member's name; null for a charter or roster entry. */
  readonly author: { readonly id: string; readonly name: string; readonly key: KeyRecord | null } | null;
  /** Who cosigned the checkpoint, and when. */
  readonly cosigners: readonly Cosigner[];
  /**
   * Seconds since 1970 by which a quorum had seen it; for one node alone, none had, and it is null.
   */
  readonly seenBy: bigint | null;
  readonly disclosures: readonly Disclosure[];
  readonly policy: {
    readonly id: string;
    readonly need: number;
    readonly asOf: string;
    readonly ageMs: number;
  };
  readonly doubts: readonly Doubt[];
};

/** Why a receipt proves nothing. */
export type ReceiptFault =
  | CheckpointFault
  /** Made under a policy that the bundle does not hold. */
  | { readonly code: "policy/unknown"; readonly id: string }
  /** The policy is one of the bundle's, but not the one for a checkpoint of this size. */
  | { readonly code: "policy/not-then"; readonly id: string }
  | { readonly code: "entry/malformed"; readonly detail: string }
  /** The level that it claims is not that of its entry. */
  | { readonly code: "level/false" }
  | { readonly code: "key/unknown"; readonly key: string }
  | { readonly code: "disclosure/false"; readonly name: string };

export type ReceiptVerdict = { readonly statement: Statement } | { readonly fault: ReceiptFault };
