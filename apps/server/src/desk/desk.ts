import type {
  Draft,
  Envelope,
  JsonObject,
  Outcome,
  PlacedEvent,
  Refusal,
  Rejection,
  StateMachine,
} from "@rahdari/ledger";
import {
  declaresGoods,
  goodsFaults,
  type Payload,
  type PayloadFault,
  type Regimes,
  type TransitState,
} from "@rahdari/transit";
import { type EpochMs, instantText } from "@rahdari/units";
import type { Projector } from "../projection/projector.ts";
import type { Store } from "../store/store.ts";
import type { PayloadRow, RequestRow } from "../store/tables.ts";
import { type Denied, mayState, memberOf } from "./access.ts";
import type { Actor } from "./actor.ts";
import { Delivery } from "./delivery.ts";
import { type FormFault, formFault } from "./form.ts";
import { OneAtATime, within } from "./pace.ts";
import { digestOf, Requests } from "./requests.ts";
import { type SealedPayload, sealPayload } from "./sealed-payload.ts";
import { type Ledger, Messenger, type Voice } from "./voice.ts";

/** A message that somebody hands to an office of this server. */
export type HandIn = {
  readonly actor: Actor;
  /** Of the caller's choice: the same message again under it is the same message. */
  readonly key: string;
  readonly office: string;
  readonly kind: string;
  readonly body: JsonObject;
  /** When it took place; null for now. */
  readonly at: EpochMs | null;
  readonly payload: Payload | null;
  /** States it although the ledger is bound to reject it, for the record. */
  readonly evidence: boolean;
};

/** A message that an office has stated. */
export type Stated = {
  readonly office: string;
  /** Its count in the office's journal. */
  readonly seq: number;
  /** Index of its entry, and what the ledger made of it; null while it is provisional. */
  readonly final: { readonly entry: number; readonly outcome: Outcome } | null;
  /** Whether the tables here hold it: a node that cosigns may get to know a little later what is final. */
  readonly isShown: boolean;
  /** Root of the private payload, Base 64. */
  readonly commit: string | null;
};

/** Why nothing was stated. */
export type NotStated =
  | { readonly why: "form"; readonly fault: FormFault }
  | { readonly why: "denied"; readonly denied: Denied }
  | { readonly why: "no-office" }
  | { readonly why: "key-used" }
  | { readonly why: "rejected"; readonly rejection: Rejection }
  | { readonly why: "payload"; readonly faults: readonly PayloadFault[] }
  | { readonly why: "refused"; readonly refusal: Refusal };

export type Answer = { readonly stated: Stated } | { readonly not: NotStated };

export type DeskOptions = {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly projector: Projector;
  readonly machine: StateMachine<TransitState>;
  readonly regimes: Regimes;
  readonly voices: readonly Voice[];
  readonly now: () => EpochMs;
  readonly onTrouble: (what: string, error: unknown) => void;
};

