export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Straight pieces through points, as an SVG path to a tenth of a pixel. */
export function linePath(points: readonly Point[]): string {
  return points
    .map((point, index) => `${index === 0 ? "M" : "L"}${round(point.x)} ${round(point.y)}`)
    .join("");
}

/** The band between an upper and a lower line. */
export function bandPath(upper: readonly Point[], lower: readonly Point[]): string {
  return upper.length === 0 ? "" : `${linePath([...upper, ...[...lower].reverse()])}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
