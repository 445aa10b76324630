/** Languages of the page and of its place names, with the sign of the metric tonne, which Intl lacks. `catalogue: false`: not translated yet, reads English. */
export const LOCALES = {
  en: { own: "English", intl: "en-GB", dir: "ltr", names: "en", tonne: "t", catalogue: true },
  ur: { own: "اردو", intl: "ur-PK", dir: "rtl", names: "ur", tonne: "ٹن", catalogue: true },
  ru: { own: "Русский", intl: "ru-RU", dir: "ltr", names: "ru", tonne: "т", catalogue: true },
  kk: { own: "Қазақша", intl: "kk-KZ", dir: "ltr", names: "kk", tonne: "т", catalogue: false },
  zh: { own: "中文", intl: "zh-CN", dir: "ltr", names: "zh", tonne: "吨", catalogue: false },
  uz: { own: "Oʻzbekcha", intl: "uz-UZ", dir: "ltr", names: "uz", tonne: "t", catalogue: false },
  ky: { own: "Кыргызча", intl: "ky-KG", dir: "ltr", names: "ky", tonne: "т", catalogue: false },
  "fa-AF": { own: "دری", intl: "fa-AF", dir: "rtl", names: "fa", tonne: "تن", catalogue: false },
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
