import { useText } from "../i18n/text-context.tsx";
import type { Said } from "../i18n/words.ts";

const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * A text of the data or of the planner, kept apart from what stands beside it. One that is not in the page's
 * language runs in its own direction, and is called English when it is in Latin letters, so that a screen reader
 * does not read it by the page's rules.
 */
export function SaidText({ said }: { said: Said }) {
  const { dir, lang } = useText();
  if (said.own) return <bdi dir={dir}>{said.text}</bdi>;
  const marked = lang !== "en" && !OTHER_SCRIPT.test(said.text);
  return <bdi lang={marked ? "en" : undefined}>{said.text}</bdi>;
}
