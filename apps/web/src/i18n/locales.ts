import type { Catalogue } from "./catalogue.ts";
import { LANGS, LANGUAGES, type Lang, type Language, preferredOf } from "./languages.ts";
import type { Words } from "./words.ts";

export { LANGS, type Lang } from "./languages.ts";

/** Where the texts of a language come from. */
interface Loaders {
  /** Phrases of the page; a language without them reads English, which comes with the page. */
  readonly phrases?: () => Promise<Catalogue>;
  /** What the planner and the data say; a language without them reads it in English. */
  readonly words?: () => Promise<Words>;
}

/** A language of the page and of its place names. */
type Locale = Language & Loaders;

const LOADERS: Readonly<Partial<Record<Lang, Loaders>>> = {
  en: { words: async () => (await import("./en-words.ts")).enWords },
  ur: {
    phrases: async () => (await import("./ur.ts")).ur,
    words: async () => (await import("./ur-words.ts")).urWords,
  },
  ru: {
    phrases: async () => (await import("./ru.ts")).ru,
    words: async () => (await import("./ru-words.ts")).ruWords,
  },
};

export const LOCALES = Object.fromEntries(
  LANGS.map((lang) => [lang, { ...LANGUAGES[lang], ...LOADERS[lang] }]),
) as Readonly<Record<Lang, Locale>>;

/** Whether the page can be read in a language, wholly or in part; in others it is English with names of places. */
export function isReadable(lang: Lang): boolean {
  return lang === "en" || LOCALES[lang].phrases !== undefined;
}

/** Languages that the page can be read in today. */
export const READABLE = LANGS.filter(isReadable);

/** The first readable language among those that the browser prefers; English otherwise. */
export function preferredLang(wanted: readonly string[]): Lang {
  return preferredOf(READABLE, wanted);
}
