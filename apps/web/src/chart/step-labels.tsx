import { brief } from "../ui/brief.ts";
import type { Course } from "./course.ts";
import { PLOT } from "./course-panel.tsx";
import { placeLabels, textWidth } from "./labels.ts";
import { linearScale } from "./scale.ts";

const SIZE = 11;
const ROWS = 3;
const ROW_HEIGHT = 14;
const TOP = 18;

export interface StepLabel {
  readonly id: string;
  readonly text: string;
  /** Where the label points to. */
  readonly x: number;
  readonly left: number;
  readonly baseline: number;
  readonly hours: number;
}

/** Names over the steps where they all fit; none otherwise: the numbers on the curve are explained below it. */
export function labelSteps(
  course: Course,
  width: number,
  name: (place: string) => string,
): readonly StepLabel[] {
  const x = linearScale([0, course.end.km], [PLOT.left, width - PLOT.right]);
  const texts = course.steps.map((step, index) => `${index + 1} ${brief(name(step.from))}`);
  const wishes = course.steps.map((step, index) => ({
    x: x(step.km),
    width: textWidth(texts[index] ?? "", SIZE),
  }));
  const placed = placeLabels(wishes, PLOT.left, width, ROWS) ?? [];
  return placed.flatMap(({ left, row }, index): StepLabel[] => {
    const step = course.steps[index];
    if (step === undefined) return [];
    const baseline = TOP + (row + 1) * ROW_HEIGHT - 3;
    return [
      { id: step.id, text: texts[index] ?? "", x: x(step.km), left, baseline, hours: step.after.hours },
    ];
  });
}

/** Room above the plot that the labels take. */
export function headFor(labels: readonly StepLabel[]): number {
  return Math.max(TOP, ...labels.map((label) => label.baseline)) + 6;
}

export function StepLabels({ labels, y }: { labels: readonly StepLabel[]; y: (hours: number) => number }) {
  return labels.map((label) => (
    <g key={label.id} className="step-label">
      <line x1={label.x} x2={label.x} y1={label.baseline + 3} y2={y(label.hours)} />
      <text x={label.left} y={label.baseline} fontSize={SIZE}>
        {label.text}
      </text>
    </g>
  ));
}
