import type { EpochMs } from "@rahdari/units";
import { toBase64 } from "../bytes/text.ts";
import type { PlacedEvent, Rejection, StateMachine } from "../machine/state-machine.ts";
import type { Draft, Journal } from "./journal.ts";

/** The ledger's state as a post last knew it. */
export type KnownState<App> = {
  readonly app: App;
  readonly size: number;
  readonly time: EpochMs;
  /** The author's events that are in it: what its journal holds beyond these, the post adds itself. */
  readonly events: number;
};

/** What a post made of a statement: its count in the journal, or why it is not made. */
export type Recorded = { readonly seq: number } | { readonly rejection: Rejection };

/** A statement in the form in which the state machine judges it. */
type Stated = Pick<PlacedEvent, "kind" | "body" | "commit" | "at">;

/**
 * A post that may be cut off: it writes into its journal what the ledger as last known, and what it has written
 * since, allow. What was leased to it is its own to use meanwhile; of what is shared it can only hope that nobody
 * else takes it first.
 */
export class Post<App> {
  readonly #machine: StateMachine<App>;
  readonly #journal: Journal;
  readonly #now: () => EpochMs;
  #learned: KnownState<App>;
  #known: KnownState<App>;
  /** Whether what is known may not be what is written: to be counted again, once nothing is under way. */
  #doubtful = true;
  #underWay = 0;
  #counting: Promise<void> | undefined;

  private constructor(
    machine: StateMachine<App>,
    journal: Journal,
    known: KnownState<App>,
    now: () => EpochMs,
  ) {
    this.#machine = machine;
    this.#journal = journal;
    this.#learned = known;
    this.#known = known;
    this.#now = now;
  }

  /** Opens a post where it was: what its journal holds and the ledger does not know of yet, counts. */
  static async open<App>(
    machine: StateMachine<App>,
    journal: Journal,
    known: KnownState<App>,
    now: () => EpochMs,
  ): Promise<Post<App>> {
    const post = new Post(machine, journal, known, now);
    await post.#settle();
    return post;
  }

  /** State as far as this post can tell. */
  get state(): App {
    return this.#known.app;
  }

  /** Takes over a newer state of the ledger. */
  async learn(known: KnownState<App>): Promise<void> {
    this.#learned = known;
    this.#doubtful = true;
    await this.#settle();
  }

  /** Writes a statement down, unless it is bound to be rejected. */
  async record(draft: Draft): Promise<Recorded> {
    await this.#settle();
    const { kind, body, commit, at } = draft;
    const stated = { kind, body, commit: commit ? toBase64(commit) : null, at: at ?? this.#now() };
    const verdict = this.#judge(this.#known, stated, this.#now());
    if ("rejection" in verdict) return verdict;
    this.#known = verdict;
    this.#underWay++;
    try {
      return { seq: await this.#journal.record(draft) };
    } catch (error) {
      this.#doubtful = true;
      throw error;
    } finally {
      this.#underWay--;
    }
  }

  async #settle(): Promise<void> {
    while (this.#doubtful && this.#underWay === 0) {
      this.#counting ??= this.#count().finally(() => {
        this.#counting = undefined;
      });
      await this.#counting;
    }
  }

  /** Counts again: the ledger as last known, and what the journal holds beyond that. */
  async #count(): Promise<void> {
    const learned = this.#learned;
    await this.#journal.refresh();
    const { first, size } = this.#journal;
    const from = Math.min(Math.max(first, learned.events), size);
    let known = learned;
    for (const { event } of await this.#journal.envelopes(from, size)) {
      const stated = { ...event, at: Date.parse(event.at) as EpochMs };
      const verdict = this.#judge(known, stated, known.time);
      if ("app" in verdict) known = verdict;
    }
    this.#known = known;
    this.#doubtful = this.#learned !== learned;
  }

  #judge(
    known: KnownState<App>,
    stated: Stated,
    now: EpochMs,
  ): KnownState<App> | { readonly rejection: Rejection } {
    const { kind, body, commit, at } = stated;
    const { author } = this.#journal;
    const member = author.split("/", 1)[0] as string;
    const received = Math.max(known.time, now) as EpochMs;
    const event = { index: known.size, received, at, author, member, kind, body, commit };
    const verdict = this.#machine.apply(known.app, event);
    return "state" in verdict ? { ...known, app: verdict.state, size: known.size + 1 } : verdict;
  }
}
