import type { Picture } from "@rahdari/ledger";
import { decode, encode } from "fast-png";
import jpeg from "jpeg-js";
import { Trouble } from "./trouble.ts";

/** Dots of the largest picture that is looked at: what a good telephone takes. */
const MOST_DOTS = 64_000_000;
/** Dots of a printed module: the code of 149 modules on 70 mm has 25 to the millimetre. */
const SCALE = 12;
const QUIET = 4;

/** Whether bytes are those of a picture that `readPicture` reads. */
export function isPicture(bytes: Uint8Array): boolean {
  return isPng(bytes) || isJpeg(bytes);
}

/** Reads a PNG or JPEG picture. Throws Trouble for one that is broken or too large. */
export function readPicture(bytes: Uint8Array, file: string): Picture {
  try {
    return isPng(bytes) ? readPng(bytes) : readJpeg(bytes);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "";
    throw new Trouble("bad-picture", file, `cannot be read as a picture: ${why}`, {
      wayOut: "give a PNG or JPEG of at most 64 million dots",
      cause,
    });
  }
}

/** A QR code as a PNG of black and white, for 70 mm with its quiet zone. */
export function qrPng(rows: readonly (readonly boolean[])[]): Uint8Array {
  const side = (rows.length + 2 * QUIET) * SCALE;
  const data = new Uint8Array(side * side).fill(255);
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) {
      if (!dark) continue;
      for (let line = 0; line < SCALE; line++) {
        const from = ((y + QUIET) * SCALE + line) * side + (x + QUIET) * SCALE;
        data.fill(0, from, from + SCALE);
      }
    }
  }
  return encode({ width: side, height: side, data, depth: 8, channels: 1 });
}

function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

function readPng(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The head tells how large it unpacks; a few bytes can stand for a white square of gigabytes.
  if (view.getUint32(16) * view.getUint32(20) > MOST_DOTS) throw new Error("too large");
  const { width, height, data, depth, channels, palette } = decode(bytes, { checkCrc: true });
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  const most = palette ? 255 : 2 ** depth - 1;
  for (let i = 0; i < width * height; i++) {
    const dot = palette ? (palette[sample(data, i, { width, depth })] ?? []) : undefined;
    const own = (channel: number) => {
      if (dot) return dot[channel] ?? 255;
      if (channels < 3 && depth < 8) return sample(data, i, { width, depth });
      return data[i * channels + (channels < 3 ? 0 : channel)] ?? 0;
    };
    const opaque = opacity(data, i, channels, most, dot);
    for (let channel = 0; channel < 3; channel++) {
      const value = (own(channel) / most) * 255;
      out[i * 4 + channel] = value * opaque + 255 * (1 - opaque);
    }
  }
  return { width, height, data: out };
}

/** From 0 to 1; what is not opaque is seen on white. */
function opacity(
  data: ArrayLike<number>,
  i: number,
  channels: number,
  most: number,
  dot: readonly number[] | undefined,
): number {
  if (dot) return (dot[3] ?? 255) / 255;
  return channels === 2 || channels === 4 ? (data[i * channels + channels - 1] ?? most) / most : 1;
}

/** Samples of fewer than eight bits lie packed, each row from a new byte on. */
function sample(
  data: ArrayLike<number>,
  i: number,
  { width, depth }: { readonly width: number; readonly depth: number },
): number {
  if (depth >= 8) return data[i] ?? 0;
  const [x, y] = [i % width, Math.floor(i / width)];
  const bits = y * Math.ceil((width * depth) / 8) * 8 + x * depth;
  return ((data[bits >> 3] ?? 0) >> (8 - depth - (bits & 7))) & (2 ** depth - 1);
}

function readJpeg(bytes: Uint8Array): Picture {
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: true,
    maxResolutionInMP: MOST_DOTS / 1_000_000,
    maxMemoryUsageInMB: 1_024,
  });
  return { width, height, data };
}