/** Takes messages in for the offices of this server: written down once, signed, and brought to the ledger. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #messengers: ReadonlyMap<string, Messenger>;
  readonly #requests: Requests;
  readonly #delivery: Delivery;
  readonly #noting: OneAtATime;
  readonly #running = new Map<string, { readonly digest: string; readonly answer: Promise<Answer> }>();

  private constructor(options: DeskOptions) {
    this.#options = options;
    const messengers = options.voices.map((voice) => new Messenger(voice, options.ledger));
    this.#messengers = new Map(messengers.map((messenger) => [messenger.voice.author, messenger]));
    const requests = new Requests(options.store, options.now);
    this.#requests = requests;
    this.#delivery = new Delivery({ messengers, requests, onTrouble: options.onTrouble });
    this.#noting = new OneAtATime(() => requests.noteLanded());
  }

  /** Opens the desk: what was under way when the last one ended is brought to its end, or was never begun. */
  static async open(options: DeskOptions): Promise<Desk> {
    const desk = new Desk(options);
    await desk.#recover();
    return desk;
  }

  /** Offices that this server speaks for. */
  get offices(): readonly string[] {
    return [...this.#messengers.keys()];
  }

  /** Whether the ledger could not be asked when it was tried last. */
  get isLedgerAway(): boolean {
    return this.#delivery.isAway;
  }

  /** Takes a message in. Rejects where a disk or the database fails: the same again under its key is safe. */
  handIn(said: HandIn): Promise<Answer> {
    const fault = formFault(said.body, said.payload);
    if (fault) return Promise.resolve({ not: { why: "form", fault } });
    const id = `${said.actor.id} ${said.key}`;
    const digest = digestOf({ ...handed(said) });
    const running = this.#running.get(id);
    if (running)
      return running.digest === digest ? running.answer : Promise.resolve({ not: { why: "key-used" } });
    const answer = this.#handIn(said, digest).finally(() => this.#running.delete(id));
    this.#running.set(id, { digest, answer });
    return answer;
  }

  /** Keeps a payload that was given to another server first, and opens what is on the ledger. */
  keepPayload(payload: PayloadRow): Promise<void> {
    return this.#requests.keep(payload);
  }

  /** Notes where messages have landed, and brings again what the ledger did not take at once. To be called often. */
  async tidy(): Promise<void> {
    await this.#noting.run();
    await this.#delivery.round();
  }

  /** Forgets what nobody asks for any more. To be called now and then. */
  upkeep(): Promise<void> {
    return this.#requests.forgetOld();
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#running.values()].map(({ answer }) => answer));
    await this.#requests.idle();
    await this.#delivery.close();
  }

  async #handIn(said: HandIn, digest: string): Promise<Answer> {
    const messenger = this.#messengers.get(said.office);
    if (!messenger) return { not: { why: "no-office" } };
    const sealed = said.payload && sealPayload(said.payload);
    const draft = this.#draftOf(said, sealed);
    const not = this.#foresee(said, draft);
    if (not) return (await this.#answered(said, digest)) ?? { not };
    const request = this.#requestOf(said, digest, draft, messenger, sealed);
    const payload = sealed && this.#payloadOf(said, sealed);
    if (!(await this.#requests.begin({ request, payload }))) {
      const known = await this.#answered(said, digest);
      if (known) return known;
      // Begun before, and broken off with nothing written down: #answered has forgotten it.
      if (!(await this.#requests.begin({ request, payload }))) return { not: { why: "key-used" } };
    }
    return this.#state(messenger, request, draft);
  }

  #draftOf({ kind, body, at }: HandIn, sealed: SealedPayload | null): Draft {
    const commit = sealed && new Uint8Array(Buffer.from(sealed.commit, "base64"));
    return { kind, body, at: at ?? this.#options.now(), ...(commit && { commit }) };
  }

  /** What speaks against a message before it is written down for good. */
  #foresee(said: HandIn, { at = 0 as EpochMs, commit }: Draft): NotStated | undefined {
    const { ledger, machine, now } = this.#options;
    const { actor, office, kind, body, evidence } = said;
    const { app, size, time } = ledger.state;
    const denied = mayState(actor, office, said, app);
    if (denied) return { why: "denied", denied };
    // An office that takes a paper declaration may know no more than the ledger; who declares knows the goods.
    if (actor.role === "holder" && declaresGoods(kind) && said.payload === null)
      return {
        why: "form",
        fault: {
          pointer: "/payload",
          detail: "missing: a holder declares the goods too",
          code: "field/missing",
        },
      };
    if (evidence) return undefined;
    const faults = goodsFaults(said, this.#options.regimes, at);
    if (faults.length > 0) return { why: "payload", faults };
    const received = Math.max(time, now()) as EpochMs;
    const hidden = commit ? Buffer.from(commit).toString("base64") : null;
    const event: PlacedEvent = {
      index: size,
      received,
      at,
      author: office,
      member: memberOf(office),
      kind,
      body,
      commit: hidden,
    };
    const verdict = machine.apply(app, event);
    return "rejection" in verdict ? { why: "rejected", rejection: verdict.rejection } : undefined;
  }

  #requestOf(
    { actor, key, office }: HandIn,
    digest: string,
    draft: Draft,
    { voice }: Messenger,
    sealed: SealedPayload | null,
  ): RequestRow {
    const own = { credential: actor.id, key, digest, draft: draftDigest(draft), office };
    const secret = { commit: sealed?.commit ?? null, seed: sealed?.seed ?? null };
    return {
      ...own,
      ...secret,
      after: voice.journal.size,
      begun: this.#options.now(),
      seq: null,
      entry: null,
      refused: null,
      landed: null,
    };
  }

  #payloadOf({ body }: HandIn, { commit, opening }: SealedPayload): PayloadRow {
    return { commit, movement: String(body.movement), opening, received: this.#options.now() };
  }

  async #state(messenger: Messenger, request: RequestRow, draft: Draft): Promise<Answer> {
    const envelope = await messenger.voice.journal.state(draft);
    return this.#land(messenger, request, envelope);
  }

  async #land(messenger: Messenger, request: RequestRow, envelope: Envelope): Promise<Answer> {
    const { seq, commit } = envelope.event;
    const done = await this.#delivery.bring(messenger, envelope, request);
    if (done?.status === "refused" && done.refusal.code !== "busy")
      return { not: { why: "refused", refusal: done.refusal } };
    const final = done?.status === "final" ? { entry: done.index, outcome: done.outcome } : null;
    const isShown = final !== null && (await this.#isShown(final.entry));
    return { stated: { office: request.office, seq, final, isShown, commit } };
  }

  async #isShown(entry: number): Promise<boolean> {
    const { projector } = this.#options;
    await within(SEEN_MS, projector.until(entry + 1));
    return projector.entries > entry;
  }

  /**
   * The answer that a request under this key had; undefined where there was none. One that was begun and broken off
   * with nothing written down is forgotten.
   */
  async #answered(said: HandIn, digest: string): Promise<Answer | undefined> {
    const row = await this.#requests.find(said.actor.id, said.key);
    if (!row) return undefined;
    if (row.digest !== digest) return { not: { why: "key-used" } };
    const messenger = this.#messengers.get(row.office);
    if (!messenger) return { not: { why: "no-office" } };
    const envelope = await this.#envelopeOf(messenger, row);
    if (!envelope) return void (await this.#requests.forget(row));
    await this.#supply(said, row);
    return this.#land(messenger, row, envelope);
  }

  /** Handed in again, a payload that is missing is written down: it opens the same root. */
  async #supply(said: HandIn, { commit, seed }: RequestRow): Promise<void> {
    if (!said.payload || seed === null) return;
    const sealed = sealPayload(said.payload, seed);
    if (sealed.commit === commit) await this.#requests.keep(this.#payloadOf(said, sealed));
  }

  /** The event that was made of a request: by its count, or by what it says where the count was lost. */
  async #envelopeOf({ voice }: Messenger, row: RequestRow): Promise<Envelope | undefined> {
    const { journal, author } = voice;
    await journal.refresh();
    if (row.seq !== null) {
      // Put back from an older copy: stated it was, and is not to be stated again.
      if (row.seq >= journal.size) throw new Error(`the journal of ${author} does not hold event ${row.seq}`);
      return (await journal.envelopes(row.seq, row.seq + 1))[0];
    }
    const candidates = await journal.envelopes(Math.max(journal.first, row.after), journal.size);
    return candidates.find(({ event }) => draftDigest(draftIn(event)) === row.draft);
  }

  /** What is known of requests that nobody noted the end of is what the journals say. */
  async #recover(): Promise<void> {
    for (const row of await this.#requests.begun()) {
      const messenger = this.#messengers.get(row.office);
      // An office that moved to another server: only there can be told what became of it.
      if (!messenger) continue;
      const envelope = await this.#envelopeOf(messenger, row);
      if (!envelope) await this.#requests.forget(row);
      else this.#requests.locate(row, envelope.event.seq);
    }
    await this.#requests.noteLanded();
    await this.#delivery.begin();
  }
}

/** A node that cosigns may get to know an entry a little after it is final: the answer does not wait for ever. */
const SEEN_MS = 2_500;

/** What of a message makes it the same message. */
function handed({ office, kind, body, at, payload, evidence }: HandIn) {
  return { office, kind, body, at, payload, evidence };
}

/** What of a draft the event shows. */
function draftDigest({ kind, body, at, commit }: Draft): string {
  const time = at === undefined ? null : instantText(at);
  return digestOf({ kind, body, at: time, commit: commit ? Buffer.from(commit).toString("base64") : null });
}

function draftIn({ kind, body, at, commit }: Envelope["event"]): Draft {
  const bytes = commit === null ? undefined : new Uint8Array(Buffer.from(commit, "base64"));
  return { kind, body, at: Date.parse(at) as EpochMs, ...(bytes && { commit: bytes }) };
}
