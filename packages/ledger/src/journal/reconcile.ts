import type { Refusal, Submission } from "../engine/engine.ts";
import type { Outcome } from "../entry/entry.ts";
import type { Journal } from "./journal.ts";

/** An event of a journal that the ledger has spoken on. */
export type Settled = { readonly seq: number; readonly index: number; readonly outcome: Outcome };

/** What came of bringing a journal to its ledger. */
export type Reconciliation = {
  readonly settled: readonly Settled[];
  /** Those that the ledger rejected: what was provisional has not become so, and the entry says why. */
  readonly discrepancies: readonly Settled[];
  /** First event that is not settled: as many as the journal holds where all are. */
  readonly next: number;
  /** Why it ended before the end: too few cosigned in time, or the ledger refuses the event outright. */
  readonly stopped: { readonly seq: number; readonly why: "pending" | "parked" | Refusal } | null;
};

/** Events on their way at one time. */
const WINDOW = 128;

/**
 * Brings the events of a journal from a count on to the ledger, in order. Events that are there already count as
 * settled: it can be broken off and begun again at any point.
 */
export async function reconcile(
  journal: Journal,
  from: number,
  submit: (envelope: Uint8Array) => Promise<Submission>,
  onProgress?: (done: number, total: number) => void,
): Promise<Reconciliation> {
  const settled: Settled[] = [];
  let stopped: Reconciliation["stopped"] = null;
  const { size } = journal;
  for (let at = from; at < size && !stopped; at += WINDOW) {
    const envelopes = await journal.envelopes(at, Math.min(size, at + WINDOW));
    const submissions = await Promise.all(envelopes.map(({ bytes }) => submit(bytes)));
    for (const [i, submission] of submissions.entries()) {
      const seq = at + i;
      if (submission.status === "final")
        settled.push({ seq, index: submission.index, outcome: submission.outcome });
      else {
        stopped = { seq, why: submission.status === "refused" ? submission.refusal : submission.status };
        break;
      }
    }
    onProgress?.(from + settled.length, size);
  }
  const discrepancies = settled.filter(({ outcome }) => outcome.status === "rejected");
  return { settled, discrepancies, next: from + settled.length, stopped };
}
