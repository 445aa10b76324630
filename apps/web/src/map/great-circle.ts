import type { Position } from "./scene.ts";

const RADIANS = Math.PI / 180;
const PIECES = 24;

/** The shortest way over the sphere, in equal pieces. */
export function greatCircle(from: Position, to: Position): readonly Position[] {
  const a = vector(from);
  const b = vector(to);
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  if (angle < 1e-9) return [from, to];
  const inner = Array.from({ length: PIECES - 1 }, (_, index) => between(a, b, angle, (index + 1) / PIECES));
  return [from, ...inner, to];
}

type Vector = readonly [number, number, number];

function vector([lon, lat]: Position): Vector {
  const [phi, lambda] = [lat * RADIANS, lon * RADIANS];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

function between(a: Vector, b: Vector, angle: number, part: number): Position {
  const [wa, wb] = [Math.sin((1 - part) * angle) / Math.sin(angle), Math.sin(part * angle) / Math.sin(angle)];
  const [x, y, z] = [wa * a[0] + wb * b[0], wa * a[1] + wb * b[1], wa * a[2] + wb * b[2]];
  return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
}
