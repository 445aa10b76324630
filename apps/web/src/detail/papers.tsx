import type { DocumentItem, Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis } from "../ui/basis.tsx";
import { useNames } from "../ui/names-context.tsx";
import { SourceMarks } from "../ui/sources.tsx";

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
  const { min, typical, max } = paper.leadDays;
  return (
    <li className={paper.late ? "paper paper-late" : "paper"}>
      <p className="paper-head">
        <strong dir="auto">{paper.name}</strong>
        <span className={paper.late ? "chip chip-bad" : "chip chip-good"}>
          {paper.late ? t("papers.late", { asOf: format.day(asOf) }) : t("papers.inTime")}
        </span>
      </p>
      <dl className="facts">
        <div>
          <dt>{t("papers.start")}</dt>
          <dd>
            <time dateTime={paper.latestStart}>{format.day(paper.latestStart)}</time>
          </dd>
        </div>
        <div>
          <dt>{t("papers.lead")}</dt>
          <dd title={format.number(typical)}>
            {t("papers.leadDays", { n: max, min, max })} <Basis kind={paper.basis} />
          </dd>
        </div>
        <div>
          <dt>{t("papers.issuer")}</dt>
          <dd dir="auto">{paper.issuer}</dd>
        </div>
        {paper.costUsd !== null && (
          <div>
            <dt>{t("papers.cost")}</dt>
            <dd>{format.usd(paper.costUsd.typical)}</dd>
          </div>
        )}
      </dl>
      <p className="quiet small" dir="auto">
        {text.message(paper.because, names.known)} <SourceMarks ids={paper.sources} />
      </p>
    </li>
  );
}
