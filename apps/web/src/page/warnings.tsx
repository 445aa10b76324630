import { useState } from "react";
import type { Message, PlanAnswer } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { useSay } from "../i18n/use-words.ts";
import { letterOf } from "../ui/letter.tsx";
import { useNames } from "../ui/names-context.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";

/** More than these push the ways off the first screen of a phone. */
const SHOWN = 2;

/** What the reader must know before the options, above them. */
export function Warnings({ answer }: { answer: PlanAnswer }) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const { warnings } = answer;
  const folded = all || warnings.length <= SHOWN + 1 ? [] : warnings.slice(SHOWN);
  if (warnings.length === 0) return null;
  return (
    <aside className="notice notice-warn warnings" aria-label={t("warning.title")}>
      <p className="notice-title">{t("warning.title")}</p>
      <ul>
        {warnings.map((warning) => (
          <Warning
            key={warning.code + warning.text}
            warning={warning}
            answer={answer}
            folded={folded.includes(warning)}
          />
        ))}
      </ul>
      {folded.length > 0 && (
        <button type="button" className="plain no-print" onClick={() => setAll(true)}>
          {t("why.showAll", { n: folded.length })}
        </button>
      )}
    </aside>
  );
}

interface WarningProps {
  readonly warning: Message;
  readonly answer: PlanAnswer;
  /** Left out on the screen until asked for; paper has them all. */
  readonly folded: boolean;
}

function Warning({ warning, answer, folded }: WarningProps) {
  const { t } = useText();
  const names = useNames();
  const say = useSay((id) => {
    const rank = answer.options.findIndex((option) => option.id === id);
    return rank === -1 ? names.known(id) : t("options.way", { letter: letterOf(rank) });
  });
  const source = warning.params.source;
  return (
    <li className={folded ? "print-only" : undefined}>
      <SaidText said={say(warning)} />{" "}
      {typeof source === "string" && source !== "" && <SourceMarks ids={[source]} />}
    </li>
  );
}
