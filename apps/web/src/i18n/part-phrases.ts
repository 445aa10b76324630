import type { Entry } from "./catalogue.ts";
import type { Lang } from "./locales.ts";
import { type Params, translateCode } from "./translate.ts";

/** Phrases of a part of the page that is fetched with that part, so that no first load carries them. */
export interface PartPhrases<Key extends string> {
  say(key: Key, params?: Params): string;
  /** Whether a key that is put together from data exists; narrows it for `say`. */
  has(key: string): key is Key;
}

type Words<Key extends string> = Readonly<Record<Key, Entry>>;

/** The phrases of a part in a language, in English where no loader has them. */
export async function loadPart<Key extends string>(
  lang: Lang,
  english: Words<Key>,
  loaders: Readonly<Partial<Record<Lang, () => Promise<Words<Key>>>>>,
): Promise<PartPhrases<Key>> {
  const own = await loaders[lang]?.();
  const [words, spoken]: readonly [Words<Key>, Lang] = own === undefined ? [english, "en"] : [own, lang];
  return {
    say: (key, params = {}) => translateCode(words, spoken, key, params) ?? key,
    has: (key): key is Key => Object.hasOwn(english, key),
  };
}
