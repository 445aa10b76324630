import type { Text } from "../i18n/text-context.tsx";

/** Words of an access rule, with their language where it is not the page's. */
export interface RuleWords {
  readonly words: string;
  readonly lang: "en" | undefined;
}

/** Why a rule holds; as the data say it, in English, where the page's language has no words for it. */
export function ruleText(rule: { readonly id: string; readonly because: string }, text: Text): RuleWords {
  return { words: rule.because, lang: text.lang === "en" ? undefined : "en" };
}
