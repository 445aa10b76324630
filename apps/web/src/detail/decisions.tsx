import type { Decision, Option } from "../api/contract.ts";
import { type Text, useText } from "../i18n/text-context.tsx";
import { Basis } from "../ui/basis.tsx";
import { useNames } from "../ui/names-context.tsx";

/** Where the driver can still turn off cheaply, and how long waiting pays. */
export function Decisions({ option }: { option: Option }) {
  const { t } = useText();
  if (option.decisions.length === 0) return <p className="quiet">{t("decision.none")}</p>;
  return (
    <ul className="decisions">
      {option.decisions.map((decision) => (
        <DecisionItem key={`${decision.at}-${decision.crossing}`} decision={decision} />
      ))}
    </ul>
  );
}

function DecisionItem({ decision }: { decision: Decision }) {
  const text = useText();
  const { t, format } = text;
  const names = useNames();
  const zone = names.zone(decision.at) ?? "UTC";
  const crossing = names.crossing(decision.crossing);
  const route = decision.otherwise.map((id) => names.known(id) ?? id).join(" – ");
  return (
    <li>
      <p>
        <strong>
          {t("decision.at", {
            place: names.place(decision.at),
            time: `${format.dateTimeIn(decision.when, zone)} ${format.zone(decision.when, zone)}`,
          })}
        </strong>
      </p>
      <p>{t("decision.lead", { crossing })}</p>
      {decision.otherwise.length > 0 && <p>{t("decision.otherwise", { route })}</p>}
      <p>
        {t("decision.extra", {
          time: format.duration(decision.extraHours),
          late: format.duration(decision.extraHoursAtCrossing),
        })}
        <Basis kind="derived" />
      </p>
      {decision.onTimeIfShut !== null && (
        <p>{t("decision.ifShut", { share: format.percent(decision.onTimeIfShut) })}</p>
      )}
      <p>{waitWord(decision.waitHours, crossing, text)}</p>
    </li>
  );
}

function waitWord(hours: number | null, crossing: string, { t, format }: Text): string {
  if (hours === null) return t("decision.never", { crossing });
  return hours < 1
    ? t("decision.turnAtOnce", { crossing })
    : t("decision.wait", { crossing, time: format.duration(hours) });
}
