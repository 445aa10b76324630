import type { NetworkPlace } from "../api/contract.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Words } from "./words.ts";

/** A language of the page and of its place names. */
interface Locale {
  /** Its name in itself. */
  readonly own: string;
  /** BCP 47 tag for numbers, dates, plural forms and names of countries. */
  readonly intl: string;
  readonly dir: "ltr" | "rtl";
  /** Key of its names of places in the data. */
  readonly names: "en" | keyof NetworkPlace["names"];
  /** Sign of the metric tonne, which Intl lacks. */
  readonly tonne: string;
  /** Phrases of the page; a language without them reads English, which comes with the page. */
  readonly phrases?: () => Promise<Catalogue>;
  /** What the planner and the data say; a language without them reads it in English. */
  readonly words?: () => Promise<Words>;
}

const TABLE = {
  en: {
    own: "English",
    intl: "en-GB",
    dir: "ltr",
    names: "en",
    tonne: "t",
    words: async () => (await import("./en-words.ts")).enWords,
  },
  ur: {
    own: "اردو",
    intl: "ur-PK",
    dir: "rtl",
    names: "ur",
    tonne: "ٹن",
    phrases: async () => (await import("./ur.ts")).ur,
    words: async () => (await import("./ur-words.ts")).urWords,
  },
  ru: {
    own: "Русский",
    intl: "ru-RU",
    dir: "ltr",
    names: "ru",
    tonne: "т",
    phrases: async () => (await import("./ru.ts")).ru,
    words: async () => (await import("./ru-words.ts")).ruWords,
  },
  kk: { own: "Қазақша", intl: "kk-KZ", dir: "ltr", names: "kk", tonne: "т" },
  zh: { own: "中文", intl: "zh-CN", dir: "ltr", names: "zh", tonne: "吨" },
  uz: { own: "Oʻzbekcha", intl: "uz-UZ", dir: "ltr", names: "uz", tonne: "t" },
  ky: { own: "Кыргызча", intl: "ky-KG", dir: "ltr", names: "ky", tonne: "т" },
  "fa-AF": { own: "دری", intl: "fa-AF", dir: "rtl", names: "fa", tonne: "تن" },
} as const satisfies Record<string, Locale>;

export type Lang = keyof typeof TABLE;
export const LOCALES: Readonly<Record<Lang, Locale>> = TABLE;
export const LANGS = Object.keys(TABLE) as readonly Lang[];

/** Whether the page can be read in a language, wholly or in part; in others it is English with names of places. */
export function isReadable(lang: Lang): boolean {
  return lang === "en" || LOCALES[lang].phrases !== undefined;
}

/** Languages that the page can be read in today. */
export const READABLE = LANGS.filter(isReadable);

/** The first readable language among those that the browser prefers; English otherwise. */
export function preferredLang(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const parts = tag.toLowerCase().split("-");
    const found = READABLE.find((lang) => lang.toLowerCase() === tag.toLowerCase() || lang === parts[0]);
    if (found !== undefined) return found;
  }
  return "en";
}
