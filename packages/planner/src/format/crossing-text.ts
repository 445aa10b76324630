import type { CrossingReport } from "../crossing/crossing-report.ts";
import { days, percent, wrap } from "./layout.ts";

/** The report of a crossing for people: what was last heard, each way's hours and rules, fees, stops on record. */
export function formatCrossing(report: CrossingReport, width = 96): string {
  const lines = [
    `${report.name} (${report.id}), ${report.kind}, ${report.mode}: ${report.countries.join(" - ")}`,
    `On ${report.on}, as known on ${report.asOf}: ${stateText(report.state)}`,
    ...report.ways.flatMap(wayLines),
    ...section(
      "Fees",
      report.fees.map((fee) => feeText(fee, report.ways)),
    ),
    ...section(
      "Traffic",
      report.traffic.map(({ period, what }) => `${period}: ${what}`),
    ),
    ...section("Stops and restrictions on record", report.closures.map(stopText)),
    ...section("Sources", report.sources.length > 0 ? [report.sources.join(", ")] : []),
  ];
  const wrapped = lines.flatMap((line) => {
    const hang = /^ */.exec(line)?.[0] ?? "";
    const [first = "", ...rest] = wrap(line, width - hang.length, `${hang}  `);
    return [hang + first, ...rest];
  });
  return `${wrapped.join("\n").trimEnd()}\n`;
}

const ASSUMED: Readonly<Record<CrossingReport["state"]["assumed"], string>> = {
  none: "confirmed for that day",
  "still-so": "nothing heard since, taken to be still so",
  reopened: "a short stop whose end was not reported, taken to be over",
  "never-reported": "no stop was ever reported, taken as open",
};

function stateText({ state, confirmed, assumed, sources }: CrossingReport["state"]): string {
  const last = confirmed === null ? "" : `, last confirmed ${confirmed}`;
  return `${state}${last} (${ASSUMED[assumed]})${sources.length > 0 ? ` [${sources.join(", ")}]` : ""}`;
}

function feeText(
  { name, direction, low, typical, high }: CrossingReport["fees"][number],
  ways: CrossingReport["ways"],
): string {
  const way = ways.find((one) => one.direction === direction);
  const paid = way ? `, ${way.from} to ${way.to}` : "";
  return `${name}${paid}: USD ${typical} (${low} to ${high})`;
}

function wayLines(way: CrossingReport["ways"][number]): string[] {
  const spans = way.open.map(({ start, end }) => `${start} to ${end}`);
  const { p10, p50, p90 } = way.hours;
  return [
    "",
    `${way.from} to ${way.to}`,
    `  Open (UTC): ${spans.length > 0 ? spans.join(", ") : "not on this day"}`,
    `  Border time while open: ${p50} h (${p10} to ${p90} h in 80 of 100); median ${days(p50)} days`,
    `  Chance to be shut: ${percent(way.chanceShut)}`,
    ...way.rules.map(({ effect, because, remarks }) => {
      return `  ${effect}: ${[because, ...remarks.map(({ text }) => text)].join(". ")}`;
    }),
  ];
}

/** More than these are history rather than help; the JSON has all. */
const SHOWN = 12;

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const rest = items.length - SHOWN;
  return [
    "",
    `${title}:`,
    ...items.slice(0, SHOWN).map((item) => `  ${item}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

function stopText(stop: CrossingReport["closures"][number]): string {
  const end =
    stop.to ?? (stop.lastConfirmed ? `open end, last confirmed ${stop.lastConfirmed}` : "end not known");
  const contested = stop.contested === null ? "" : ` Contested: ${stop.contested}`;
  return `${stop.from} to ${end} (${stop.scope.join(", ")}; ${stop.cause}): ${stop.reason}${contested}`;
}
