import type { EpochMs } from "@rahdari/units";
import { equal } from "../bytes/bytes.ts";
import { type Outcome, parseLedgerEntry } from "../entry/entry.ts";
import type { Envelope } from "../event/envelope.ts";
import { evidenceAgainst, executeEvent, executeRoster, placeOf } from "../execute/execute.ts";
import type { ExecState } from "../execute/state.ts";
import type { StateMachine } from "../machine/state-machine.ts";
import type { Refusal } from "./engine.ts";
import { unsigned } from "./intake.ts";
import type { Parking } from "./parking.ts";

/** Where an envelope has come to: an entry, the parking, or nowhere. */
export type Placed =
  | { readonly status: "entered"; readonly index: number; readonly outcome: Outcome }
  | { readonly status: "parked"; readonly expected: number }
  | { readonly status: "refused"; readonly refusal: Refusal };

/** Entries that are executed one after the other, to be written together or not at all. */
export class Batch<App> {
  readonly #machine: StateMachine<App>;
  readonly #leaves: Uint8Array[] = [];
  readonly #begin: number;
  readonly #readLeaf: (index: number) => Promise<Uint8Array>;
  readonly #parking: Parking;
  readonly #now: () => EpochMs;
  /** Taken out of the parking: to be put back where the batch fails. */
  readonly #unparked: Envelope[] = [];
  #state: ExecState<App>;

  constructor(options: {
    readonly machine: StateMachine<App>;
    readonly state: ExecState<App>;
    readonly readLeaf: (index: number) => Promise<Uint8Array>;
    readonly parking: Parking;
    readonly now: () => EpochMs;
  }) {
    this.#machine = options.machine;
    this.#state = options.state;
    this.#begin = options.state.size;
    this.#readLeaf = options.readLeaf;
    this.#parking = options.parking;
    this.#now = options.now;
  }

  get leaves(): readonly Uint8Array[] {
    return this.#leaves;
  }

  get state(): ExecState<App> {
    return this.#state;
  }

  /** Parks again what was taken out of the parking. */
  abandon(): void {
    for (const envelope of this.#unparked) this.#parking.park(envelope);
  }

  /** Takes an envelope in, and those that were waiting for it. `checked`: its signature is known to hold. */
  async add(envelope: Envelope, checked: boolean): Promise<Placed> {
    const placed = await this.#place(envelope, checked);
    if (placed.status === "entered") await this.#addWaiting(envelope.event.author);
    return placed;
  }

  /** Writes members and keys into the ledger as they stand; gives the index of the entry. */
  addRoster(): number {
    const { state, leaf } = executeRoster(this.#state, this.#now());
    this.#take(state, leaf);
    return state.size - 1;
  }

  async #addWaiting(author: string): Promise<void> {
    for (;;) {
      const seq = this.#state.chains.get(author)?.indices.size ?? 0;
      const waiting = this.#parking.take(author, seq);
      if (!waiting) return;
      this.#unparked.push(waiting);
      await this.#place(waiting, true);
    }
  }

  async #place(envelope: Envelope, checked: boolean): Promise<Placed> {
    const refusal = checked ? undefined : await unsigned(this.#state.roster, envelope);
    if (refusal) return { status: "refused", refusal };
    const place = placeOf(this.#state, envelope);
    if (place.kind === "ahead") return this.#park(envelope, place.expected);
    const evidence = evidenceAgainst(this.#state, envelope);
    for (const index of [place.kind === "behind" ? place.index : undefined, evidence]) {
      const known = index === undefined ? undefined : await this.#known(index, envelope);
      if (known) return known;
    }
    if (evidence !== undefined) {
      const detail = `entry ${evidence} shows a contradiction of ${envelope.event.author} at ${envelope.event.seq}`;
      return { status: "refused", refusal: { code: "chain/disputed", detail } };
    }
    return this.#execute(envelope);
  }

  #execute(envelope: Envelope): Placed {
    const index = this.#state.size;
    const { state, leaf, outcome } = executeEvent(this.#machine, this.#state, envelope, this.#now());
    this.#take(state, leaf);
    if (state.rosterDue) this.addRoster();
    return { status: "entered", index, outcome };
  }

  #take(state: ExecState<App>, leaf: Uint8Array): void {
    this.#state = state;
    this.#leaves.push(leaf);
  }

  #park(envelope: Envelope, expected: number): Placed {
    if (this.#parking.park(envelope)) return { status: "parked", expected };
    return {
      status: "refused",
      refusal: { code: "busy", detail: `too many events of ${envelope.event.author} wait` },
    };
  }

  /** The entry that holds this very envelope already. */
  async #known(index: number, envelope: Envelope): Promise<Placed | undefined> {
    const leaf = this.#leaves[index - this.#begin] ?? (await this.#readLeaf(index));
    const entry = parseLedgerEntry(leaf);
    if (entry.type !== "event" || !equal(entry.envelope.hash, envelope.hash)) return undefined;
    return { status: "entered", index, outcome: entry.outcome };
  }
}
