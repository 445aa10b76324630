import type { PlanIssueCode } from "@rahdari/planner";
import { en } from "./en.ts";
import { type Lang, LOCALES } from "./locales.ts";

/** Forms of a phrase by number, keyed by the categories of Unicode plural rules. */
interface PluralEntry {
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
export type Entry = string | PluralEntry;
export type MessageKey = keyof typeof en;
export type Catalogue = Readonly<Partial<Record<MessageKey, Entry>>>;
/** A catalogue that lacks nothing: leaving a key out is a type error. */
export type CompleteCatalogue = Readonly<Record<MessageKey, Entry>>;

/** Phrases of the planner's messages, by code; a code that is absent shows the planner's own English. */
export type MessageCatalogue = Readonly<Record<string, Entry>>;
/** Why the planner refuses a request; leaving a sentence out is a type error. */
export type RefusalCatalogue = Readonly<Record<`refused-${PlanIssueCode}`, Entry>>;

/** Phrases of a language; English, which comes with the page, needs none. */
export async function loadPhrases(lang: Lang): Promise<Catalogue> {
  return (await LOCALES[lang].phrases?.()) ?? ENGLISH;
}

/**
 * Keys that a language leaves to English. English and not a neighbour's language: it is what the planner and the
 * data say themselves, so that a page is a mixture of two languages at most, and no reader is taken to read
 * another nation's; a browser that also asks for Russian or Urdu gets it before this (see `preferredLang`).
 */
export function untranslated(page: Catalogue): readonly MessageKey[] {
  return (Object.keys(en) as MessageKey[]).filter((key) => page[key] === undefined);
}

/** What a language without phrases of its own has of them. */
export const ENGLISH: Catalogue = {};
