import { type Cell, csvRow } from "@rahdari/planner/csv-row";
import type { Option, PlanAnswer } from "../api/contract.ts";

type Column<Row> = readonly [heading: string, read: (row: Row) => Cell];

const OPTION_COLUMNS: readonly Column<Option>[] = [
  ["id", (o) => o.id],
  ["labels", (o) => o.labels.join("; ")],
  ["places", (o) => o.places.join(" > ")],
  ["crossings", (o) => o.crossings.join("; ")],
  ["modes", (o) => o.modes.join("; ")],
  ["km", (o) => o.km],
  ["hours_p10", (o) => o.hours.p10],
  ["hours_p50", (o) => o.hours.p50],
  ["hours_p80", (o) => o.hours.p80],
  ["hours_p90", (o) => o.hours.p90],
  ["hours_p95", (o) => o.hours.p95],
  ["hours_mean", (o) => o.hours.mean],
  ["arrival_p50", (o) => o.arrival.p50],
  ["arrival_p95", (o) => o.arrival.p95],
  ["on_time", (o) => o.onTime],
  ["not_arrived", (o) => o.notArrived],
  ["cost_usd_low", (o) => o.costUsd.low],
  ["cost_usd_typical", (o) => o.costUsd.typical],
  ["cost_usd_high", (o) => o.costUsd.high],
  ["co2e_kg", (o) => o.co2eKg],
  ["handovers", (o) => o.handovers],
];

type LegRow = { readonly option: Option; readonly leg: Option["legs"][number]; readonly order: number };
const LEG_COLUMNS: readonly Column<LegRow>[] = [
  ["option", ({ option }) => option.id],
  ["order", ({ order }) => order],
  ["leg", ({ leg }) => leg.id],
  ["kind", ({ leg }) => leg.kind],
  ["name", ({ leg }) => leg.name],
  ["from", ({ leg }) => leg.from],
  ["to", ({ leg }) => leg.to],
  ["mode", ({ leg }) => leg.mode],
  ["km", ({ leg }) => leg.km],
  ["hours_p10", ({ leg }) => leg.hours.p10],
  ["hours_p50", ({ leg }) => leg.hours.p50],
  ["hours_p90", ({ leg }) => leg.hours.p90],
  ["hours_waiting_mean", ({ leg }) => leg.waitHours],
  ["enter_utc", ({ leg }) => leg.enter],
  ["leave_utc", ({ leg }) => leg.leave],
  ["cost_usd_low", ({ leg }) => leg.costUsd.low],
  ["cost_usd_typical", ({ leg }) => leg.costUsd.typical],
  ["cost_usd_high", ({ leg }) => leg.costUsd.high],
  ["co2e_kg", ({ leg }) => leg.co2eKg],
  ["basis", ({ leg }) => leg.basis],
  ["sources", ({ leg }) => leg.sources.join("; ")],
];

/** One row an option; units are in the headings, times UTC (RFC 4180). */
export function optionsCsv(answer: PlanAnswer): string {
  return table(OPTION_COLUMNS, answer.options);
}

/** One row a leg of every option, in order of travel. */
export function legsCsv(answer: PlanAnswer): string {
  const rows = answer.options.flatMap((option) =>
    option.legs.map((leg, index) => ({ option, leg, order: index + 1 })),
  );
  return table(LEG_COLUMNS, rows);
}

function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, read]) => read(row))),
  ];
  return lines.map(csvRow).join("");
}
