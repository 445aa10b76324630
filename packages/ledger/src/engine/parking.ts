import type { Envelope } from "../event/envelope.ts";

/** Most bytes that are kept for all authors of one member until the events before them come. */
const MOST_BYTES = 16 << 20;

/** Envelopes that came before the ones that they follow on: kept, in no order, until their turn. */
export class Parking {
  readonly #authors = new Map<string, Map<number, Envelope>>();
  /** Bytes kept, by member: whoever has a key of it may write in the name of as many offices as it likes. */
  readonly #bytes = new Map<string, number>();

  /** Keeps an envelope; false where its member's place is full. The first one of a count stays. */
  park(envelope: Envelope): boolean {
    const { author, seq } = envelope.event;
    const own = this.#authors.get(author) ?? new Map<number, Envelope>();
    if (own.has(seq)) return true;
    const bytes = (this.#bytes.get(memberOf(author)) ?? 0) + envelope.bytes.length;
    if (bytes > MOST_BYTES) return false;
    this.#bytes.set(memberOf(author), bytes);
    this.#authors.set(author, own.set(seq, envelope));
    return true;
  }

  /** Takes the envelope whose turn has come out, where it is here. */
  take(author: string, seq: number): Envelope | undefined {
    const own = this.#authors.get(author);
    const envelope = own?.get(seq);
    if (!own || !envelope) return undefined;
    own.delete(seq);
    if (own.size === 0) this.#authors.delete(author);
    const bytes = (this.#bytes.get(memberOf(author)) ?? 0) - envelope.bytes.length;
    if (bytes > 0) this.#bytes.set(memberOf(author), bytes);
    else this.#bytes.delete(memberOf(author));
    return envelope;
  }

  get size(): number {
    return [...this.#authors.values()].reduce((sum, own) => sum + own.size, 0);
  }
}

function memberOf(author: string): string {
  return author.split("/", 1)[0] as string;
}
