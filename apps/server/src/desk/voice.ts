import {
  type Engine,
  type Envelope,
  type Journal,
  type Reconciliation,
  reconcile,
  type Submission,
  standingOf,
} from "@rahdari/ledger";
import type { TransitState } from "@rahdari/transit";

/** What the desk asks of a ledger. */
export type Ledger = Pick<
  Engine<TransitState>,
  "origin" | "state" | "entries" | "submit" | "receipt" | "subscribe"
>;

/** An office that this server speaks for: its journal, open under the key that signs for it now. */
export type Voice = {
  readonly author: string;
  readonly journal: Journal;
  /** First count that the ledger had not spoken on when the journal was opened. */
  readonly settled: number;
  /** Remembers up to which count the ledger has spoken. */
  settle(next: number): Promise<void>;
};

/** Brings what a journal holds to its ledger. */
export class Messenger {
  readonly voice: Voice;
  /** Whether there may be an event that the ledger has not spoken on. */
  isLate = false;
  readonly #ledger: Ledger;
  #next: number;

  constructor(voice: Voice, ledger: Ledger) {
    this.voice = voice;
    this.#ledger = ledger;
    this.#next = voice.settled;
  }

  /** First event that the ledger is not known to have spoken on. */
  get next(): number {
    const { next } = standingOf(this.#ledger.state, this.voice.author);
    return Math.max(this.#next, Math.min(next, this.voice.journal.size));
  }

  /** Brings one event that was just written. What the ledger does not take now is brought later. */
  async bring({ bytes }: Envelope): Promise<Submission> {
    try {
      const done = await this.#ledger.submit(bytes);
      if (done.status !== "final") this.isLate = true;
      return done;
    } catch (error) {
      this.isLate = true;
      throw error;
    }
  }

  /** Brings all from an event on. Late it stays where the ledger may yet take what it did not take now. */
  async bringAll(from: number): Promise<Reconciliation> {
    const { journal } = this.voice;
    const size = journal.size;
    const begin = Math.max(from, journal.first);
    const done = await reconcile(journal, begin, (bytes) => this.#ledger.submit(bytes));
    this.#next = Math.max(this.#next, done.next);
    this.isLate = done.stopped ? refusalIn(done) === undefined : journal.size > size;
    return done;
  }

  close(): Promise<void> {
    return this.voice.settle(this.next);
  }
}

/** Why the ledger will not take the event at which a bringing stopped, whenever it is asked; undefined where it may. */
export function refusalIn({
  stopped,
}: Reconciliation): { readonly seq: number; readonly code: string } | undefined {
  if (!stopped || typeof stopped.why === "string" || stopped.why.code === "busy") return undefined;
  return { seq: stopped.seq, code: stopped.why.code };
}
