import type { MessageCatalogue } from "./catalogue.ts";

/** Texts of one kind by code; `stem` with `{country}` in it serves every code `stem-xx`. */
export type Table = Readonly<Record<string, string>>;

/**
 * What the planner and the data say, in one language, by the codes that they give it. It comes while the plan is
 * worked out, not with the page.
 */
export interface Words {
  /** The planner's messages; one that is absent is shown in the planner's own English. */
  readonly messages: MessageCatalogue;
  /** `becauseCode` of access rules. */
  readonly reasons: Table;
  /** `nameCode` of papers. */
  readonly papers: Table;
  /** `issuerCode` of papers. */
  readonly issuers: Table;
  /** Keys of holidays that shut an office or are warned of, without their country. */
  readonly holidays: Table;
}

export const NO_WORDS: Words = {
  messages: {},
  reasons: {},
  papers: {},
  issuers: {},
  holidays: {},
};

/** A text, and whether it is in the page's language or in whatever language the data have it. */
export interface Said {
  readonly text: string;
  readonly own: boolean;
}

const FAMILY = /^(.+)-([a-z]{2})$/;

/** The text under a code; undefined without a code or for one that the language does not know. */
export function wordsOf(
  table: Table,
  code: string | number | undefined,
  country: (code: string) => string,
): string | undefined {
  if (typeof code !== "string") return undefined;
  if (Object.hasOwn(table, code)) return table[code];
  const [, stem = "", suffix = ""] = FAMILY.exec(code) ?? [];
  const family = Object.hasOwn(table, stem) ? table[stem] : undefined;
  return family?.includes("{country}")
    ? family.replace("{country}", country(suffix.toUpperCase()))
    : undefined;
}

/** The text under a code, or the data's own where there is none. */
export function saidOf(
  table: Table,
  code: string | undefined,
  own: string,
  country: (code: string) => string,
): Said {
  const found = wordsOf(table, code, country);
  return found === undefined ? { text: own, own: false } : { text: found, own: true };
}

/** The name of a holiday by its key, "pk-eid-al-fitr": its country is left out. */
export function holidayWords(words: Words, key: string | number | undefined): string | undefined {
  return wordsOf(words.holidays, typeof key === "string" ? key.slice(3) : undefined, String);
}
