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
        <div className="panel-stack">
          <Charts answer={answer} option={option} colour={`var(--way-${index % WAY_COLOURS})`} />
          <Uncertainty option={option} horizon={answer.horizonHours} />
        </div>
        <div className="panel-stack">
          <Section title={t("detail.papers")}>
            <Papers option={option} asOf={answer.asOf} toGet={answer.request.papers === "to-get"} />
          </Section>
          <Section title={t("detail.timeline")}>
            <Timeline option={option} destination={answer.to} />
          </Section>
          <Section title={t("detail.costs")}>
            <Costs option={option} />
          </Section>
        </div>
        <Section title={t("detail.sources")} wide>
          <SourceList ids={option.sources} />
        </Section>
      </div>
    </article>
  );
}

function Charts({ answer, option, colour }: { answer: PlanAnswer; option: Option; colour: string }) {
  const { t } = useText();
  const names = useNames();
  const zone = names.zone(answer.to) ?? "UTC";
  const ready = whenInstant(answer.request.ready, names.zone(answer.from) ?? "UTC");
  const deadline = answer.request.deadline === undefined ? null : whenInstant(answer.request.deadline, zone);
  return (
    <>
      <Section title={t("detail.chart")}>
        <CourseChart option={option} ready={ready} colour={colour} />
      </Section>
      <Section title={t("detail.arrival")}>
        <ArrivalChart
          option={option}
          ready={ready}
          horizon={answer.horizonHours}
          deadline={deadline}
          zone={zone}
          colour={colour}
        />
      </Section>
    </>
  );
}

/** What may go otherwise, why, and where something can still be done about it. */
function Uncertainty({ option, horizon }: { option: Option; horizon: number }) {
  const { t } = useText();
  return (
    <>
      {option.worlds.length > 0 && (
        <Section title={t("detail.worlds")}>
          <Worlds option={option} horizon={horizon} />
        </Section>
      )}
      <Section title={t("detail.risk")}>
        <RiskDrivers option={option} />
      </Section>
      <Section title={t("detail.decisions")}>
        <Decisions option={option} />
      </Section>
      {option.closures.length > 0 && (
        <Section title={t("detail.borders")}>
          <Borders option={option} />
        </Section>
      )}
    </>
  );
}
