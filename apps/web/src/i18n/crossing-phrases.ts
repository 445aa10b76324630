import { type ClosureTexts, loadClosureTexts } from "./closure-texts.ts";
import { type CrossingKey, enCrossing } from "./en-crossing.ts";
import type { Lang } from "./locales.ts";
import { loadPart, type PartPhrases } from "./part-phrases.ts";

/** Phrases of the panel about a crossing, in the page's language, and what the data say of closures. */
export interface CrossingPhrases extends PartPhrases<CrossingKey> {
  readonly closures: ClosureTexts;
}

export async function loadCrossingPhrases(lang: Lang): Promise<CrossingPhrases> {
  const [phrases, closures] = await Promise.all([
    loadPart<CrossingKey>(lang, enCrossing, {
      ur: async () => (await import("./ur-crossing.ts")).urCrossing,
      ru: async () => (await import("./ru-crossing.ts")).ruCrossing,
    }),
    loadClosureTexts(lang),
  ]);
  return { ...phrases, closures };
}
