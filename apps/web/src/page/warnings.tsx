import type { Message, PlanAnswer } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { useSay } from "../i18n/use-words.ts";
import { letterOf } from "../ui/letter.tsx";
import { useNames } from "../ui/names-context.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";

/** What the reader must know before the options, above them. */
export function Warnings({ answer }: { answer: PlanAnswer }) {
  const { t } = useText();
  if (answer.warnings.length === 0) return null;
  return (
    <aside className="notice notice-warn warnings" aria-label={t("warning.title")}>
      <p className="notice-title">{t("warning.title")}</p>
      <ul>
        {answer.warnings.map((warning) => (
          <Warning key={warning.code + warning.text} warning={warning} answer={answer} />
        ))}
      </ul>
    </aside>
  );
}

function Warning({ warning, answer }: { warning: Message; answer: PlanAnswer }) {
  const { t } = useText();
  const names = useNames();
  const say = useSay((id) => {
    const rank = answer.options.findIndex((option) => option.id === id);
    return rank === -1 ? names.known(id) : t("options.way", { letter: letterOf(rank) });
  });
  const source = warning.params.source;
  return (
    <li>
      <SaidText said={say(warning)} />{" "}
      {typeof source === "string" && source !== "" && <SourceMarks ids={[source]} />}
    </li>
  );
}
