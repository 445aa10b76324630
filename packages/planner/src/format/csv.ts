import type { Option, PlanAnswer } from "../answer.ts";
import { type Cell, csvRow } from "./csv-row.ts";

const COLUMNS: readonly (readonly [name: string, value: (option: Option, rank: number) => Cell])[] = [
  ["rank", (_, rank) => rank],
  ["id", (option) => option.id],
  ["labels", (option) => option.labels.join("; ")],
  ["places", (option) => option.places.join(" > ")],
  ["crossings", (option) => option.crossings.join("; ")],
  ["modes", (option) => option.modes.join("; ")],
  ["km", (option) => Math.round(option.km)],
  ["hours_p10", (option) => round(option.hours.p10)],
  ["hours_p50", (option) => round(option.hours.p50)],
  ["hours_p80", (option) => round(option.hours.p80)],
  ["hours_p95", (option) => round(option.hours.p95)],
  ["hours_mean", (option) => round(option.hours.mean)],
  ["arrival_p50_utc", (option) => option.arrival.p50],
  ["arrival_p95_utc", (option) => option.arrival.p95],
  ["on_time", (option) => option.onTime],
  ["not_arrived", (option) => option.notArrived],
  ["cost_usd_low", (option) => Math.round(option.costUsd.low)],
  ["cost_usd_typical", (option) => Math.round(option.costUsd.typical)],
  ["cost_usd_high", (option) => Math.round(option.costUsd.high)],
  ["co2e_kg", (option) => Math.round(option.co2eKg)],
  ["handovers", (option) => option.handovers],
  ["papers", (option) => option.documents.map((paper) => paper.name).join("; ")],
  ["papers_latest_start", (option) => earliest(option.documents.map((paper) => paper.latestStart))],
  ["papers_late", (option) => option.documents.some((paper) => paper.late)],
  ["sources", (option) => option.sources.join("; ")],
];

/**
 * The options of an answer as CSV, RFC 4180: a header, then one row an option in the order shown. Hours count
 * from `ready`, chances are shares of 1. Texts that a spreadsheet would take for a formula get a leading
 * apostrophe.
 */
export function formatCsv(answer: PlanAnswer): string {
  const header = COLUMNS.map(([name]) => name);
  const rows = answer.options.map((option, index) => COLUMNS.map(([, value]) => value(option, index + 1)));
  return [header, ...rows].map(csvRow).join("");
}

function round(hours: number): number {
  return Math.round(hours * 10) / 10;
}

function earliest(dates: readonly string[]): string | null {
  return dates.toSorted()[0] ?? null;
}
