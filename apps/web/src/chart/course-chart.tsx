import { scaleLinear } from "d3-scale";
import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis, weakestBasis } from "../ui/basis.tsx";
import { useNames } from "../ui/names-context.tsx";
import { type Course, courseOf } from "./course.ts";
import { CoursePanel, PLOT } from "./course-panel.tsx";
import { placeLabels, textWidth } from "./labels.ts";
import { timeTicks } from "./ticks.ts";
import { useWidth } from "./use-width.ts";

const LABEL_SIZE = 11;
const LABEL_ROWS = 3;
const ROW_HEIGHT = 14;
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
        {t("chart.typicalNote")} <Basis kind={weakestBasis(option.legs.map((leg) => leg.basis))} />
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
  const { t, format } = useText();
  const max = course.end.hours * MARGIN;
  const ticks = timeTicks(max, 7);
  const head = 18 + LABEL_ROWS * ROW_HEIGHT;
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
      <StepLabels course={course} width={width} head={head} max={max} />
    </CoursePanel>
  );
}

function CostPanel({ course, width, colour }: PanelProps) {
  const { t, format } = useText();
  const max = course.end.usdHigh * MARGIN;
  const x = scaleLinear([0, course.end.km], [0, 1]).ticks(width < 480 ? 4 : 8);
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
      yTicks={scaleLinear([0, max], [0, 1])
        .ticks(5)
        .map((usd) => ({ value: usd, label: format.number(usd) }))}
    >
      <text className="axis-title" x={4} y={12}>
        {t("chart.cost")}
      </text>
    </CoursePanel>
  );
}

/** Names over the steps where they fit; otherwise the numbers alone, which the table below explains. */
function StepLabels({
  course,
  width,
  head,
  max,
}: {
  course: Course;
  width: number;
  head: number;
  max: number;
}) {
  const { lang } = useText();
  const names = useNames();
  const x = scaleLinear([0, course.end.km], [PLOT.left, width - PLOT.right]);
  const y = scaleLinear([0, max], [head + PLOT.height, head]);
  const texts = course.steps.map((step, index) => `${index + 1} ${names.place(step.from)}`);
  // Nastaliq is wide and tall: in Urdu the numbers stand alone.
  const wishes = course.steps.map((step, index) => ({
    x: x(step.km),
    width: textWidth(texts[index] ?? "", LABEL_SIZE),
  }));
  const placed = lang === "ur" ? null : placeLabels(wishes, PLOT.left, width, LABEL_ROWS);
  if (placed === null) return null;
  return course.steps.map((step, index) => {
    const label = placed[index];
    if (label === undefined) return null;
    const baseline = 18 + (label.row + 1) * ROW_HEIGHT - 3;
    return (
      <g key={step.id} className="step-label">
        <line x1={x(step.km)} x2={x(step.km)} y1={baseline + 3} y2={y(step.after.hours)} />
        <text x={label.left} y={baseline} fontSize={LABEL_SIZE}>
          {texts[index]}
        </text>
      </g>
    );
  });
}

function StepTable({ course }: { course: Course }) {
  const { t, format } = useText();
  const names = useNames();
  if (course.steps.length === 0) return null;
  return (
    <table className="data compact">
      <caption className="sr-only">{t("chart.stepsCaption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("chart.step")}</th>
          <th scope="col" className="num">
            {t("chart.atKm")}
          </th>
          <th scope="col" className="num">
            {t("chart.stepTime")}
          </th>
          <th scope="col" className="num">
            {t("chart.stepCost")}
          </th>
        </tr>
      </thead>
      <tbody>
        {course.steps.map((step, index) => (
          <tr key={step.id}>
            <th scope="row">
              <span className="step-number">{format.number(index + 1)}</span>{" "}
              <bdi>{step.kind === "crossing" ? names.crossing(step.id) : names.place(step.from)}</bdi>
            </th>
            <td className="num">{format.km(step.km)}</td>
            <td className="num">{format.duration(step.after.hours - step.before.hours)}</td>
            <td className="num">{format.usd(step.after.usd - step.before.usd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
