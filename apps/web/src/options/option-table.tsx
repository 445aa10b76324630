import { useState } from "react";
import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis, weakestBasis } from "../ui/basis.tsx";
import { letterOf, OptionLetter } from "../ui/letter.tsx";
import { useNames } from "../ui/names-context.tsx";
import { durationWithin } from "../ui/within.ts";
import { OnTime } from "./option-card.tsx";
import { COLUMNS, type Column, nextSorting, type Sorting, sortOptions } from "./sort.ts";
import { labelText, wayName } from "./way-name.ts";

interface OptionTableProps {
  readonly options: readonly Option[];
  /** Hours that journeys were followed for. */
  readonly horizon: number;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** All ways in rows, sortable by every figure. */
export function OptionTable({ options, horizon, chosen, onChoose }: OptionTableProps) {
  const { t } = useText();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll options-scroll" tabIndex={0} aria-label={t("options.tableCaption")}>
      <table className="data options-table">
        <caption>
          {t("options.tableCaption")} <span className="no-print">{t("options.sortHint")}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("options.title")}</th>
            {COLUMNS.map((column) => (
              <SortHeading
                key={column}
                column={column}
                sorting={sorting}
                onSort={() => setSorting(nextSorting(sorting, column))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sortOptions(options, sorting).map((option) => (
            <Row
              key={option.id}
              option={option}
              index={options.indexOf(option)}
              horizon={horizon}
              chosen={option.id === chosen}
              onChoose={() => onChoose(option.id)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SortHeading({
  column,
  sorting,
  onSort,
}: {
  column: Column;
  sorting: Sorting | null;
  onSort: () => void;
}) {
  const { t } = useText();
  const active = sorting?.column === column ? sorting : null;
  return (
    <th
      scope="col"
      className="num"
      aria-sort={active === null ? "none" : active.descending ? "descending" : "ascending"}
    >
      <button type="button" className="sort" onClick={onSort}>
        {t(`options.${column}`)}
        <svg viewBox="0 0 10 12" width="9" height="11" aria-hidden="true">
          <path d="M5 1l4 4H1z" className={active !== null && !active.descending ? "sort-on" : "sort-off"} />
          <path d="M5 11L1 7h8z" className={active?.descending === true ? "sort-on" : "sort-off"} />
        </svg>
      </button>
    </th>
  );
}

function Row({
  option,
  index,
  horizon,
  chosen,
  onChoose,
}: {
  option: Option;
  index: number;
  horizon: number;
  chosen: boolean;
  onChoose: () => void;
}) {
  const text = useText();
  const { t, format } = text;
  const names = useNames();
  return (
    <tr className={chosen ? "row-chosen" : undefined}>
      <th scope="row">
        <button type="button" className="row-button" aria-pressed={chosen} onClick={onChoose}>
          <OptionLetter index={index} />
          <span className="sr-only">{t("options.way", { letter: letterOf(index) })}: </span>
          <bdi>{wayName(option, names, text)}</bdi>
        </button>
        <span className="quiet small">
          {format.list(option.labels.map((label) => labelText(label, text)))}
        </span>
      </th>
      <td className="num">
        {durationWithin(option.hours.p50, horizon, text)}
        <Basis kind="derived" />
      </td>
      <td className="num">{durationWithin(option.hours.p80, horizon, text)}</td>
      <td className="num">{durationWithin(option.hours.p95, horizon, text)}</td>
      <td className="num">{option.onTime === null ? "–" : <OnTime share={option.onTime} />}</td>
      <td className="num">
        {format.usd(option.costUsd.typical)}
        <Basis kind={weakestBasis(option.costUsd.parts.map((part) => part.basis))} />
      </td>
      <td className="num">{format.km(option.km)}</td>
      <td className="num">{format.mass(option.co2eKg)}</td>
      <td className="num">{format.number(option.handovers)}</td>
    </tr>
  );
}
