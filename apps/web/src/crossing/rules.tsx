import type { CrossingWay } from "../api/contract.ts";
import type { CrossingPhrases } from "../i18n/crossing-phrases.ts";
import { useText } from "../i18n/text-context.tsx";
import { useWords } from "../i18n/use-words.ts";
import { saidOf } from "../i18n/words.ts";
import { Basis } from "../ui/basis.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";

type Rule = CrossingWay["rules"][number];

/** Who may pass, on what terms, and why. */
export function Rules({ way, phrases }: { way: CrossingWay; phrases: CrossingPhrases }) {
  if (way.rules.length === 0) return <p className="quiet">{phrases.say("rules.none")}</p>;
  return (
    <ul className="crossing-rules">
      {way.rules.map((rule) => (
        <RuleLine key={rule.id} rule={rule} phrases={phrases} />
      ))}
    </ul>
  );
}

function RuleLine({ rule, phrases }: { rule: Rule; phrases: CrossingPhrases }) {
  const text = useText();
  const words = useWords();
  const why = saidOf(words.reasons, rule.becauseCode, rule.because, text.format.country);
  return (
    <li>
      <p>
        <strong>{whoText(rule, phrases, text.format)}</strong>: {phrases.say(`effect.${rule.effect}`)}
      </p>
      <p className="quiet small">
        <SaidText said={why} />
        <Basis kind={rule.basis} /> <SourceMarks ids={rule.sources} />
      </p>
      {rule.remarks.map((remark) => (
        <p className="quiet small" key={remark.text}>
          <SaidText said={saidOf(words.reasons, remark.textCode, remark.text, text.format.country)} />
        </p>
      ))}
    </li>
  );
}

/** Whom a rule concerns: vehicles and drivers by country, then units and goods where it names some. */
export function whoText(
  { who }: Pick<Rule, "who">,
  { say }: CrossingPhrases,
  format: { country(code: string): string; list(items: readonly string[]): string },
): string {
  const countries = (codes: readonly string[]) => format.list(codes.map(format.country));
  const kinds = [
    ...(who.unit ?? []).map((unit) => say(`unit.${unit}`)),
    ...(who.goods ?? []).map((kind) => say(`goods.${kind}`)),
  ];
  const parts = [
    who.registration && say("who.registration", { countries: countries(who.registration) }),
    who.registrationNot && say("who.registrationNot", { countries: countries(who.registrationNot) }),
    who.driver && say("who.driver", { countries: countries(who.driver) }),
    kinds.length > 0 && format.list(kinds),
  ].filter((part) => typeof part === "string");
  return parts.length === 0 ? say("who.all") : parts.reduce((who, also) => say("who.also", { who, also }));
}
