import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { loadNetwork, shippedDataDir } from "@rahdari/network";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { charactersOf, fontFaces } from "../../build/font-faces.ts";
import { type Desk, openDesk } from "../support/browser.ts";
import { DIST } from "../support/built-page.ts";

const SRC = new URL("../../src/", import.meta.url);
const WHOLE = "@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2";
const [first, rest] = fontFaces(readFileSync(new URL("styles/fonts.css", SRC), "utf8")).filter(
  ({ family }) => family === "Noto Nastaliq Urdu",
);

describe("the face that Urdu is set in", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  it("has every letter that the page and the data say in Urdu", () => {
    const has = new Set(charactersOf(first!.range));
    const missing = urduWords().flatMap((word) => [...word].filter((letter) => !has.has(letter)));
    expect(missing).toEqual([]);
  });

  it("leaves the others to the whole face, once each", () => {
    const [own, left] = [charactersOf(first!.range), charactersOf(rest!.range)];
    expect(rest?.url).toBe(WHOLE);
    expect(own.filter((letter) => left.includes(letter))).toEqual([]);
    // Sindhi, Pashto and the signs of the Koran among them.
    for (const letter of "ڪښۀﷲۛؐ") expect(own.includes(letter) || left.includes(letter), letter).toBe(true);
  });

  it("joins every word as the whole face does", async () => {
    const page = await desk.open("lang=en&map=svg");
    const faces = { cut: base64(cutFile()), whole: base64(createRequire(import.meta.url).resolve(WHOLE)) };
    const differing = await page.evaluate(differingWords, { faces, words: urduWords() });
    expect(differing).toEqual([]);
    await page.context().close();
  });

  it("spares an Urdu page the whole face", async () => {
    const page = await desk.open("lang=ur&map=svg");
    await page.locator(".detail").waitFor();
    const fetched = await page.evaluate(async () => {
      await document.fonts.ready;
      return performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1) ?? "");
    });
    const nastaliq = fetched.filter((name) => name.includes("nastaliq"));
    expect(nastaliq).toEqual([expect.stringMatching(/^nastaliq-for-urdu-[\w-]{8}\.woff2$/)]);
    await page.context().close();
  });
});

/** Each word of the Urdu catalogues and of the names in the data, once. */
function urduWords(): readonly string[] {
  const catalogues = readdirSync(new URL("i18n/", SRC)).filter((name) => name.startsWith("ur"));
  const { places } = loadNetwork({ dirs: [shippedDataDir] });
  const texts = [
    ...catalogues.map((name) => readFileSync(new URL(`i18n/${name}`, SRC), "utf8")),
    ...[...places.values()].map(({ names }) => names?.ur ?? ""),
  ];
  return [...new Set(texts.flatMap((text) => text.match(/[\p{scx=Arabic}\p{Join_Control}]+/gu) ?? []))];
}

function cutFile(): string {
  const name = readdirSync(join(DIST, "assets")).find((file) =>
    /^nastaliq-for-urdu-[\w-]{8}\.woff2$/.test(file),
  );
  if (name === undefined) throw new Error("The built page has no face cut down to Urdu.");
  return join(DIST, "assets", name);
}

function base64(file: string): string {
  return readFileSync(file).toString("base64");
}

/** In the browser: the words that the two faces draw otherwise, to the last pixel. */
async function differingWords({
  faces,
  words,
}: {
  faces: Readonly<Record<"cut" | "whole", string>>;
  words: readonly string[];
}): Promise<readonly string[]> {
  for (const [family, data] of Object.entries(faces)) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    document.fonts.add(await new FontFace(family, bytes).load());
  }
  const context = Object.assign(document.createElement("canvas"), { width: 400, height: 120 }).getContext(
    "2d",
    {
      willReadFrequently: true,
    },
  );
  if (context === null) throw new Error("no canvas");
  const drawn = (family: string, word: string) => {
    context.clearRect(0, 0, 400, 120);
    context.font = `32px ${family}`;
    context.direction = "rtl";
    context.fillText(word, 390, 70);
    return context.getImageData(0, 0, 400, 120).data.join();
  };
  if (drawn("cut", "راہداری") === drawn("serif", "راہداری")) throw new Error("the face was not used");
  return words.filter((word) => drawn("cut", word) !== drawn("whole", word));
}
