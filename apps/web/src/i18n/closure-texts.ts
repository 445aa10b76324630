import type { Lang } from "./locales.ts";
import type { Table } from "./words.ts";

/** Texts of closures in one language, by the codes that the data give them. They come with the panel of a crossing. */
export interface ClosureTexts {
  /** `reasonCode`. */
  readonly reasons: Table;
  /** `contestedCode`. */
  readonly contested: Table;
}

const NONE: ClosureTexts = { reasons: {}, contested: {} };
const LOADERS: Readonly<Partial<Record<Lang, () => Promise<ClosureTexts>>>> = {
  ur: async () => (await import("./ur-closures.ts")).urClosures,
  ru: async () => (await import("./ru-closures.ts")).ruClosures,
};

/** The texts of closures in a language; where they fail to come, or there are none, the data's own are shown. */
export async function loadClosureTexts(lang: Lang): Promise<ClosureTexts> {
  return (await LOADERS[lang]?.().catch(() => NONE)) ?? NONE;
}
