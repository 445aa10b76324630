import { useText } from "../i18n/text-context.tsx";
import { useNames } from "../ui/names-context.tsx";
import type { Course } from "./course.ts";

/** The steps of the chart in figures. */
export function StepTable({ course }: { course: Course }) {
  const { t, format } = useText();
  const names = useNames();
  if (course.steps.length === 0) return null;
  // A column of dashes only takes the names' room.
  const priced = course.steps.some((step) => cost(step) > 0);
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
          {priced && (
            <th scope="col" className="num">
              {t("chart.stepCost")}
            </th>
          )}
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
            <td className="num">{format.duration(step.spent)}</td>
            {priced && <td className="num">{cost(step) > 0 ? format.usd(cost(step)) : "–"}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cost({ before, after }: Course["steps"][number]): number {
  return after.usd - before.usd;
}
