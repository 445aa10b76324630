import { enMessages } from "./en-messages.ts";
import { NO_WORDS, type Words } from "./words.ts";

/** In English the data speak for themselves. */
export const enWords: Words = { ...NO_WORDS, messages: enMessages };
