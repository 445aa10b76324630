import type { Envelope } from "../event/envelope.ts";

/** Most envelopes that are kept for one author until the events before them come. */
const MOST_AHEAD = 10_000;

/** Envelopes that came before the ones that they follow on: kept, in no order, until their turn. */
export class Parking {
  readonly #authors = new Map<string, Map<number, Envelope>>();

  /** Keeps an envelope; false where this author's place is full. The first one of a count stays. */
  park(envelope: Envelope): boolean {
    const { author, seq } = envelope.event;
    const own = this.#authors.get(author) ?? new Map<number, Envelope>();
    this.#authors.set(author, own);
    if (own.has(seq)) return true;
    if (own.size >= MOST_AHEAD) return false;
    own.set(seq, envelope);
    return true;
  }

  /** Takes the envelope whose turn has come out, where it is here. */
  take(author: string, seq: number): Envelope | undefined {
    const own = this.#authors.get(author);
    const envelope = own?.get(seq);
    if (envelope) own?.delete(seq);
    if (own?.size === 0) this.#authors.delete(author);
    return envelope;
  }

  get size(): number {
    return [...this.#authors.values()].reduce((sum, own) => sum + own.size, 0);
  }
}
