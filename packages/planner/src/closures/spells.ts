/**
 * For each draw the spells in which something is shut, in compressed rows: those of draw i are
 * `offsets[i]` to `offsets[i + 1]`, in order, not touching, each from `starts` to `ends` in hours since
 * 1970, end not included.
 */
export type Spells = {
  readonly draws: number;
  readonly offsets: Int32Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Draw of each spell: most draws have none, so loops run over spells. */
  readonly drawOf: Int32Array;
};

/** Never shut. */
export function noSpells(draws: number): Spells {
  return spellsOf(Array.from({ length: draws }, () => []));
}

/** Shut in the same intervals in every draw (announced works, a calendar). */
export function fixedSpells(draws: number, intervals: readonly (readonly [number, number])[]): Spells {
  return spellsOf(Array.from({ length: draws }, () => intervals));
}

/** From intervals per draw, in any order; overlapping or touching ones are merged, empty ones dropped. */
export function spellsOf(perDraw: readonly (readonly (readonly [number, number])[])[]): Spells {
  const builder = new SpellBuilder(perDraw.length);
  for (const intervals of perDraw) {
    for (const [start, end] of intervals.toSorted((a, b) => a[0] - b[0])) builder.add(start, end);
    builder.endDraw();
  }
  return builder.build();
}

/** Shut where either is; a union opens no draw earlier than its parts. Throws RangeError on unequal draws. */
export function unionSpells(a: Spells, b: Spells): Spells {
  if (a.draws !== b.draws) throw new RangeError(`unequal draws: ${a.draws}, ${b.draws}`);
  if (a.starts.length === 0) return b;
  if (b.starts.length === 0) return a;
  const builder = new SpellBuilder(a.draws);
  for (let draw = 0; draw < a.draws; draw++) {
    let [i, j] = [a.offsets[draw] as number, b.offsets[draw] as number];
    const [endA, endB] = [a.offsets[draw + 1] as number, b.offsets[draw + 1] as number];
    while (i < endA || j < endB) {
      const takeA = j >= endB || (i < endA && (a.starts[i] as number) <= (b.starts[j] as number));
      const [from, k] = takeA ? [a, i++] : [b, j++];
      builder.add(from.starts[k] as number, from.ends[k] as number);
    }
    builder.endDraw();
  }
  return builder.build();
}

/** First instant from `at` on at which it is open in this draw: `at` itself, or the end of the spell. */
export function openFrom(spells: Spells, draw: number, at: number): number {
  const last = spells.offsets[draw + 1] as number;
  for (let k = spells.offsets[draw] as number; k < last; k++) {
    if ((spells.starts[k] as number) > at) return at;
    if ((spells.ends[k] as number) > at) return spells.ends[k] as number;
  }
  return at;
}

/** Share of draws in which it is shut at an instant. */
export function shareShut(spells: Spells, at: number): number {
  let shut = 0;
  for (let draw = 0; draw < spells.draws; draw++) if (openFrom(spells, draw, at) > at) shut++;
  return spells.draws === 0 ? 0 : shut / spells.draws;
}

/** Builds spells draw by draw; starts must not decrease within a draw. */
export class SpellBuilder {
  readonly #offsets: Int32Array;
  #starts = new Float64Array(64);
  #ends = new Float64Array(64);
  #count = 0;
  #draw = 0;

  constructor(draws: number) {
    this.#offsets = new Int32Array(draws + 1);
  }

  add(start: number, end: number): void {
    if (!(end > start)) return;
    const last = this.#count - 1;
    if (last >= (this.#offsets[this.#draw] as number) && start <= (this.#ends[last] as number)) {
      this.#ends[last] = Math.max(this.#ends[last] as number, end);
      return;
    }
    if (this.#count === this.#starts.length) this.#grow();
    this.#starts[this.#count] = start;
    this.#ends[this.#count++] = end;
  }

  endDraw(): void {
    this.#offsets[++this.#draw] = this.#count;
  }

  build(): Spells {
    const drawOf = new Int32Array(this.#count);
    for (let draw = 0; draw + 1 < this.#offsets.length; draw++) {
      drawOf.fill(draw, this.#offsets[draw], this.#offsets[draw + 1]);
    }
    return {
      draws: this.#offsets.length - 1,
      offsets: this.#offsets,
      starts: this.#starts.slice(0, this.#count),
      ends: this.#ends.slice(0, this.#count),
      drawOf,
    };
  }

  #grow(): void {
    const [starts, ends] = [this.#starts, this.#ends];
    this.#starts = new Float64Array(starts.length * 2);
    this.#ends = new Float64Array(starts.length * 2);
    this.#starts.set(starts);
    this.#ends.set(ends);
  }
}
