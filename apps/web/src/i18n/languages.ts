import type { NetworkPlace } from "../api/contract.ts";

/** What there is to know of a language without any of its phrases. */
export interface Language {
  /** Its name in itself. */
  readonly own: string;
  /** BCP 47 tag for numbers, dates, plural forms and names of countries. */
  readonly intl: string;
  readonly dir: "ltr" | "rtl";
  /** Key of its names of places in the data. */
  readonly names: "en" | keyof NetworkPlace["names"];
  /** Sign of the metric tonne, which Intl lacks. */
  readonly tonne: string;
}

const TABLE = {
  en: { own: "English", intl: "en-GB", dir: "ltr", names: "en", tonne: "t" },
  ur: { own: "اردو", intl: "ur-PK", dir: "rtl", names: "ur", tonne: "ٹن" },
  ru: { own: "Русский", intl: "ru-RU", dir: "ltr", names: "ru", tonne: "т" },
  kk: { own: "Қазақша", intl: "kk-KZ", dir: "ltr", names: "kk", tonne: "т" },
  zh: { own: "中文", intl: "zh-CN", dir: "ltr", names: "zh", tonne: "吨" },
  uz: { own: "Oʻzbekcha", intl: "uz-UZ", dir: "ltr", names: "uz", tonne: "t" },
  ky: { own: "Кыргызча", intl: "ky-KG", dir: "ltr", names: "ky", tonne: "т" },
  "fa-AF": { own: "دری", intl: "fa-AF", dir: "rtl", names: "fa", tonne: "تن" },
} as const satisfies Record<string, Language>;

export type Lang = keyof typeof TABLE;
export const LANGUAGES: Readonly<Record<Lang, Language>> = TABLE;
export const LANGS = Object.keys(TABLE) as readonly Lang[];

/** The first of the readable languages that the browser prefers; English otherwise. */
export function preferredOf(readable: readonly Lang[], wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const parts = tag.toLowerCase().split("-");
    const found = readable.find((lang) => lang.toLowerCase() === tag.toLowerCase() || lang === parts[0]);
    if (found !== undefined) return found;
  }
  return "en";
}
