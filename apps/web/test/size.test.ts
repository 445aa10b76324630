import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { DIST, ensureBuilt } from "./support/built-page.ts";

const LIMIT = 350_000;
/** Faces that a page in the language needs for its ordinary text. */
const FACES = {
  en: ["noto-sans-basic-400", "noto-sans-basic-600"],
  // One weight: Nastaliq is not set bold.
  ur: ["noto-sans-basic-400", "nastaliq-for-urdu"],
  ru: ["noto-sans-basic-400", "noto-sans-basic-600", "noto-sans-cyrillic-400", "noto-sans-cyrillic-600"],
} as const;

describe("the first load", () => {
  beforeAll(ensureBuilt, 120_000);

  it.each(["en", "ur", "ru"] as const)("stays under 350 kB without the map (%s)", (lang) => {
    const page = readFileSync(join(DIST, "index.html"), "utf8");
    const linked = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
    // What the planner and the data say comes with the answer, the phrases of a part with that part.
    const phrases = assets().filter((name) => new RegExp(`^${lang}-[\\w-]{8}\\.js$`).test(name));
    const extra = [
      ...assets().filter((name) => FACES[lang].some((part) => name.startsWith(part))),
      ...phrases,
    ];
    const files = ["index.html", ...linked, ...extra.map((name) => `assets/${name}`)];
    expect(extra).toHaveLength(FACES[lang].length + (lang === "en" ? 0 : 1));
    expect(sum(files)).toBeLessThan(LIMIT);
  });

  it("does not hold the map, another language or Nastaliq", () => {
    const page = readFileSync(join(DIST, "index.html"), "utf8");
    expect(page).not.toMatch(/gl-map|svg-map|\/(?:en|ur|ru)-|nastaliq/);
  });

  it("carries none of the schemas that the interface is described by", () => {
    const scripts = assets().filter((name) => name.endsWith(".js"));
    const withZod = scripts.filter((name) =>
      /ZodError|_zod\b/.test(readFileSync(join(DIST, "assets", name), "utf8")),
    );
    expect(withZod).toEqual([]);
  });

  it("asks no other server for anything", () => {
    const addresses = assets()
      .filter((name) => /\.(js|css)$/.test(name))
      .flatMap((name) => [
        ...readFileSync(join(DIST, "assets", name), "utf8").matchAll(/url\(["']?(https?:[^)"']+)/g),
      ])
      .map((match) => match[1]);
    expect(addresses).toEqual([]);
  });
});

describe("the verifier", () => {
  beforeAll(ensureBuilt, 120_000);
  const page = () => readFileSync(join(DIST, "verify.html"), "utf8");

  it("is one file under 310 kB, 110 kB on its way", () => {
    expect(Buffer.byteLength(page())).toBeLessThan(310_000);
    expect(gzipSync(page()).length).toBeLessThan(110_000);
  });

  it("names no other file, and holds a place for a bundle", () => {
    const markup = page().replace(/<script>[\s\S]*<\/script>/, "");
    const named = [...markup.matchAll(/(?:src|href)="(?!data:)[^"]*"|url\((?!data:)[^)]*|@import[^;]*/g)];
    expect(named.map(([found]) => found)).toEqual([]);
    expect(markup).toContain('<script type="application/json" id="bundle"></script>');
    expect(page().match(/<script/g)).toHaveLength(2);
  });

  it("holds no code that Safari 14 or Firefox 78 cannot read", () => {
    expect(/\(\?<[=!]|\?\?=|\|\|=|&&=|static\{/.test(page())).toBe(false);
  });
});

function assets(): string[] {
  return readdirSync(join(DIST, "assets"));
}

/** Bytes over the wire: text gzipped, fonts as they are. */
function sum(files: readonly string[]): number {
  const weigh = (name: string) => {
    const content = readFileSync(join(DIST, name));
    return name.endsWith(".woff2") ? content.length : gzipSync(content).length;
  };
  return files.reduce((total, name) => total + weigh(name), 0);
}
