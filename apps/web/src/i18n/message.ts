import type { Message } from "../api/contract.ts";
import type { MessageCatalogue } from "./catalogue.ts";
import type { Format } from "./format.ts";
import type { Lang } from "./locales.ts";
import { type Params, translateCode } from "./translate.ts";
import type { Said } from "./words.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Values in English that have their id beside them: the id gives the name in the page's language. */
const NAMED_BY: Readonly<Record<string, string>> = { name: "on", by: "byId" };

/**
 * A planner's message in the page's language: by its code where the catalogue has one, else its own words.
 * Ids of places and crossings, countries and calendar days among the values are put into the language too.
 */
export function messageText(
  messages: MessageCatalogue,
  lang: Lang,
  message: Message,
  format: Format,
  nameOf: (id: string) => string | undefined,
): Said {
  const params = Object.entries(message.params).map(([name, value]) => {
    const id = message.params[NAMED_BY[name] ?? ""];
    const named = typeof id === "string" ? nameOf(id) : undefined;
    return [name, named ?? shown(name, value, format, nameOf)];
  });
  const found = translateCode(messages, lang, message.code, Object.fromEntries(params) as Params);
  return found === null ? { text: message.text, own: false } : { text: found, own: true };
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
