import { type CrossingKey, enCrossing } from "./en-crossing.ts";
import type { Lang } from "./locales.ts";
import { loadPart, type PartPhrases } from "./part-phrases.ts";

/** Phrases of the panel about a crossing, in the page's language. */
export type CrossingPhrases = PartPhrases<CrossingKey>;

export function loadCrossingPhrases(lang: Lang): Promise<CrossingPhrases> {
  return loadPart<CrossingKey>(lang, enCrossing, {
    ur: async () => (await import("./ur-crossing.ts")).urCrossing,
    ru: async () => (await import("./ru-crossing.ts")).ruCrossing,
  });
}
