import type { Option, PlanAnswer } from "../api/contract.ts";
import { ArrivalChart } from "../chart/arrival-chart.tsx";
import { CourseChart } from "../chart/course-chart.tsx";
import { useText } from "../i18n/text-context.tsx";
import { wayName } from "../options/way-name.ts";
import { whenInstant } from "../state/instant.ts";
import { letterOf, OptionLetter, WAY_COLOURS } from "../ui/letter.tsx";
import { useNames } from "../ui/names-context.tsx";
import { Section } from "../ui/section.tsx";
import { SourceList } from "../ui/sources.tsx";
import { Borders, Worlds } from "./borders.tsx";
import { Costs } from "./costs.tsx";
import { Decisions } from "./decisions.tsx";
import { Papers } from "./papers.tsx";
import { RiskDrivers } from "./risk.tsx";
import { Timeline } from "./timeline.tsx";

/** Everything about one way. */
export function OptionDetail({ answer, option }: { answer: PlanAnswer; option: Option }) {
  const text = useText();
  const { t, format } = text;
  const names = useNames();
  const index = answer.options.indexOf(option);
  return (
    <article className="detail" aria-labelledby="detail-title">
      <h2 id="detail-title" tabIndex={-1}>
        <OptionLetter index={index} large />{" "}
        {t("detail.title", { letter: letterOf(index), via: wayName(option, names, text) })}
      </h2>
      {option.notArrived >= 0.005 && (
        <p className="late-text">
          {t("options.notArrived", {
            share: format.percent(option.notArrived),
            days: format.days(Math.round(answer.horizonHours / 24)),
          })}
        </p>
      )}
      <div className="panels">
        <Charts answer={answer} option={option} colour={`var(--way-${index % WAY_COLOURS})`} />
        <Section title={t("detail.papers")} wide>
          <Papers option={option} asOf={answer.asOf} toGet={answer.request.papers === "to-get"} />
        </Section>
        <Section title={t("detail.timeline")}>
          <Timeline option={option} destination={answer.to} />
        </Section>
        <Around option={option} />
      </div>
    </article>
  );
}

interface ChartsProps {
  readonly answer: PlanAnswer;
  readonly option: Option;
  readonly colour: string;
}

/** How the way goes, when it arrives, and what that hangs on. */
function Charts({ answer, option, colour }: ChartsProps) {
  const { t } = useText();
  const names = useNames();
  const { horizonHours, request } = answer;
  const zone = names.zone(answer.to) ?? "UTC";
  const ready = whenInstant(request.ready, names.zone(answer.from) ?? "UTC");
  const deadline = request.deadline === undefined ? null : whenInstant(request.deadline, zone);
  return (
    <>
      <Section title={t("detail.chart")}>
        <CourseChart option={option} ready={ready} colour={colour} />
      </Section>
      <div className="panel-stack">
        <Section title={t("detail.arrival")}>
          <ArrivalChart
            option={option}
            ready={ready}
            horizon={horizonHours}
            deadline={deadline}
            zone={zone}
            colour={colour}
          />
        </Section>
        {option.worlds.length > 0 && (
          <Section title={t("detail.worlds")}>
            <Worlds option={option} horizon={horizonHours} />
          </Section>
        )}
        <Section title={t("detail.risk")}>
          <RiskDrivers option={option} />
        </Section>
      </div>
    </>
  );
}

/** What lies beside the way: where to turn, borders, cost, sources. */
function Around({ option }: { option: Option }) {
  const { t } = useText();
  return (
    <div className="panel-stack">
      <Section title={t("detail.decisions")}>
        <Decisions option={option} />
      </Section>
      {option.closures.length > 0 && (
        <Section title={t("detail.borders")}>
          <Borders option={option} />
        </Section>
      )}
      <Section title={t("detail.costs")}>
        <Costs option={option} />
      </Section>
      <Section title={t("detail.sources")}>
        <SourceList ids={option.sources} />
      </Section>
    </div>
  );
}
