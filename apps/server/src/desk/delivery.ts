import type { Envelope, Reconciliation, Submission } from "@rahdari/ledger";
import type { RequestRow } from "../store/tables.ts";
import { eachOf, OneAtATime, within } from "./pace.ts";
import type { Landed, Requests } from "./requests.ts";
import { type Messenger, refusalIn } from "./voice.ts";

/** How long whoever hands a message in waits for the ledger. */
const PATIENCE_MS = 2_500;
/** Offices whose journals are brought at one time. */
const MOST_AT_ONCE = 4;
/** Until it is tried again where the ledger could not be asked, or did not take all: twice as long each time. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

export type DeliveryOptions = {
  readonly messengers: readonly Messenger[];
  readonly requests: Requests;
  readonly onTrouble: (what: string, error: unknown) => void;
};

/**
 * Brings to the ledger what offices have stated: at once where it answers in time, else later, in the order of each
 * journal. While the ledger is away nobody waits for it: one office's journal finds out when it is back.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #rounds = new OneAtATime(() => this.#round());
  /** Whether the ledger could not be asked when it was tried last. */
  isAway = false;
  #pause = FIRST_PAUSE_MS;
  /** Of the clock that is never set. */
  #notBefore = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** What the ledger made of an event that was just written; undefined where it does not say so in time. */
  async bring(
    messenger: Messenger,
    envelope: Envelope,
    request: RequestRow,
  ): Promise<Submission | undefined> {
    const { requests } = this.#options;
    const { seq } = envelope.event;
    requests.locate(request, seq);
    if (this.isAway || messenger.isLate) {
      messenger.isLate = true;
      return undefined;
    }
    let done: Submission | undefined;
    const work = messenger.bring(envelope).then(
      (submission) => {
        done = submission;
        requests.land(landedOf(request, seq, submission));
      },
      (error: unknown) => this.#failed(error),
    );
    if (await within(PATIENCE_MS, work)) return done;
    messenger.isLate = true;
    this.isAway = true;
    return undefined;
  }

  /** Brings what was not taken at once, where it is time to. To be called often: there is one round at a time. */
  round(): Promise<void> {
    return this.#rounds.run();
  }

  /** After a start: brings what journals hold beyond the ledger. Where it is away that goes on by itself. */
  async begin(): Promise<void> {
    for (const messenger of this.#options.messengers) {
      const from = await this.#from(messenger);
      messenger.isLate = from < messenger.voice.journal.size;
    }
    await within(PATIENCE_MS, this.round());
  }

  async close(): Promise<void> {
    this.#notBefore = Number.POSITIVE_INFINITY;
    await within(PATIENCE_MS, this.#rounds.idle());
    for (const messenger of this.#options.messengers) await messenger.close();
  }

  async #round(): Promise<void> {
    const [first, ...rest] = this.#options.messengers.filter(({ isLate }) => isLate);
    if (!first || performance.now() < this.#notBefore) return;
    this.isAway = !(await this.#bringAll(first));
    if (!this.isAway) await eachOf(rest, MOST_AT_ONCE, async (one) => void (await this.#bringAll(one)));
    const isDone = !this.isAway && !this.#options.messengers.some(({ isLate }) => isLate);
    this.#notBefore = isDone ? 0 : Math.max(this.#notBefore, performance.now() + this.#pause);
    this.#pause = isDone ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, this.#pause * 2);
  }

  /** Whether the ledger could be asked. */
  async #bringAll(messenger: Messenger): Promise<boolean> {
    const { requests } = this.#options;
    const { author } = messenger.voice;
    try {
      await requests.noteLanded();
      const done = await messenger.bringAll(await this.#from(messenger));
      // What was stated meanwhile may be among what is settled.
      await requests.noteLanded();
      await requests.settle(author, done.settled);
      await this.#refuse(author, done);
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  /** What the ledger will never take is not brought again by itself, and nor is what stands behind it. */
  async #refuse(author: string, done: Reconciliation): Promise<void> {
    const refusal = refusalIn(done);
    if (!refusal) return;
    const { seq, code } = refusal;
    await this.#options.requests.refuse(author, seq, code);
    const why = new Error(`the ledger refuses event ${seq} of ${author}: ${code}`);
    this.#options.onTrouble("ledger", why);
  }

  /** The first event that may be missing from the ledger, or whose entry nobody has noted. */
  async #from(messenger: Messenger): Promise<number> {
    const open = await this.#options.requests.firstOpen(messenger.voice.author);
    return Math.min(open ?? Number.POSITIVE_INFINITY, messenger.next);
  }

  #failed(error: unknown): void {
    this.isAway = true;
    this.#options.onTrouble("ledger", error);
  }
}

function landedOf({ credential, key }: RequestRow, seq: number, done: Submission): Landed {
  const entry = done.status === "final" ? done.index : null;
  const isRefused = done.status === "refused" && done.refusal.code !== "busy";
  return { credential, key, seq, entry, refused: isRefused ? done.refusal.code : null };
}
