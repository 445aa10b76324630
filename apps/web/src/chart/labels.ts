export interface LabelWish {
  /** Where the label points to, in pixels. */
  readonly x: number;
  readonly width: number;
}

export interface PlacedLabel {
  /** Left edge of the text. */
  readonly left: number;
  /** Row counted from the top, 0 first. */
  readonly row: number;
}

const GAP = 6;

/**
 * Rows for labels so that none covers another: each, from left to right, takes the first row with room.
 * Labels stay between `min` and `max`. Null when more than `rows` rows would be needed.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  min: number,
  max: number,
  rows: number,
): readonly PlacedLabel[] | null {
  const ends: number[] = [];
  const placed: PlacedLabel[] = new Array(wishes.length);
  const order = wishes.map((wish, index) => ({ wish, index })).sort((a, b) => a.wish.x - b.wish.x);
  for (const { wish, index } of order) {
    const left = Math.max(min, Math.min(max - wish.width, wish.x - wish.width / 2));
    const free = ends.findIndex((end) => end + GAP <= left);
    const row = free === -1 ? ends.length : free;
    if (row >= rows) return null;
    ends[row] = left + wish.width;
    placed[index] = { left, row };
  }
  return placed;
}

/** Rough width of a text in pixels; a little too wide rather than too narrow. */
export function textWidth(text: string, size: number): number {
  return [...text].length * size * 0.6;
}
