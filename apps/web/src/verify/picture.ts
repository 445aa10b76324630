import { type Picture, readQr } from "@rahdari/ledger/verify";

/** Longest sides to try, in dots: a small picture is quick and has little noise, a large one keeps fine codes. */
const SIDES = [1_000, 2_000, 3_200];

/** The text of the code in an image; undefined where none is found. Throws where it cannot be opened. */
export async function readImage(file: Blob): Promise<string | undefined> {
  const image = await createImageBitmap(file);
  try {
    const longest = Math.max(image.width, image.height);
    const sides = [...SIDES.filter((side) => side < longest), Math.min(longest, 4_000)].slice(
      0,
      SIDES.length,
    );
    for (const side of sides) {
      const text = readQr(pictureOf(image, image.width, image.height, side / longest));
      if (text !== undefined) return text;
      await pause(0);
    }
    return undefined;
  } finally {
    image.close();
  }
}

/** The dots of an image, drawn at a scale on white: codes may have no ground of their own. */
export function pictureOf(image: CanvasImageSource, wide: number, high: number, scale: number): Picture {
  const [width, height] = [Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale))];
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
