import { use } from "react";
import type { Message } from "../api/contract.ts";
import { type Lang, LOCALES } from "./locales.ts";
import { type Text, useText } from "./text-context.tsx";
import { type DataWords, holidayWords, NO_WORDS, type Said, wordsOf } from "./words.ts";

const loaded = new Map<Lang, DataWords | Promise<DataWords>>();

/** Fetches a language's texts of the data once; without them the data's own are shown. */
export function loadWords(lang: Lang): DataWords | Promise<DataWords> {
  const known = loaded.get(lang);
  if (known !== undefined) return known;
  const load = LOCALES[lang].words;
  const words = load === undefined ? NO_WORDS : fetched(lang, load);
  loaded.set(lang, words);
  return words;
}

async function fetched(lang: Lang, load: () => Promise<{ words: DataWords }>): Promise<DataWords> {
  const words = await load().then(
    (module) => module.words,
    () => NO_WORDS,
  );
  loaded.set(lang, words);
  return words;
}

/** Texts of the data in the page's language; suspends until they have come. */
export function useWords(): DataWords {
  const words = loadWords(useText().lang);
  return words instanceof Promise ? use(words) : words;
}

/** A planner's message or a rule's reason in the page's language, in the planner's words where it has none. */
export function useSay(nameOf: (id: string) => string | undefined): (message: Message) => Said {
  const text = useText();
  const words = useWords();
  return (message) => say(message, text, words, nameOf);
}

export function say(
  message: Message,
  text: Text,
  words: DataWords,
  nameOf: (id: string) => string | undefined,
): Said {
  const { becauseCode, holiday } = message.params;
  const reason = wordsOf(words.reasons, becauseCode, text.format.country);
  if (reason !== undefined) return { text: reason, own: true };
  const name = holidayWords(words, holiday);
  return text.message(
    name === undefined ? message : { ...message, params: { ...message.params, name } },
    nameOf,
  );
}
