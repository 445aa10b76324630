import type { Size } from "./svg-projection.ts";

/** A name centred on a point of a map. */
export interface MapName {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Names that lie whole in the frame and cover none before them, in their order. */
export function uncovered<T extends MapName>(names: readonly T[], size: Size, height: number): readonly T[] {
  const kept: T[] = [];
  for (const one of names) {
    const half = one.width / 2;
    const inside =
      one.x >= half && one.x <= size.width - half && one.y >= height && one.y <= size.height - height;
    const covers = kept.some(
      (other) =>
        Math.abs(other.y - one.y) < height && Math.abs(other.x - one.x) < (other.width + one.width) / 2,
    );
    if (inside && !covers) kept.push(one);
  }
  return kept;
}
