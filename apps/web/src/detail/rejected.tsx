import { useState } from "react";
import type { PlanAnswer, Rejected } from "../api/contract.ts";
import { type Text, useText } from "../i18n/text-context.tsx";
import { useSay } from "../i18n/use-words.ts";
import { letterOf } from "../ui/letter.tsx";
import { type Names, useNames } from "../ui/names-context.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";

const SHOWN = 8;

/** Ways and crossings that are out, each with its reason and where that is written. */
export function RejectedList({ answer }: { answer: PlanAnswer }) {
  const { rejected } = answer;
  const { t } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? rejected.length : Math.min(SHOWN, rejected.length);
  return (
    <>
      <p className="quiet">{t("why.count", { n: rejected.length })}</p>
      <ul className="rejected">
        {rejected.map((item, index) => (
          <RejectedItem
            key={item.what + item.message.code + (item.rule ?? "")}
            item={item}
            answer={answer}
            folded={index >= shown}
          />
        ))}
      </ul>
      {shown < rejected.length && (
        <button type="button" className="plain no-print" onClick={() => setAll(true)}>
          {t("why.showAll", { n: rejected.length - shown })}
        </button>
      )}
    </>
  );
}

interface RejectedItemProps {
  readonly item: Rejected;
  readonly answer: PlanAnswer;
  /** Left out on the screen until asked for; paper has them all. */
  readonly folded: boolean;
}

function RejectedItem({ item, answer, folded }: RejectedItemProps) {
  const text = useText();
  const { t } = text;
  const names = useNames();
  const say = useSay((id) => wayLetter(answer, id, text) ?? knownName(id, names));
  return (
    <li className={folded ? "print-only" : undefined}>
      <p>
        <span className="chip chip-quiet">{t(`why.kind.${item.kind}`)}</span>{" "}
        <strong>
          <bdi>{knownName(item.what, names) ?? item.name}</bdi>
        </strong>
      </p>
      <p>
        <SaidText said={say(item.message)} />{" "}
        {item.source !== undefined && <SourceMarks ids={[item.source]} />}
      </p>
      {item.notes?.map((note) => (
        <p className="quiet small" key={note.text}>
          <SaidText said={say(note)} />
        </p>
      ))}
      {item.rule !== undefined && <p className="quiet small">{t("why.rule", { rule: item.rule })}</p>}
    </li>
  );
}

function wayLetter(answer: PlanAnswer, id: string, text: Text): string | undefined {
  const rank = answer.options.findIndex((option) => option.id === id);
  return rank === -1 ? undefined : text.t("options.way", { letter: letterOf(rank) });
}

/** Name behind an id; a way that is not shown goes by the crossings in its id. */
function knownName(id: string, names: Names): string | undefined {
  const parts = id.split("+").map((part) => names.known(part));
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(" · ");
}
