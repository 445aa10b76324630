import type { Message } from "../api/contract.ts";
import type { MessageCatalogue } from "./catalogue.ts";
import type { Format } from "./format.ts";
import type { Lang } from "./locales.ts";
import { type Params, translateCode } from "./translate.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A planner's message in the page's language: by its code where the catalogue has one, else its own words.
 * Ids of places and crossings, and calendar days among the values, are put into the language too.
 */
export function messageText(
  messages: MessageCatalogue,
  lang: Lang,
  message: Message,
  format: Format,
  nameOf: (id: string) => string | undefined,
): string {
  const params = Object.entries(message.params).map(([name, value]) => [name, shown(value, format, nameOf)]);
  return translateCode(messages, lang, message.code, Object.fromEntries(params) as Params) ?? message.text;
}

function shown(
  value: string | number,
  format: Format,
  nameOf: (id: string) => string | undefined,
): string | number {
  if (typeof value === "number") return value;
  return DAY.test(value) ? format.day(value) : (nameOf(value) ?? value);
}
