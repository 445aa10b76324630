import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Catalogue, type Entry, type MessageKey, untranslated } from "../src/i18n/catalogue.ts";
import { loadCrossingPhrases } from "../src/i18n/crossing-phrases.ts";
import { en } from "../src/i18n/en.ts";
import { enClaim } from "../src/i18n/en-claim.ts";
import { enCrossing } from "../src/i18n/en-crossing.ts";
import { enMessages } from "../src/i18n/en-messages.ts";
import { enVerify } from "../src/i18n/en-verify.ts";
import { LANGS, LOCALES, READABLE } from "../src/i18n/locales.ts";
import { ru } from "../src/i18n/ru.ts";
import { ruClaim } from "../src/i18n/ru-claim.ts";
import { ruCrossing } from "../src/i18n/ru-crossing.ts";
import { ruMessages } from "../src/i18n/ru-messages.ts";
import { ruVerify } from "../src/i18n/ru-verify.ts";
import { placeholders, translate, translateCode } from "../src/i18n/translate.ts";
import { ur } from "../src/i18n/ur.ts";
import { urClaim } from "../src/i18n/ur-claim.ts";
import { urCrossing } from "../src/i18n/ur-crossing.ts";
import { urMessages } from "../src/i18n/ur-messages.ts";
import { urVerify } from "../src/i18n/ur-verify.ts";

const SOURCES = fileURLToPath(new URL("../src", import.meta.url));
const KEYS = Object.keys(en) as MessageKey[];
const COMPLETE: Readonly<Record<string, Catalogue>> = { en, ur, ru };

