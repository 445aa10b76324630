/** How long the same is not told again. */
const QUIET_MS = 60_000;
/** Kinds remembered at a time. */
const MOST_KINDS = 200;

type Kind = { readonly at: number; times: number };

/** Keeps apart what is told for the first time in a minute, and what only repeats itself. */
export class Repeats {
  readonly #now: () => number;
  readonly #kinds = new Map<string, Kind>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How often it came since it was told last; undefined where it was told within the minute: not to be told again. */
  of(kind: string): number | undefined {
    const known = this.#kinds.get(kind);
    const now = this.#now();
    if (known && Math.abs(now - known.at) < QUIET_MS) {
      known.times++;
      return undefined;
    }
    this.#kinds.delete(kind);
    this.#kinds.set(kind, { at: now, times: 0 });
    const [eldest] = this.#kinds.keys();
    if (this.#kinds.size > MOST_KINDS && eldest !== undefined) this.#kinds.delete(eldest);
    return known?.times ?? 0;
  }
}
