import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis, weakestBasis } from "../ui/basis.tsx";
import { useNames } from "../ui/names-context.tsx";
import { type Course, courseOf } from "./course.ts";
import { CoursePanel, PLOT } from "./course-panel.tsx";
import { linearScale, niceTicks } from "./scale.ts";
import { headFor, labelSteps, StepLabels } from "./step-labels.tsx";
import { StepTable } from "./step-table.tsx";
import { timeTicks } from "./ticks.ts";
import { useWidth } from "./use-width.ts";

const MARGIN = 1.05;

/** The time/cost-distance chart after UNESCAP: two panels over one distance axis, left to right in any language. */
export function CourseChart({ option, ready, colour }: { option: Option; ready: Date; colour: string }) {
  const { t, format } = useText();
  const [box, width] = useWidth();
  const course = courseOf(option, ready);
  const { end } = course;
  const summary = t("chart.courseSummary", {
    km: format.km(end.km),
    time: format.duration(end.hours),
    cost: format.usd(end.usd),
  });
  return (
    <div>
      <p className="quiet">{summary}</p>
      <div ref={box} className="chart-box" dir="ltr">
        <TimePanel course={course} width={width} colour={colour} />
        <CostPanel course={course} width={width} colour={colour} />
      </div>
      <p className="quiet small">
        {t("chart.typicalNote")}
        <Basis kind={weakestBasis(option.legs.map((leg) => leg.basis))} />
      </p>
      <StepTable course={course} />
    </div>
  );
}

interface PanelProps {
  readonly course: Course;
  readonly width: number;
  readonly colour: string;
}

function TimePanel({ course, width, colour }: PanelProps) {
  const { t, format, lang } = useText();
  const names = useNames();
  const max = course.end.hours * MARGIN;
  const ticks = timeTicks(max, 7);
  // Nastaliq is wide and tall: in Urdu the numbers stand alone.
  const labels = lang === "ur" ? [] : labelSteps(course, width, names.place);
  const head = headFor(labels);
  const y = linearScale([0, max], [head + PLOT.height, head]);
  const size = ticks.unit === "day" ? 24 : 1;
  return (
    <CoursePanel
      course={course}
      width={width}
      head={head}
      value={(point) => point.hours}
      max={max}
      title={t("chart.timeTitle")}
      colour={colour}
      xTicks={[]}
      yTicks={ticks.at.map((hours) => ({ value: hours, label: format.number(hours / size) }))}
    >
      <text className="axis-title" x={4} y={12}>
        {t(ticks.unit === "day" ? "chart.time" : "chart.timeHours")}
      </text>
      <StepLabels labels={labels} y={(hours) => y(hours)} />
    </CoursePanel>
  );
}

function CostPanel({ course, width, colour }: PanelProps) {
  const { t, format } = useText();
  const max = course.end.usdHigh * MARGIN;
  const x = niceTicks(course.end.km, width < 480 ? 5 : 8);
  return (
    <CoursePanel
      course={course}
      width={width}
      head={22}
      value={(point) => point.usd}
      range={[(point) => point.usdLow, (point) => point.usdHigh]}
      max={max}
      title={t("chart.costTitle")}
      colour={colour}
      xTitle={t("chart.distance")}
      xTicks={x.map((km) => ({ value: km, label: format.number(km) }))}
      yTicks={niceTicks(max, 6).map((usd) => ({ value: usd, label: format.number(usd) }))}
    >
      <text className="axis-title" x={4} y={12}>
        {t("chart.cost")}
      </text>
    </CoursePanel>
  );
}
