import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis } from "../ui/basis.tsx";
import { arrivalWithin } from "../ui/within.ts";
import { type Arrival, arrivalOf } from "./arrival.ts";
import { bandPath, linePath } from "./path.ts";
import { linearScale } from "./scale.ts";
import { timeTicks } from "./ticks.ts";
import { useWidth } from "./use-width.ts";

interface ArrivalChartProps {
  readonly option: Option;
  readonly ready: Date;
  /** Hours that journeys were followed for: nothing is known beyond. */
  readonly horizon: number;
  readonly deadline: Date | null;
  /** Zone of the destination: the days under the axis are its days. */
  readonly zone: string;
  readonly colour: string;
}

const BOX = { left: 44, right: 14, top: 34, height: 170, foot: 24 } as const;
const MS_PER_HOUR = 3_600_000;
const MARKS = [
  ["p10", 0.1],
  ["p50", 0.5],
  ["p80", 0.8],
  ["p95", 0.95],
] as const;

/** Chance of having arrived against the calendar, with the deadline and four quantiles. */
export function ArrivalChart({ option, ready, horizon, deadline, zone, colour }: ArrivalChartProps) {
  const text = useText();
  const { t, format } = text;
  const [box, width] = useWidth();
  const deadlineHours = deadline === null ? null : (deadline.getTime() - ready.getTime()) / MS_PER_HOUR;
  const arrival = arrivalOf(option, deadlineHours);
  const day = (hours: number) => format.dateIn(new Date(ready.getTime() + hours * MS_PER_HOUR), zone);
  const by = (hours: number) =>
    arrivalWithin(new Date(ready.getTime() + hours * MS_PER_HOUR), hours, horizon, zone, text);
  return (
    <div>
      <dl className="facts">
        {MARKS.map(([name]) => (
          <div key={name}>
            <dt>{t(`chart.${name}`)}</dt>
            <dd>
              {by(option.hours[name])}
              <Basis kind="derived" />
            </dd>
          </div>
        ))}
      </dl>
      {deadline !== null && option.onTime !== null && (
        <p>
          <strong>
            {t("chart.deadlineSummary", {
              date: format.dateIn(deadline, zone),
              share: format.percent(option.onTime),
            })}
          </strong>
        </p>
      )}
      <div ref={box} className="chart-box" dir="ltr">
        <Curve
          arrival={arrival}
          option={option}
          horizon={horizon}
          width={width}
          deadlineHours={deadlineHours}
          day={day}
          colour={colour}
        />
      </div>
    </div>
  );
}

interface CurveProps {
  readonly arrival: Arrival;
  readonly option: Option;
  readonly horizon: number;
  readonly width: number;
  readonly deadlineHours: number | null;
  readonly day: (hours: number) => string;
  readonly colour: string;
}

function Curve({ arrival, option, horizon, width, deadlineHours, day, colour }: CurveProps) {
  const { t, format } = useText();
  const x = linearScale([arrival.from, arrival.to], [BOX.left, width - BOX.right]);
  const y = linearScale([0, 1], [BOX.top + BOX.height, BOX.top]);
  const points = arrival.points.map((point) => ({ x: x(point.hours), y: y(point.chance) }));
  const floor = points.map((point) => ({ x: point.x, y: y(0) }));
  const height = BOX.top + BOX.height + BOX.foot;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t("chart.arrivalTitle")}
      direction="ltr"
    >
      <Axes arrival={arrival} width={width} day={day} />
      <path className="band" d={bandPath(points, floor)} fill={colour} />
      <path className="curve" d={linePath(points)} stroke={colour} />
      {deadlineHours !== null && (
        <DeadlineMark
          x={x(deadlineHours)}
          width={width}
          label={t("chart.deadline", { share: option.onTime === null ? "" : format.percent(option.onTime) })}
        />
      )}
      {MARKS.filter(([name]) => option.hours[name] < horizon).map(([name, share]) => (
        <QuantileMark
          key={name}
          x={x(option.hours[name])}
          y={y(share)}
          name={name}
          flip={x(option.hours[name]) > width - 60}
        />
      ))}
    </svg>
  );
}

function Axes({ arrival, width, day }: { arrival: Arrival; width: number; day: (hours: number) => string }) {
  const { t, format } = useText();
  const x = linearScale([arrival.from, arrival.to], [BOX.left, width - BOX.right]);
  const y = linearScale([0, 1], [BOX.top + BOX.height, BOX.top]);
  const days = timeTicks(arrival.to - arrival.from, Math.max(3, Math.floor(width / 110)));
  const first = Math.ceil(arrival.from / 24) * 24;
  return (
    <g className="grid">
      <text className="axis-title" x={4} y={12}>
        {t("chart.chance")}
      </text>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line x1={BOX.left} x2={width - BOX.right} y1={y(share)} y2={y(share)} />
          <text x={BOX.left - 6} y={y(share) + 4} textAnchor="end">
            {format.percent(share)}
          </text>
        </g>
      ))}
      {days.at
        .map((hours) => first + hours)
        .filter((hours) => x(hours) < width - 40)
        .map((hours) => (
          <g key={hours}>
            <line className="tick" x1={x(hours)} x2={x(hours)} y1={y(0)} y2={y(0) + 5} />
            <text x={x(hours)} y={y(0) + 18} textAnchor="middle">
              {day(hours)}
            </text>
          </g>
        ))}
    </g>
  );
}

function DeadlineMark({ x, width, label }: { x: number; width: number; label: string }) {
  const end = x > width / 2;
  return (
    <g className="deadline">
      <line x1={x} x2={x} y1={18} y2={BOX.top + BOX.height} />
      <text x={end ? x + 2 : x - 2} y={13} textAnchor={end ? "end" : "start"}>
        {label}
      </text>
    </g>
  );
}

function QuantileMark({ x, y, name, flip }: { x: number; y: number; name: string; flip: boolean }) {
  return (
    <g className="quantile">
      <circle cx={x} cy={y} r={4} />
      <text x={flip ? x - 8 : x + 8} y={y + (flip ? -6 : 14)} textAnchor={flip ? "end" : "start"}>
        {name}
      </text>
    </g>
  );
}
