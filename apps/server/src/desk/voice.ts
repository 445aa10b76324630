import {
  type Engine,
  type Envelope,
  type Journal,
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

/** Brings what a journal holds to its ledger; several calls at a time are one. */
export class Messenger {
  readonly voice: Voice;
  readonly #ledger: Ledger;
  #next: number;
  #isLate = false;
  #running: Promise<void> | undefined;

  constructor(voice: Voice, ledger: Ledger) {
    this.voice = voice;
    this.#ledger = ledger;
    this.#next = voice.settled;
  }

  /** Brings one event that was just written. What the ledger does not take now is brought later. */
  async bring({ bytes }: Envelope): Promise<Submission> {
    try {
      const done = await this.#ledger.submit(bytes);
      if (done.status !== "final") this.#isLate = true;
      return done;
    } catch (error) {
      this.#isLate = true;
      throw error;
    }
  }

  /** Whether there is an event that the ledger did not take when it was brought. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** Brings all that the ledger has not spoken on, from the first such event. */
  bringAll(): Promise<void> {
    this.#running ??= this.#bringAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async close(): Promise<void> {
    await this.#running;
    const { next } = standingOf(this.#ledger.state, this.voice.author);
    await this.voice.settle(Math.max(this.#next, Math.min(next, this.voice.journal.size)));
  }

  async #bringAll(): Promise<void> {
    const { journal } = this.voice;
    const from = Math.max(this.#next, journal.first);
    const done = await reconcile(journal, from, (bytes) => this.#ledger.submit(bytes));
    this.#next = done.next;
    this.#isLate = done.stopped !== null;
  }
}
