/** Languages of the page and of its place names. `catalogue: false`: not translated yet, reads English. */
export const LOCALES = {
  en: { own: "English", intl: "en-GB", dir: "ltr", names: "en", catalogue: true },
  ur: { own: "اردو", intl: "ur-PK", dir: "rtl", names: "ur", catalogue: true },
  ru: { own: "Русский", intl: "ru-RU", dir: "ltr", names: "ru", catalogue: true },
  kk: { own: "Қазақша", intl: "kk-KZ", dir: "ltr", names: "kk", catalogue: false },
  zh: { own: "中文", intl: "zh-CN", dir: "ltr", names: "zh", catalogue: false },
  uz: { own: "Oʻzbekcha", intl: "uz-UZ", dir: "ltr", names: "uz", catalogue: false },
  ky: { own: "Кыргызча", intl: "ky-KG", dir: "ltr", names: "ky", catalogue: false },
  "fa-AF": { own: "دری", intl: "fa-AF", dir: "rtl", names: "fa", catalogue: false },
} as const;

export type Lang = keyof typeof LOCALES;
export const LANGS = Object.keys(LOCALES) as readonly Lang[];
/** Languages that the page can be read in today. */
export const READABLE = LANGS.filter((lang) => LOCALES[lang].catalogue);

/** The first readable language among those that the browser prefers; English otherwise. */
export function preferredLang(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const found = READABLE.find((lang) => tag.toLowerCase().split("-")[0] === lang);
    if (found !== undefined) return found;
  }
  return "en";
}
