import type { Message } from "../api/contract.ts";
import type { Format } from "./format.ts";
import type { Text } from "./text-context.tsx";
import { type Params, translateCode } from "./translate.ts";
import { holidayWords, type Said, type Words, wordsOf } from "./words.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Values in English that have their id beside them: the id gives the name in the page's language. */
const NAMED_BY: Readonly<Record<string, string>> = { name: "on", by: "byId" };

/**
 * A planner's message in the page's language: the reason that a rule of the data gives, or by its code, else in
 * its own words. Ids of places and crossings, countries, holidays and calendar days among the values are put
 * into the language too.
 */
export function messageSaid(
  message: Message,
  words: Words,
  { lang, format }: Pick<Text, "lang" | "format">,
  nameOf: (id: string) => string | undefined,
): Said {
  const { params } = message;
  const reason = wordsOf(words.reasons, params.becauseCode, format.country);
  if (reason !== undefined) return { text: takenText(reason, params.todays, words, lang), own: true };
  const values = Object.entries(params).map(([name, value]) => {
    const id = params[NAMED_BY[name] ?? ""];
    const named = typeof id === "string" ? nameOf(id) : undefined;
    return [name, named ?? shown(name, value, format, nameOf)];
  });
  const feast = holidayWords(words, params.holiday);
  const all: Params = { ...Object.fromEntries(values), ...(feast !== undefined && { name: feast }) };
  const found = translateCode(words.messages, lang, message.code, all);
  return found === null ? { text: message.text, own: false } : { text: found, own: true };
}

/** A rule of today that is taken for an earlier day is called that. */
function takenText(text: string, todays: unknown, words: Words, lang: Text["lang"]): string {
  if (todays === undefined) return text;
  return translateCode(words.messages, lang, "todays-rule", { text }) ?? text;
}

function shown(
  name: string,
  value: string | number,
  format: Format,
  nameOf: (id: string) => string | undefined,
): string | number {
  if (typeof value === "number") return value;
  if (name === "country") return format.country(value);
  return DAY.test(value) ? format.day(value) : (nameOf(value) ?? value);
}
