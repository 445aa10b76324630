import type { CrossingReport } from "../api/contract.ts";
import type { CrossingPhrases } from "../i18n/crossing-phrases.ts";
import { useText } from "../i18n/text-context.tsx";
import { SourceMarks } from "../ui/sources.tsx";
import { CrossingPart } from "./part.tsx";

/** The last confirmation with its date and sources, and what carries it to the day asked about. */
export function CrossingStateText({ report, say }: { report: CrossingReport; say: CrossingPhrases["say"] }) {
  const { t, format } = useText();
  const { state, confirmed, assumed, sources } = report.state;
  return (
    <CrossingPart title={say("state")}>
      <p>
        {confirmed === null
          ? t(`state.${state}`)
          : t("border.lastConfirmed", { state: t(`state.${state}`), date: format.day(confirmed) })}{" "}
        <SourceMarks ids={sources} />
      </p>
      <p className="quiet">{say(`assumed.${assumed}`)}</p>
    </CrossingPart>
  );
}
