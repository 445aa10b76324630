import type { Entry } from "../i18n/catalogue.ts";
import { enVerify, type VerifyCatalogue, type VerifyKey } from "../i18n/en-verify.ts";
import { LANGS, LANGUAGES, type Lang, preferredOf } from "../i18n/languages.ts";
import { ruVerify } from "../i18n/ru-verify.ts";
import { formOf, PLACEHOLDER } from "../i18n/translate.ts";
import { urVerify } from "../i18n/ur-verify.ts";
import { type Child, el, type Said } from "./dom.ts";
import { data } from "./visible.ts";

/** The one file holds them all. A new language is one line here. */
const CATALOGUES: Readonly<Partial<Record<Lang, VerifyCatalogue>>> = {
  en: enVerify,
  ur: urVerify,
  ru: ruVerify,
};

export const READABLE: readonly Lang[] = LANGS.filter((lang) => CATALOGUES[lang] !== undefined);

const KEYS = Object.keys(enVerify);

/** What fills a phrase: numbers are written as the language does, other people's texts are shown as such. */
type Values = Readonly<Record<string, string | number | bigint | Node>>;

/** The page's words in a language. */
export type Speech = {
  readonly lang: Lang;
  readonly dir: "ltr" | "rtl";
  /** A phrase without values, for labels and titles. */
  word(key: VerifyKey): Said;
  /** A phrase with its values. */
  say(key: VerifyKey, values?: Values): Child;
  /** Whether a key that is put together from data exists; narrows it for `say`. */
  has(key: string): key is VerifyKey;
  /** A moment, to the second, in UTC, which is the same for everybody. */
  moment(ms: number): HTMLElement;
  /** The same, and as the clock of this device shows it. */
  bothClocks(ms: number): HTMLElement;
  /** How long ago, in words. */
  age(ms: number): Said;
  /** Phrases that this language leaves to English. */
  readonly missing: number;
  /** Phrases in all. */
  readonly total: number;
};

export function preferredSpeech(wanted: readonly string[]): Lang {
  return preferredOf(READABLE, wanted);
}

export function speechIn(lang: Lang): Speech {
  const own: VerifyCatalogue = CATALOGUES[lang] ?? {};
  const entryOf = (key: VerifyKey): readonly [Entry, Lang] => {
    const entry = own[key];
    return entry === undefined ? [enVerify[key], "en"] : [entry, lang];
  };
  const say = (key: VerifyKey, values: Values = {}): Child => {
    const [entry, spoken] = entryOf(key);
    const said = fill(entry, spoken, values);
    return spoken === lang ? said : el("span", { lang: "en", dir: "ltr" }, said);
  };
  return {
    lang,
    dir: LANGUAGES[lang].dir,
    word: (key) => formOf(...entryOf(key), 0) as Said,
    say,
    has: (key): key is VerifyKey => Object.hasOwn(enVerify, key),
    moment: (ms) => moment(ms, (utc) => say("time", { utc: clock(utc, lang) })),
    bothClocks: (ms) =>
      moment(ms, (instant) => {
        const [utc, local] = [clock(instant, lang), localClock(instant, lang)];
        return local ? say("time.here", { utc, local }) : say("time", { utc });
      }),
    age: (ms) => ageOf(ms, LANGUAGES[lang].intl),
    missing: KEYS.filter((key) => own[key as VerifyKey] === undefined).length,
    total: KEYS.length,
  };
}

/** The phrase with a node for each value: no value can pass for a part of the sentence. */
function fill(entry: Entry, lang: Lang, values: Values): Child[] {
  const pieces = formOf(entry, lang, Number(values.n ?? 0)).split(PLACEHOLDER);
  // Two groups in the pattern: text, name, style, text, name, style, text.
  return pieces.flatMap((piece, i): Child[] => {
    if (i % 3 === 2) return [];
    if (i % 3 === 0) return [piece as Said];
    const value = values[piece];
    return value === undefined ? [] : [nodeOf(value, lang)];
  });
}

function nodeOf(value: Values[string], lang: Lang): Child {
  if (value instanceof Node) return value;
  if (typeof value === "string") return data(value);
  return el("bdi", {}, new Intl.NumberFormat(LANGUAGES[lang].intl).format(value) as Said);
}

function moment(ms: number, say: (instant: Date) => Child): HTMLElement {
  const instant = new Date(ms);
  // Any whole number may stand where a moment is meant.
  if (Number.isNaN(instant.getTime())) return el("bdi", {}, String(ms) as Said);
  return el("time", { datetime: instant.toISOString() }, say(instant));
}

const DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

function clock(instant: Date, lang: Lang): HTMLElement {
  return written(instant, lang, { ...DAY, ...TIME, timeZone: "UTC" });
}

/** The time here, with the day where it is another one; undefined where the device keeps UTC. */
function localClock(instant: Date, lang: Lang): HTMLElement | undefined {
  const shifted = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  if (shifted.getTime() === instant.getTime()) return undefined;
  const isSameDay = shifted.toISOString().slice(0, 10) === instant.toISOString().slice(0, 10);
  return written(instant, lang, isSameDay ? TIME : { ...DAY, ...TIME });
}

function written(instant: Date, lang: Lang, options: Intl.DateTimeFormatOptions): HTMLElement {
  return el("bdi", {}, new Intl.DateTimeFormat(LANGUAGES[lang].intl, options).format(instant) as Said);
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

function ageOf(ms: number, locale: string): Said {
  const [unit, size] = UNITS.find(([, least]) => Math.abs(ms) >= least) ?? UNITS[2];
  const count = Math.trunc(ms / size);
  return new Intl.RelativeTimeFormat(locale, { numeric: "always" }).format(-count, unit) as Said;
}
