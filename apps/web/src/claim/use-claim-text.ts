import { enClaim } from "../i18n/en-claim.ts";
import { useText } from "../i18n/text-context.tsx";
import { type Params, translateFrom } from "../i18n/translate.ts";
import { useWords } from "../i18n/use-words.ts";

export type ClaimKey = keyof typeof enClaim;
export type ClaimT = (key: ClaimKey, params?: Params) => string;

/** Phrases of this page in the page's language. */
export function useClaimText(): ClaimT {
  const { lang } = useText();
  const { claim } = useWords();
  return (key, params) => translateFrom(enClaim, claim, lang, key, params);
}
