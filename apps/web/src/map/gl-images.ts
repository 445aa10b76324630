import type { CrossingState } from "../api/contract.ts";
import type { Palette } from "./palette.ts";
import { SIGN_PATHS } from "./signs.ts";

export const SCALE = 2;
const HATCH = 14;
const SIGN = 16;

/** Diagonal stripes for disputed areas; seamless when tiled. */
export function hatchImage(palette: Palette): ImageData {
  const context = canvas(HATCH * SCALE);
  context.strokeStyle = palette.hatch;
  context.globalAlpha = 0.75;
  context.lineWidth = 2.2 * SCALE;
  const size = HATCH * SCALE;
  for (let x = -size; x <= size * 2; x += size / 2) {
    context.moveTo(x - 2, size + 2);
    context.lineTo(x + size + 2, -2);
  }
  context.stroke();
  return context.getImageData(0, 0, size, size);
}

/** The sign of a crossing's state, the same shape as in the text. */
export function signImage(state: CrossingState, palette: Palette): ImageData {
  const context = canvas(SIGN * SCALE);
  context.scale(SCALE, SCALE);
  const { shape, glyph } = SIGN_PATHS[state];
  context.fillStyle = palette.states[state];
  context.strokeStyle = palette.casing;
  context.lineWidth = 1.2;
  context.fill(new Path2D(shape));
  context.stroke(new Path2D(shape));
  context.strokeStyle = palette.glyph;
  context.lineWidth = 1.6;
  context.lineCap = "round";
  context.stroke(new Path2D(glyph));
  return context.getImageData(0, 0, SIGN * SCALE, SIGN * SCALE);
}

function canvas(size: number): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = size;
  element.height = size;
  const context = element.getContext("2d");
  if (context === null) throw new Error("no 2d canvas");
  return context;
}
