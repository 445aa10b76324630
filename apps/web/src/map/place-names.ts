import type { Size } from "./svg-projection.ts";
import type { MapName } from "./uncovered.ts";

/** A dot on the map and what to write beside it. */
export interface Dot {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface NamedDot extends Dot {
  /** Middle of the name and the width it takes. */
  readonly middle: number;
  readonly width: number;
}

/** From the dot to its name, which stands a little above it. */
const BESIDE = 8;
const ABOVE = 6;
const SIZE = 15;

/**
 * Dots in the frame with their names, in their order, as far as no name covers one before it: to the right of the
 * dot, else to the left, else over it where neither side of the frame has room.
 */
export function placeNames(dots: readonly Dot[], size: Size, line: number): readonly NamedDot[] {
  const kept: NamedDot[] = [];
  for (const dot of dots) {
    if (dot.x < 0 || dot.y < 0 || dot.x > size.width || dot.y > size.height) continue;
    const width = [...dot.name].length * SIZE * 0.6;
    const half = width / 2;
    const sides = [dot.x + BESIDE + half, dot.x - BESIDE - half];
    const inside = sides.filter((middle) => middle >= half && middle <= size.width - half);
    const over = Math.min(Math.max(dot.x, half), size.width - half);
    const free = (inside.length > 0 ? inside : [over]).find(
      (middle) =>
        !kept.some(
          (other) =>
            Math.abs(other.y - dot.y) < line &&
            Math.abs(other.middle - middle) < (other.width + width) / 2 + BESIDE,
        ),
    );
    if (free !== undefined) kept.push({ ...dot, middle: free, width });
  }
  return kept;
}

/** The room that the names take, for the names of countries to keep clear of. */
export function roomOf(dots: readonly NamedDot[]): readonly MapName[] {
  return dots.map(({ name, middle, width, y }) => ({ name, x: middle, y: y - ABOVE, width }));
}

/** Where the name is written: its anchor is the side that faces the dot. */
export function nameAt({ x, y, middle }: NamedDot): {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
} {
  const anchor = middle > x + BESIDE ? "start" : middle < x - BESIDE ? "end" : "middle";
  return {
    x: anchor === "middle" ? middle : anchor === "start" ? x + BESIDE : x - BESIDE,
    y: y - ABOVE,
    anchor,
  };
}
