import type { Catalogue, Entry, MessageCatalogue, MessageKey } from "./catalogue.ts";
import { en } from "./en.ts";
import { LANGUAGES, type Lang } from "./languages.ts";

export type Params = Readonly<Record<string, string | number>>;

/** `{name}`, or `{name:percent}` for a share of one. */
export const PLACEHOLDER = /\{(\w+)(?::(percent))?\}/g;
const FIRST_STRONG_ISOLATE = "\u2068";
const LEFT_TO_RIGHT_ISOLATE = "\u2066";
const POP_ISOLATE = "\u2069";

/** A page phrase in a language, in English where the catalogue lacks it, in its own direction. `n` picks the plural form. */
export function translate(page: Catalogue, lang: Lang, key: MessageKey, params?: Params): string {
  return translateFrom(en, page, lang, key, params);
}

/** The same from any pair of catalogues, the English one whole. */
export function translateFrom<Key extends string>(
  english: Readonly<Record<Key, Entry>>,
  own: Readonly<Partial<Record<Key, Entry>>>,
  lang: Lang,
  key: Key,
  params: Params = {},
): string {
  const entry = own[key];
  if (entry !== undefined) return fill(entry, lang, params);
  return isolate(fill(english[key], "en", params), lang, LEFT_TO_RIGHT_ISOLATE);
}

/** A planner's message in a language; null when the catalogue has no phrase for its code. */
export function translateCode(
  messages: MessageCatalogue,
  lang: Lang,
  code: string,
  params: Params,
): string | null {
  const entry = Object.hasOwn(messages, code) ? messages[code] : undefined;
  return entry === undefined || !complete(entry, params) ? null : fill(entry, lang, params);
}

/** Names in braces that an entry wants. */
export function placeholders(entry: Entry): ReadonlySet<string> {
  const forms = typeof entry === "string" ? [entry] : Object.values(entry);
  return new Set(
    forms.flatMap((form: string) => [...form.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "")),
  );
}

function complete(entry: Entry, params: Params): boolean {
  return [...placeholders(entry)].every((name) => Object.hasOwn(params, name));
}

function fill(entry: Entry, lang: Lang, params: Params): string {
  const filled = formOf(entry, lang, Number(params.n ?? 0)).replace(
    PLACEHOLDER,
    (whole, name: string, style: string | undefined) => {
      const value = params[name];
      return value === undefined
        ? whole
        : typeof value === "number"
          ? isolate(formatted(value, lang, style), lang, LEFT_TO_RIGHT_ISOLATE)
          : isolate(value, lang, FIRST_STRONG_ISOLATE);
    },
  );
  // A date may end in an abbreviation with its own stop.
  return filled.replace(/\.\.(?!\.)/g, ".");
}

/** The form of an entry for a number, by the language's own rules. */
export function formOf(entry: Entry, lang: Lang, n: number): string {
  if (typeof entry === "string") return entry;
  const category = new Intl.PluralRules(LANGUAGES[lang].intl).select(n);
  return entry[category as keyof typeof entry] ?? entry.other;
}

function formatted(value: number, lang: Lang, style: string | undefined): string {
  const format: Intl.NumberFormatOptions =
    style === "percent" ? { style: "percent", maximumFractionDigits: 0 } : { maximumFractionDigits: 1 };
  return new Intl.NumberFormat(LANGUAGES[lang].intl, format).format(value);
}

/** Keeps Latin names and numbers in their own order inside a right-to-left sentence. */
function isolate(text: string, lang: Lang, mark: string): string {
  return LANGUAGES[lang].dir === "rtl" ? `${mark}${text}${POP_ISOLATE}` : text;
}
