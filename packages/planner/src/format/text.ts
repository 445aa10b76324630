import type { Message, Option, PlanAnswer, Rejected } from "../answer.ts";
import { clean, columns, days, indent, instant, money, percent, wrap } from "./layout.ts";

export interface TextContext {
  /** Name of a place to print; by default its id. */
  readonly nameOf?: (place: string) => string;
  /** Columns of the terminal or page; at least 60. */
  readonly width?: number;
}

interface Page {
  readonly nameOf: (place: string) => string;
  readonly width: number;
}

/** The answer as plain text for people, at most `width` columns wide. Days are 24 hours from `ready`; times UTC. */
export function formatText(answer: PlanAnswer, context: TextContext = {}): string {
  const page = { nameOf: context.nameOf ?? ((place) => place), width: Math.max(60, context.width ?? 96) };
  const blocks = [
    head(answer, page),
    warnings(answer.warnings, page),
    answer.options.length > 0 ? table(answer) : ["No lawful way was found. What stands in the way:"],
    ...answer.options.map((option, index) => optionBlock(option, index + 1, page)),
    whyNot(answer.rejected, page),
  ];
  const text = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function head({ request, from, to, ...answer }: PlanAnswer, page: Page): string[] {
  const goods = request.goods;
  const load = [
    `${goods.tonnes} t`,
    goods.hs ? `HS ${goods.hs}` : "",
    goods.reefer ? "refrigerated" : "",
    goods.dangerous ? "dangerous goods" : "",
    `by ${request.unit}`,
  ];
  const by = request.deadline ? `, wanted by ${request.deadline}` : "";
  const known = `As known on ${answer.asOf}; newest source ${answer.data.newest}.`;
  return [
    ...wrap(`${page.nameOf(from)} to ${page.nameOf(to)}: ${load.filter(Boolean).join(", ")}`, page.width),
    ...wrap(`Ready ${request.ready}${by}. ${known}`, page.width),
    `${answer.draws.toLocaleString("en")} draws, seed ${answer.seed}.`,
  ];
}

function warnings(messages: readonly Message[], page: Page): string[] {
  return messages.flatMap((message) => wrap(`! ${message.text}`, page.width, "  "));
}

function table(answer: PlanAnswer): string[] {
  const header = ["", "days p10", "p50", "p95", "on time", "USD typical", "range", "CO2e t", "km", "best at"];
  const rows = answer.options.map((option, index) => [
    String(index + 1),
    days(option.hours.p10),
    days(option.hours.p50),
    days(option.hours.p95),
    option.onTime === null ? "-" : percent(option.onTime),
    money(option.costUsd.typical),
    `${money(option.costUsd.low)}-${money(option.costUsd.high)}`,
    (option.co2eKg / 1000).toFixed(1),
    Math.round(option.km).toLocaleString("en"),
    option.labels.map(clean).join(", "),
  ]);
  return columns([header, ...rows]);
}

function optionBlock(option: Option, rank: number, page: Page): string[] {
  const route = option.places.map(page.nameOf).join(" - ");
  const { hours, costUsd } = option;
  return [
    `${rank}. ${option.labels.map(clean).join(", ") || clean(option.id)}`,
    ...indent(
      [
        ...wrap(route, page.width - 3),
        `Door to door ${days(hours.p50)} days; 80 in 100 within ${days(hours.p80)}, 95 in 100 within ${days(hours.p95)}.`,
        ...chance(option),
        `Cost USD ${money(costUsd.typical)} (${money(costUsd.low)} to ${money(costUsd.high)}); ${handovers(option.handovers)}.`,
        ...risks(option, page),
        ...papers(option.documents, page),
        ...option.decisions.flatMap((decision) =>
          wrap(`Switch: ${decision.text.text}`, page.width - 3, "  "),
        ),
      ],
      3,
    ),
  ];
}

function handovers(count: number): string {
  return count === 1 ? "1 handover" : `${count} handovers`;
}

function chance(option: Option): string[] {
  const { p50, p95 } = option.arrival;
  const arrival = `There by ${instant(p50)} in half of all cases, by ${instant(p95)} in 95 of 100.`;
  const onTime = option.onTime === null ? [] : [`Chance to be on time: ${percent(option.onTime)}.`];
  const never = option.notArrived > 0.005 ? [`Stuck beyond the horizon: ${percent(option.notArrived)}.`] : [];
  return [arrival, ...onTime, ...never];
}

function risks(option: Option, page: Page): string[] {
  const shares = option.drivers.slice(0, 3).map((driver) => `${driver.name} ${percent(driver.share)}`);
  const spread =
    shares.length > 0 ? wrap(`Spread comes from: ${shares.join(", ")}.`, page.width - 3, "  ") : [];
  const shut = option.closures.filter((closure) => closure.chanceShut > 0.005);
  const lines = shut.flatMap((closure) => {
    const since = closure.confirmed ? `, last confirmed ${closure.state} ${closure.confirmed}` : "";
    const text = `${closure.name}: shut on arrival in ${percent(closure.chanceShut)}${since}. ${closure.assumed.text}`;
    return wrap(text, page.width - 3, "  ");
  });
  const worlds = option.worlds.map((world) => {
    const name = option.closures.find((closure) => closure.on === world.on)?.name ?? world.on;
    return `If ${clean(name)} is ${world.state} (${percent(world.chance)}): ${days(world.hours.p50)} days.`;
  });
  return [...spread, ...lines, ...worlds];
}

function papers(documents: Option["documents"], page: Page): string[] {
  if (documents.length === 0) return [];
  const byDate = documents.toSorted((a, b) => a.latestStart.localeCompare(b.latestStart));
  const lines = byDate.flatMap((paper) => {
    const late = paper.late ? " TOO LATE" : "";
    return wrap(
      `${paper.latestStart}${late}  ${paper.name} (${paper.issuer})`,
      page.width - 5,
      "            ",
    );
  });
  return ["Papers, with the last day to apply:", ...indent(lines, 2)];
}

function whyNot(rejected: readonly Rejected[], page: Page): string[] {
  if (rejected.length === 0) return [];
  const lines = rejected.flatMap((way) => {
    const from = [way.rule, way.source].filter(Boolean).join(", ");
    return wrap(`- ${way.name}: ${way.message.text}${from ? ` [${from}]` : ""}`, page.width - 2, "  ");
  });
  return ["Why not:", ...indent(lines, 2)];
}
