import { use, useEffect, useState } from "react";
import type { Message } from "../api/contract.ts";
import { type Lang, LOCALES } from "./locales.ts";
import { messageSaid } from "./message.ts";
import { useText } from "./text-context.tsx";
import { NO_WORDS, type Said, type Words } from "./words.ts";

const asked = new Map<Lang, Promise<Words>>();

/** Fetches once what the planner and the data say in a language; where it fails they are shown in their own words. */
export function loadWords(lang: Lang): Promise<Words> {
  const load = LOCALES[lang].words ?? LOCALES.en.words;
  const words = asked.get(lang) ?? Promise.resolve(load?.() ?? NO_WORDS).catch(() => NO_WORDS);
  asked.set(lang, words);
  return words;
}

/** What the planner and the data say in the page's language; suspends until it has come. */
export function useWords(): Words {
  return use(loadWords(useText().lang));
}

/** Says the planner's messages in the page's language; `nameOf` gives the names behind the ids in them. */
export function useSay(nameOf: (id: string) => string | undefined): (message: Message) => Said {
  const text = useText();
  const words = useWords();
  return (message) => messageSaid(message, words, text, nameOf);
}

/** As `useSay`, for what cannot wait: until the words have come the messages are in their own words. */
export function useSayNow(nameOf: (id: string) => string | undefined): (message: Message) => Said {
  const text = useText();
  const [words, setWords] = useState(NO_WORDS);
  useEffect(() => {
    let current = true;
    loadWords(text.lang).then((come) => current && setWords(come));
    return () => {
      current = false;
    };
  }, [text.lang]);
  return (message) => messageSaid(message, words, text, nameOf);
}
