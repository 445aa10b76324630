import type { Course, CoursePoint } from "./course.ts";
import { bandPath, linePath } from "./path.ts";
import { linearScale } from "./scale.ts";

interface PanelTick {
  readonly value: number;
  readonly label: string;
}

interface CoursePanelProps {
  readonly course: Course;
  readonly width: number;
  /** Space above the plot, for labels. */
  readonly head: number;
  readonly value: (point: CoursePoint) => number;
  readonly range?: readonly [low: (point: CoursePoint) => number, high: (point: CoursePoint) => number];
  readonly max: number;
  readonly xTicks: readonly PanelTick[];
  readonly yTicks: readonly PanelTick[];
  readonly xTitle?: string;
  readonly title: string;
  readonly colour: string;
  readonly children?: React.ReactNode;
}

export const PLOT = { left: 52, right: 12, height: 150, foot: 38 } as const;

/** One panel of the chart: distance to the right, the measure upward, borders as steps. */
export function CoursePanel(props: CoursePanelProps) {
  const { course, width, head, value, range, max, xTicks, yTicks, title, colour } = props;
  const x = linearScale([0, course.end.km], [PLOT.left, width - PLOT.right]);
  const y = linearScale([0, max], [head + PLOT.height, head]);
  const at = (read: (point: CoursePoint) => number) =>
    course.points.map((point) => ({ x: x(point.km), y: y(read(point)) }));
  const height = head + PLOT.height + PLOT.foot;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={title}
      direction="ltr"
    >
      <g className="grid">
        {yTicks.map((tick) => (
          <g key={tick.value}>
            <line x1={PLOT.left} x2={width - PLOT.right} y1={y(tick.value)} y2={y(tick.value)} />
            <text x={PLOT.left - 6} y={y(tick.value) + 4} textAnchor="end">
              {tick.label}
            </text>
          </g>
        ))}
        {xTicks.map((tick) => (
          <text key={tick.value} x={x(tick.value)} y={head + PLOT.height + 16} textAnchor="middle">
            {tick.label}
          </text>
        ))}
        {props.xTitle !== undefined && (
          <text
            x={(PLOT.left + width - PLOT.right) / 2}
            y={height - 5}
            textAnchor="middle"
            className="axis-title"
          >
            {props.xTitle}
          </text>
        )}
      </g>
      {range !== undefined && (
        <path className="band" d={bandPath(at(range[1]), at(range[0]))} fill={colour} />
      )}
      <path className="curve" d={linePath(at(value))} stroke={colour} />
      {course.steps.map((step, index) => (
        <StepMark
          key={step.id}
          index={index}
          x={x(step.km)}
          top={y(value(step.after))}
          bottom={y(value(step.before))}
        />
      ))}
      {props.children}
    </svg>
  );
}

function StepMark({ index, x, top, bottom }: { index: number; x: number; top: number; bottom: number }) {
  const middle = (top + bottom) / 2;
  return (
    <g className="step">
      <line x1={x} x2={x} y1={top} y2={bottom} />
      <circle cx={x} cy={middle} r={8} />
      <text x={x} y={middle + 3.5} textAnchor="middle">
        {index + 1}
      </text>
    </g>
  );
}
