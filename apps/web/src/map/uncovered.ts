import type { Size } from "./svg-projection.ts";

/** A name centred on a point of a map. */
export interface MapName {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** By what part of its width a name may step aside. */
const ASIDE = [0, -1 / 3, 1 / 3] as const;

/**
 * Names that lie whole in the frame and cover neither one before them, in their order, nor what is `taken`; each
 * may step aside a little for that.
 */
export function uncovered<T extends MapName>(
  names: readonly T[],
  size: Size,
  height: number,
  taken: readonly MapName[] = [],
): readonly T[] {
  const kept: T[] = [];
  const inside = ({ x, y, width }: MapName) =>
    x >= width / 2 && x <= size.width - width / 2 && y >= height && y <= size.height - height;
  const covers = ({ x, y, width }: MapName) =>
    [...taken, ...kept].some(
      (other) => Math.abs(other.y - y) < height && Math.abs(other.x - x) < (other.width + width) / 2,
    );
  for (const one of names.filter(inside)) {
    const places = ASIDE.map((part) => ({ ...one, x: one.x + part * one.width }));
    const free = places.find((place) => inside(place) && !covers(place));
    if (free !== undefined) kept.push(free);
  }
  return kept;
}
