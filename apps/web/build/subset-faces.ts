import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import type { Plugin } from "vite";
import { charactersOf, fontFaces } from "./font-faces.ts";

const CSS = fileURLToPath(new URL("../src/styles/fonts.css", import.meta.url));
const WHOLE = "@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2";
const NAME = "@subset/nastaliq-for-urdu.woff2";
const require = createRequire(import.meta.url);

/**
 * Makes the face that an Urdu page fetches first. Every feature of its layout is kept with whatever glyphs the
 * letters of its range can turn into, so that they join as in the whole face, of which it is two thirds.
 */
export function subsetNastaliq(): Plugin {
  return {
    name: "subset-nastaliq",
    async config() {
      return { resolve: { alias: { [NAME]: await makeSubset() } } };
    },
  };
}

/** Writes the face beside the packages, where no one edits it, and returns its path. */
async function makeSubset(): Promise<string> {
  const faces = fontFaces(await readFile(CSS, "utf8"));
  const range = faces.find(({ url }) => url === NAME)?.range;
  if (range === undefined) throw new Error(`fonts.css has no face of ${NAME}`);
  // Joiners are drawn as a space of no width: without one they would show.
  const letters = ` ${charactersOf(range).join("")}`;
  const whole = require.resolve(WHOLE);
  const subset = await subsetFont(await readFile(whole), letters, { targetFormat: "woff2" });
  const folder = join(dirname(whole), "../../../.rahdari/fonts");
  await mkdir(folder, { recursive: true });
  const file = join(folder, "nastaliq-for-urdu.woff2");
  await writeFile(file, subset);
  return file;
}
