import type { Message, PlanAnswer } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { letterOf } from "../ui/letter.tsx";
import { useNames } from "../ui/names-context.tsx";
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
  const text = useText();
  const names = useNames();
  const name = (id: string) => {
    const rank = answer.options.findIndex((option) => option.id === id);
    return rank === -1 ? names.known(id) : text.t("options.way", { letter: letterOf(rank) });
  };
  const source = warning.params.source;
  return (
    <li dir="auto">
      {text.message(nameBorder(warning, names.known), name)}{" "}
      {typeof source === "string" && source !== "" && <SourceMarks ids={[source]} />}
    </li>
  );
}

/** Messages about a border carry its English name beside its id: the id gives the name in the page's language. */
function nameBorder(warning: Message, known: (id: string) => string | undefined): Message {
  const { on } = warning.params;
  const name = typeof on === "string" ? known(on) : undefined;
  return name === undefined ? warning : { ...warning, params: { ...warning.params, name } };
}
