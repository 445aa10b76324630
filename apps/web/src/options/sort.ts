import type { Option } from "../api/contract.ts";

export const COLUMNS = ["p50", "p80", "p95", "onTime", "cost", "km", "co2e", "handovers"] as const;
export type Column = (typeof COLUMNS)[number];
export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

const READ: Readonly<Record<Column, (option: Option) => number>> = {
  p50: (option) => option.hours.p50,
  p80: (option) => option.hours.p80,
  p95: (option) => option.hours.p95,
  onTime: (option) => option.onTime ?? -1,
  cost: (option) => option.costUsd.typical,
  km: (option) => option.km,
  co2e: (option) => option.co2eKg,
  handovers: (option) => option.handovers,
};

/** Options by a column; equal ones keep the order of the answer, which null asks for altogether. */
export function sortOptions(options: readonly Option[], sorting: Sorting | null): readonly Option[] {
  if (sorting === null) return options;
  const read = READ[sorting.column];
  const sign = sorting.descending ? -1 : 1;
  return [...options].sort((a, b) => sign * (read(a) - read(b)));
}

/** The sorting after a press on a heading: best first, then the reverse. */
export function nextSorting(sorting: Sorting | null, column: Column): Sorting {
  const bestFirst = column === "onTime";
  if (sorting?.column !== column) return { column, descending: bestFirst };
  return { column, descending: !sorting.descending };
}
