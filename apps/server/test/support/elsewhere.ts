import type { Sequencer, Submission } from "@rahdari/ledger";
import type { TransitState } from "@rahdari/transit";
import { LedgerAway } from "../../src/desk/ledger-away.ts";
import type { Ledger } from "../../src/desk/voice.ts";

/**
 * A ledger that is put in order elsewhere, as a node that cosigns has it: what its offices state goes to the
 * sequencer, which may be away or silent, and what it shows may lag behind.
 */
export class Elsewhere {
  /** What comes of handing an event in; undefined for the sequencer's own answer. */
  reply: (() => Promise<Submission>) | undefined;
  submissions = 0;
  #ms = 0;
  #engine: Sequencer<TransitState> | undefined;
  #shown: Sequencer<TransitState>["state"] | undefined;
  readonly #listeners = new Set<(from: number, to: number) => void>();

  /** Shows nothing that comes in from now on. */
  lag(): void {
    this.#shown = this.#engine?.state;
  }

  /** Shows all that there is. */
  see(): void {
    const from = this.#shown?.size ?? 0;
    this.#shown = undefined;
    for (const listener of this.#listeners) listener(from, this.#engine?.state.size ?? from);
  }

  /** Cannot be reached. */
  goAway(): void {
    this.reply = () => Promise.reject(new LedgerAway("cannot be reached"));
  }

  /** Takes connections and says nothing. */
  hang(): void {
    this.reply = () => new Promise(() => {});
  }

  /** Answers, each time after so many milliseconds. */
  slow(ms: number): void {
    this.#ms = ms;
    this.reply = undefined;
  }

  come(): void {
    this.slow(0);
  }

  readonly ledgerOf = (engine: Sequencer<TransitState>): Ledger => {
    this.#engine = engine;
    const shown = () => this.#shown ?? engine.state;
    return {
      origin: engine.origin,
      get state() {
        return shown();
      },
      entries: (from, to) => engine.entries(from, to),
      receipt: async (index) => {
        if (this.reply) await this.reply();
        return engine.receipt(index);
      },
      submit: async (envelope) => {
        this.submissions++;
        if (this.reply) return this.reply();
        if (this.#ms > 0) await new Promise((resolve) => setTimeout(resolve, this.#ms));
        return engine.submit(envelope);
      },
      subscribe: (listener) => {
        const own = (from: number, to: number) => {
          if (!this.#shown) listener(from, to);
        };
        const stop = engine.subscribe(own);
        this.#listeners.add(listener);
        return () => {
          stop();
          this.#listeners.delete(listener);
        };
      },
    };
  };
}
