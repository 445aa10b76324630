import type { PlanAnswer } from "../api/contract.ts";
import { type Text, useText } from "../i18n/text-context.tsx";
import { whenInstant } from "../state/instant.ts";
import { type Names, useNames } from "../ui/names-context.tsx";

/** Title of the printed plan: what was asked for, and with which day's knowledge. Not on the screen. */
export function PrintHead({ answer }: { answer: PlanAnswer }) {
  const text = useText();
  const names = useNames();
  return (
    <section className="print-only print-head" aria-hidden="true">
      <h2>
        <bdi>{names.place(answer.from)}</bdi> – <bdi>{names.place(answer.to)}</bdi>
      </h2>
      <dl className="facts">
        {askedFor(answer, text, names).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function askedFor(
  answer: PlanAnswer,
  { t, format }: Text,
  names: Names,
): readonly (readonly [string, string])[] {
  const { request, asOf } = answer;
  const { goods, registration, driver, deadline } = request;
  const [from, to] = [names.zone(answer.from) ?? "UTC", names.zone(answer.to) ?? "UTC"];
  const kinds = (["reefer", "dangerous"] as const).filter((kind) => goods[kind]);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t("form.ready"), format.momentIn(whenInstant(request.ready, from), from)],
    [t("form.deadline"), deadline && format.momentIn(whenInstant(deadline, to), to)],
    [t("form.tonnes"), format.number(goods.tonnes, 3)],
    [t("form.hs"), goods.hs],
    [t("form.value"), goods.valueUsd === undefined ? undefined : format.number(goods.valueUsd)],
    [t("form.cargo"), kinds.length === 0 ? undefined : format.list(kinds.map((kind) => t(`form.${kind}`)))],
    [t("form.unit"), t(`form.unit.${request.unit}`)],
    [t("form.registration"), registration && format.country(registration)],
    [t("form.driver"), driver && format.country(driver)],
    [t("form.papers"), t(`form.papers.${request.papers}`)],
    [t("form.asOf"), format.day(asOf)],
  ];
  return rows.flatMap(([term, value]) => (value ? [[term, value] as const] : []));
}