describe("catalogues", () => {
  it.each(Object.entries(COMPLETE))("%s lacks nothing and says nothing twice over", (_, page) => {
    expect(untranslated(page)).toEqual([]);
    expect(Object.keys(page).filter((key) => !KEYS.includes(key as MessageKey))).toEqual([]);
  });

  it.each(["ur", "ru"])("%s fills in the same values as English", (lang) => {
    const differing = KEYS.filter((key) => !sameValues(en[key], COMPLETE[lang]?.[key] ?? ""));
    expect(differing).toEqual([]);
  });

  it("has the plural forms that Russian needs", () => {
    const plural = KEYS.filter((key) => typeof en[key] !== "string");
    const lacking = plural.filter((key) => {
      const entry = ru[key];
      return typeof entry !== "object" || !["one", "few", "many", "other"].every((form) => form in entry);
    });
    expect(lacking).toEqual([]);
  });

  it("says all of the planner's English messages in Urdu and Russian", () => {
    const codes = Object.keys(enMessages);
    expect(codes.filter((code) => !(code in urMessages))).toEqual([]);
    expect(codes.filter((code) => !(code in ruMessages))).toEqual([]);
  });

  it("lists what languages without a catalogue read in English", () => {
    const fallbacks = Object.fromEntries(
      LANGS.filter((lang) => !READABLE.includes(lang)).map((lang) => [lang, untranslated({}).length]),
    );
    const all = KEYS.length;
    expect(fallbacks).toEqual({ kk: all, zh: all, uz: all, ky: all, "fa-AF": all });
  });

  it("has no phrase that no part of the page asks for", () => {
    const code = sources(SOURCES).join("\n");
    const built = [...code.matchAll(/t\(\s*`([^`]*)`/g)].map((match) => pattern(match[1] ?? ""));
    const unused = KEYS.filter((key) => !code.includes(`"${key}"`) && !built.some((form) => form.test(key)));
    // Labels and modes are looked up by what the planner calls them.
    expect(unused.filter((key) => !/^(label|mode|fault|cost|options|reason|goods)\./.test(key))).toEqual([]);
  });
});

describe("catalogues of parts that come with their part", () => {
  const parts = [
    ["claim", "ur", enClaim, urClaim],
    ["claim", "ru", enClaim, ruClaim],
    ["crossing", "ur", enCrossing, urCrossing],
    ["crossing", "ru", enCrossing, ruCrossing],
    ["verify", "ur", enVerify, urVerify],
    ["verify", "ru", enVerify, ruVerify],
  ] as const;

  it.each(parts)("of %s in %s have the same phrases as English, with the same values", (_, __, base, own) => {
    expect(Object.keys(own)).toEqual(Object.keys(base));
    const words: Readonly<Record<string, Entry>> = own;
    const differing = Object.entries(base).filter(([key, entry]) => !sameValues(entry, words[key] ?? ""));
    expect(differing).toEqual([]);
  });

  it.each([
    ["claim", enClaim, /^way\./],
    ["crossing", enCrossing, null],
    // Kinds, fields and reasons are looked up by what the ledger calls them.
    ["verify", enVerify, /^(kind|field|reject|why|fault)\./],
  ] as const)("of %s have no phrase that the part does not ask for", (folder, base, byData) => {
    const code = sources(join(SOURCES, folder)).join("\n");
    const built = [...code.matchAll(/(?:say|word)\(\s*`([^`]*)`/g)].map((match) => pattern(match[1] ?? ""));
    const unused = Object.keys(base).filter(
      (key) => !code.includes(`"${key}"`) && !built.some((form) => form.test(key)) && !byData?.test(key),
    );
    expect(unused).toEqual([]);
  });

  it("speak English where a language has none of its own", async () => {
    const { say, has } = await loadCrossingPhrases("kk");
    expect(say("history.all", { n: 3 })).toBe("Show 3 more");
    expect(has("holidays")).toBe(true);
    expect(has("toString")).toBe(false);
  });
});

describe("translate", () => {
  it("picks plural forms by the language's own rules", () => {
    const found = (n: number) => translate(ru, "ru", "options.count", { n });
    expect([1, 2, 5, 21, 22].map(found)).toEqual(["1 путь", "2 пути", "5 путей", "21 путь", "22 пути"]);
  });

  it("falls back to English key by key", () => {
    expect(translate({ "form.from": "Қайдан" }, "kk", "form.from")).toBe("Қайдан");
    expect(translate({ "form.from": "Қайдан" }, "kk", "form.to")).toBe("To");
  });

  it("isolates Latin names inside right-to-left sentences", () => {
    expect(translate(ur, "ur", "options.way", { letter: "B" })).toBe("راستہ \u2068B\u2069");
  });

  it("writes shares of one as percentages", () => {
    const params = { name: "Torkham", confirmed: "9 Apr 2026", chanceShut: 0.42 };
    expect(translateCode(enMessages, "en", "border-last-confirmed-shut", params)).toContain(
      "in 42% of the draws",
    );
  });

  it("leaves a message to the planner's words when its code or a value is not known", () => {
    expect(translateCode(enMessages, "en", "never-heard-of", {})).toBeNull();
    expect(translateCode(enMessages, "en", "data-old", { newest: "2026" })).toBeNull();
    expect(translateCode(enMessages, "en", "constructor", {})).toBeNull();
  });

  it("does not end a sentence twice", () => {
    expect(translate(ru, "ru", "data.asOf", { date: "24 нояб. 2026 г." })).toBe(
      "По сведениям на 24 нояб. 2026 г.",
    );
  });
});

describe("locales", () => {
  it("names every language in its own script and writes right to left where it is so written", () => {
    expect(LANGS.filter((lang) => LOCALES[lang].dir === "rtl")).toEqual(["ur", "fa-AF"]);
    expect(new Set(LANGS.map((lang) => LOCALES[lang].own)).size).toBe(LANGS.length);
  });
});

function sameValues(a: Entry, b: Entry): boolean {
  const [left, right] = [placeholders(a), placeholders(b)];
  return left.size === right.size && [...left].every((name) => right.has(name));
}

function pattern(template: string): RegExp {
  const escaped = template.replace(/\$\{[^}]*\}/g, "\0").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("\0", "[\\w-]+")}$`);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("i18n/"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}
