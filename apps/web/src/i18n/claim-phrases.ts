import { type ClaimKey, enClaim } from "./en-claim.ts";
import type { Lang } from "./locales.ts";
import { loadPart, type PartPhrases } from "./part-phrases.ts";

/** Phrases of the page that tests the claim, in the page's language. */
export type ClaimPhrases = PartPhrases<ClaimKey>;

export function loadClaimPhrases(lang: Lang): Promise<ClaimPhrases> {
  return loadPart<ClaimKey>(lang, enClaim, {
    ur: async () => (await import("./ur-claim.ts")).urClaim,
    ru: async () => (await import("./ru-claim.ts")).ruClaim,
  });
}
