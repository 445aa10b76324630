import { lazy, type ReactNode, Suspense } from "react";
import type { Network, PlanAnswer } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { OptionCard } from "../options/option-card.tsx";
import { OptionTable } from "../options/option-table.tsx";
import { BasisLegend } from "../ui/basis.tsx";
import { Boundary } from "../ui/boundary.tsx";
import { useNames } from "../ui/names-context.tsx";
import { Section } from "../ui/section.tsx";
import { ViewToggle } from "./view-toggle.tsx";

/** Charts, legs, files and reasons are fetched while the plan is worked out, not before the form can be used. */
const loadLate = () => import("./late.ts");
loadLate().catch(() => undefined);
const OptionDetail = lazy(async () => ({ default: (await loadLate()).OptionDetail }));
const ExportBar = lazy(async () => ({ default: (await loadLate()).ExportBar }));
const RejectedList = lazy(async () => ({ default: (await loadLate()).RejectedList }));

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
      {answer.options.length > 0 && (
        <section aria-labelledby="options-title">
          <div className="options-head">
            <h2 id="options-title">{t("options.count", { n: answer.options.length })}</h2>
            <ViewToggle view={view} onView={onView} />
            <Late>
              <ExportBar answer={answer} network={network} onPrint={onPrint} />
            </Late>
          </div>
          <Options answer={answer} chosen={chosen} view={view} onChoose={onChoose} />
          <BasisLegend />
          <DataNote answer={answer} />
        </section>
      )}
      {option !== undefined && (
        <Late loading={t("detail.loading")}>
          <OptionDetail answer={answer} option={option} />
        </Late>
      )}
      {answer.rejected.length > 0 && (
        <Section title={t("detail.why")} wide>
          <Late>
            <RejectedList answer={answer} />
          </Late>
        </Section>
      )}
    </div>
  );
}

/** A part that comes after the first load; says so when it does not come. */
function Late({ loading, children }: { loading?: string; children: ReactNode }) {
  const { t } = useText();
  return (
    <Boundary word={t("detail.failed")} className="late-text">
      <Suspense fallback={loading === undefined ? null : <p className="quiet">{loading}</p>}>
        {children}
      </Suspense>
    </Boundary>
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
