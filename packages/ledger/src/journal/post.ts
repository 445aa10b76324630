import type { EpochMs } from "@rahdari/units";
import { toBase64 } from "../bytes/text.ts";
import type { PlacedEvent, Rejection, StateMachine } from "../machine/state-machine.ts";
import type { Draft, Journal } from "./journal.ts";

/** The ledger's state as a post last knew it. */
export type KnownState<App> = { readonly app: App; readonly size: number; readonly time: EpochMs };

/** What a post made of a statement: its count in the journal, or why it is not made. */
export type Recorded = { readonly seq: number } | { readonly rejection: Rejection };

/**
 * A post that may be cut off: it writes into its journal what the ledger as last known, and what it has written
 * since, allow. What was leased to it is its own to use meanwhile; of what is shared it can only hope that nobody
 * else takes it first.
 */
export class Post<App> {
  readonly #machine: StateMachine<App>;
  readonly #journal: Journal;
  readonly #now: () => EpochMs;
  #known: KnownState<App>;

  constructor(machine: StateMachine<App>, journal: Journal, known: KnownState<App>, now: () => EpochMs) {
    this.#machine = machine;
    this.#journal = journal;
    this.#known = known;
    this.#now = now;
  }

  /** State as far as this post can tell. */
  get state(): App {
    return this.#known.app;
  }

  /** Takes over a newer state of the ledger, one that holds all events of the journal. */
  learn(known: KnownState<App>): void {
    this.#known = known;
  }

  /** Writes a statement down, unless it is bound to be rejected. */
  async record(draft: Draft): Promise<Recorded> {
    const verdict = this.#machine.apply(this.#known.app, this.#placed(draft));
    if ("rejection" in verdict) return verdict;
    const { size, time } = this.#known;
    this.#known = { app: verdict.state, size: size + 1, time };
    return { seq: await this.#journal.record(draft) };
  }

  #placed({ kind, body, commit, at }: Draft): PlacedEvent {
    const { author } = this.#journal;
    const now = this.#now();
    return {
      index: this.#known.size,
      received: Math.max(this.#known.time, now) as EpochMs,
      at: at ?? now,
      author,
      member: author.split("/", 1)[0] as string,
      kind,
      body,
      commit: commit ? toBase64(commit) : null,
    };
  }
}
