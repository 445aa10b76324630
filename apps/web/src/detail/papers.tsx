import type { DocumentItem, Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { useWords } from "../i18n/use-words.ts";
import { saidOf } from "../i18n/words.ts";
import { Basis } from "../ui/basis.tsx";
import { useNames } from "../ui/names-context.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";
import { reasonSaid } from "./reason.ts";

/** What to hold before departure, with the last day to apply; the most urgent first. */
export function Papers({ option, asOf, toGet }: { option: Option; asOf: string; toGet: boolean }) {
  const { t, format } = useText();
  const papers = [...option.documents].sort((a, b) => a.latestStart.localeCompare(b.latestStart));
  const late = papers.filter((paper) => paper.late).length;
  if (papers.length === 0) return <p className="quiet">{t("papers.none")}</p>;
  return (
    <>
      {late > 0 && <p className="late-text">{t("papers.lateText", { n: late })}</p>}
      {toGet && option.papersHours.p50 > 0 && (
        <p>
          {t("papers.wait", {
            p50: format.duration(option.papersHours.p50),
            p95: format.duration(option.papersHours.p95),
          })}
        </p>
      )}
      <ul className="papers" aria-label={t("papers.caption")}>
        {papers.map((paper) => (
          <Paper key={paper.id} paper={paper} asOf={asOf} />
        ))}
      </ul>
    </>
  );
}

function Paper({ paper, asOf }: { paper: DocumentItem; asOf: string }) {
  const text = useText();
  const { t, format } = text;
  const names = useNames();
  const words = useWords();
  const { min, max } = paper.leadDays;
  return (
    <li className="paper">
      <p className="paper-head">
        <strong>
          <SaidText said={saidOf(words.papers, paper.nameCode, paper.name, format.country)} />
        </strong>
        <span className={paper.late ? "chip chip-bad" : "chip chip-good"}>
          {paper.late ? t("papers.late", { asOf: format.day(asOf) }) : t("papers.inTime")}
        </span>
      </p>
      <p>
        {t("papers.line", {
          date: format.day(paper.latestStart),
          days: t("papers.leadDays", { n: max, min, max }),
        })}
        <Basis kind={paper.leadDays.basis} /> <SourceMarks ids={paper.sources} />
      </p>
      <p className="quiet small">
        <SaidText said={saidOf(words.issuers, paper.issuerCode, paper.issuer, format.country)} /> ·{" "}
        {paper.costUsd !== null && (
          <span>
            {format.usd(paper.costUsd.typical)}
            <Basis kind={paper.costUsd.basis} /> ·{" "}
          </span>
        )}
        <SaidText said={reasonSaid(paper.because, text, names)} />
        <Basis kind={paper.basis} />
      </p>
    </li>
  );
}
