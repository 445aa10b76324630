import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";
import type { Plugin } from "vite";
import { charactersOf, type FontFace, fontFaces } from "./font-faces.ts";

/** The whole face behind each that is cut down. */
const WHOLE: Readonly<Record<string, string>> = {
  "@subset/nastaliq-for-urdu.woff2":
    "@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2",
  "@subset/naskh-for-urdu.woff2":
    "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
  "@subset/noto-sans-basic-400.woff2": "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2",
  "@subset/noto-sans-basic-600.woff2": "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2",
};
const require = createRequire(import.meta.url);

/**
 * Makes the faces of a style sheet that are cut down, of the letters in their unicode-range. Every feature of the layout is
 * kept with whatever glyphs those letters can turn into, so that they join as in the whole face.
 */
export function subsetFaces(css: string): Plugin {
  return {
    name: "subset-faces",
    async config() {
      const faces = fontFaces(await readFile(css, "utf8")).filter(({ url }) => url in WHOLE);
      const files = await Promise.all(faces.map(async (face) => [face.url, await makeSubset(face)]));
      return { resolve: { alias: Object.fromEntries(files) } };
    },
  };
}

/** Writes the face beside the packages, where no one edits it, and returns its path. */
async function makeSubset({ url, range }: FontFace): Promise<string> {
  // Joiners are drawn as a space of no width: without one they would show.
  const letters = ` ${charactersOf(range).join("")}`;
  const whole = require.resolve(WHOLE[url] ?? "");
  const subset = await subsetFont(await readFile(whole), letters, { targetFormat: "woff2" });
  const folder = join(dirname(whole), "../../../.rahdari/fonts");
  await mkdir(folder, { recursive: true });
  const file = join(folder, url.replace("@subset/", ""));
  await writeFile(file, subset);
  return file;
}
