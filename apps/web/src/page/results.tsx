import { lazy, Suspense } from "react";
import type { Network, PlanAnswer } from "../api/contract.ts";
import { RejectedList } from "../detail/rejected.tsx";
import { ExportBar } from "../export/export-bar.tsx";
import { useText } from "../i18n/text-context.tsx";
import { OptionCard } from "../options/option-card.tsx";
import { OptionTable } from "../options/option-table.tsx";
import { BasisLegend } from "../ui/basis.tsx";
import { Boundary } from "../ui/boundary.tsx";
import { useNames } from "../ui/names-context.tsx";
import { Notice } from "../ui/notice.tsx";
import { Section } from "../ui/section.tsx";
import { ViewToggle } from "./view-toggle.tsx";

/** Charts and legs are fetched while the plan is worked out, not before the form can be used. */
const loadDetail = () => import("../detail/option-detail.tsx");
loadDetail().catch(() => undefined);
const OptionDetail = lazy(async () => ({ default: (await loadDetail()).OptionDetail }));

interface ResultsProps {
  readonly answer: PlanAnswer;
  readonly network: Network | undefined;
  readonly chosen: string | null;
  readonly view: "cards" | "table";
  /** The answer belongs to an earlier request. */
  readonly stale: boolean;
  readonly onChoose: (option: string) => void;
  readonly onView: (view: "cards" | "table") => void;
  readonly onPrint: () => void;
}

/** The answer: options to compare, then all about the chosen one, then what is out. */
export function Results(props: ResultsProps) {
  const { answer, network, chosen, view, stale, onChoose, onView, onPrint } = props;
  const { t } = useText();
  const option = answer.options.find((candidate) => candidate.id === chosen);
  return (
    <div className={stale ? "results stale" : "results"}>
      {answer.options.length === 0 ? (
        <Notice tone="warn" title={t("status.noWayTitle")}>
          <p>{t("status.noWayText")}</p>
        </Notice>
      ) : (
        <section aria-labelledby="options-title">
          <div className="options-head">
            <h2 id="options-title">{t("options.count", { n: answer.options.length })}</h2>
            <ViewToggle view={view} onView={onView} />
            <ExportBar answer={answer} network={network} onPrint={onPrint} />
          </div>
          <Options answer={answer} chosen={chosen} view={view} onChoose={onChoose} />
          <BasisLegend />
          <DataNote answer={answer} />
        </section>
      )}
      {option !== undefined && (
        <Boundary word={t("detail.failed")} className="late-text">
          <Suspense fallback={<p className="quiet">{t("detail.loading")}</p>}>
            <OptionDetail answer={answer} option={option} />
          </Suspense>
        </Boundary>
      )}
      {answer.rejected.length > 0 && (
        <Section title={t("detail.why")} wide>
          <Suspense fallback={<p className="quiet">{t("detail.loading")}</p>}>
            <RejectedList answer={answer} />
          </Suspense>
        </Section>
      )}
    </div>
  );
}

function Options({
  answer,
  chosen,
  view,
  onChoose,
}: Pick<ResultsProps, "answer" | "chosen" | "view" | "onChoose">) {
  const { zone } = useNames();
  if (view === "table")
    return (
      <OptionTable
        options={answer.options}
        horizon={answer.horizonHours}
        chosen={chosen ?? ""}
        onChoose={onChoose}
      />
    );
  return (
    <ol className="cards">
      {answer.options.map((option, index) => (
        <OptionCard
          key={option.id}
          option={option}
          index={index}
          chosen={option.id === chosen}
          zone={zone(answer.to) ?? "UTC"}
          horizon={answer.horizonHours}
          onChoose={() => onChoose(option.id)}
        />
      ))}
    </ol>
  );
}

/** What the answer rests on: day of knowledge, age of the data, draws. */
function DataNote({ answer }: { answer: PlanAnswer }) {
  const { t, format } = useText();
  return (
    <p className="quiet small">
      {t("data.asOf", { date: format.day(answer.asOf) })}{" "}
      {answer.data.newest !== "" &&
        t("data.newest", { date: format.day(answer.data.newest), n: answer.data.ageDays })}{" "}
      {answer.policyOnTime !== null && t("data.policy", { share: format.percent(answer.policyOnTime) })}{" "}
      {t("data.draws", { draws: answer.draws, seed: String(answer.seed) })}{" "}
      {t("data.horizon", { days: format.days(Math.round(answer.horizonHours / 24)) })}
    </p>
  );
}
