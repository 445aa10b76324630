import type { Message, Option, PlanAnswer, Rejected } from "../answer.ts";
import { clean, columns, days, indent, instant, money, percent, sentence, wrap } from "./layout.ts";
import { papersText } from "./papers-text.ts";

export interface TextContext {
  /** Name of a place to print; by default its id. */
  readonly nameOf?: (place: string) => string;
  /** Columns of the terminal or page; at least 60. */
  readonly width?: number;
}

interface Page {
  readonly nameOf: (place: string) => string;
  readonly width: number;
  /** Times at or past this many hours were cut off there. */
  readonly horizon: number;
}

/**
 * The answer as plain text for people, about `width` columns wide. Days are 24 hours from `ready`; instants UTC.
 */
export function formatText(answer: PlanAnswer, context: TextContext = {}): string {
  const page: Page = {
    nameOf: context.nameOf ?? ((place) => place),
    width: Math.max(60, context.width ?? 96),
    horizon: answer.horizonHours,
  };
  const blocks = [
    head(answer, page),
    warnings(answer.warnings, page),
    answer.options.length > 0 ? table(answer, page) : ["No lawful way was found."],
    ...answer.options.map((option, index) => optionBlock(option, index + 1, page)),
    papersText(answer.options, page.width),
    whyNot(answer.rejected, page),
  ];
  const text = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function head({ request, at, from, to, ...answer }: PlanAnswer, page: Page): string[] {
  const { goods } = request;
  const load = [
    `${goods.tonnes} t`,
    goods.hs ? `HS ${goods.hs}` : "",
    goods.reefer ? "refrigerated" : "",
    goods.dangerous ? "dangerous goods" : "",
    `by ${request.unit}`,
  ];
  const by = request.deadline ? `, wanted by ${request.deadline}` : "";
  const newest = answer.data.newest ? `newest source ${answer.data.newest}` : "no source of that time";
  const known = `As known on ${answer.asOf}; ${newest}.`;
  return [
    ...wrap(`${page.nameOf(from)} to ${page.nameOf(to)}: ${load.filter(Boolean).join(", ")}`, page.width),
    ...wrap(`${at ? `There on ${at.on}` : `Ready ${request.ready}`}${by}. ${known}`, page.width),
    `${answer.draws.toLocaleString("en")} draws, seed ${answer.seed}.`,
  ];
}

function warnings(messages: readonly Message[], page: Page): string[] {
  return messages.flatMap((message) => wrap(`! ${sentence(message.text)}`, page.width, "  "));
}

function table({ options, policyOnTime }: PlanAnswer, page: Page): string[] {
  const header = ["", "days p10", "p50", "p95", "on time", "USD typical", "range", "CO2e t", "km", "best at"];
  const rows = options.map((option, index) => [
    String(index + 1),
    days(option.hours.p10, page.horizon),
    days(option.hours.p50, page.horizon),
    days(option.hours.p95, page.horizon),
    option.onTime === null ? "-" : percent(option.onTime),
    money(option.costUsd.typical),
    `${money(option.costUsd.low)}-${money(option.costUsd.high)}`,
    (option.co2eKg / 1000).toFixed(1),
    Math.round(option.km).toLocaleString("en"),
    labels(option),
  ]);
  const policy = `Choosing the way anew at every place, by what is open: on time ${percent(policyOnTime ?? 0)}.`;
  return [...columns([header, ...rows]), ...(policyOnTime === null ? [] : [policy])];
}

function labels(option: Option): string {
  return option.labels.map((label) => clean(label).replaceAll("-", " ")).join(", ");
}

function optionBlock(option: Option, rank: number, page: Page): string[] {
  const { hours, costUsd } = option;
  const day = (at: number) => days(at, page.horizon);
  const crossings = option.legs.filter((leg) => leg.kind === "crossing").map((leg) => leg.name);
  const by = crossings.length > 0 ? `by ${crossings.join("; ")}` : "without a border";
  const cost = `USD ${money(costUsd.typical)} (${money(costUsd.low)} to ${money(costUsd.high)})`;
  const inner = page.width - 3;
  return [
    ...wrap(`${rank}. ${[labels(option), by].filter(Boolean).join(": ")}`, page.width, "   "),
    ...indent(
      [
        ...wrap(option.places.map(page.nameOf).join(" - "), inner),
        `${day(hours.p50)} days in the median; 80 in 100 within ${day(hours.p80)}, 95 in 100 within ${day(hours.p95)}.`,
        ...chance(option, page),
        `${cost}; ${handovers(option.handovers)}.`,
        ...costParts(option, inner),
        ...spread(option, inner),
        ...seasons(option, inner),
        ...borders(option, page),
        ...option.decisions.flatMap((decision) => wrap(sentence(decision.text.text), inner, "  ")),
      ],
      3,
    ),
  ];
}

/** What the price is made of, each part with its basis. */
function costParts({ costUsd }: Option, width: number): string[] {
  const parts = costUsd.parts.map(
    ({ what, typical, basis }) => `${what.replaceAll("-", " ")} ${money(typical)} (${basis})`,
  );
  return parts.length > 0 ? wrap(`Of it ${parts.join(", ")}.`, width, "  ") : [];
}

function handovers(count: number): string {
  return count === 1 ? "1 handover" : `${count} handovers`;
}

function chance(option: Option, page: Page): string[] {
  const half =
    option.hours.p50 >= page.horizon ? [] : [`There by ${instant(option.arrival.p50)} in half of all cases.`];
  const onTime = option.onTime === null ? [] : [`On time: ${percent(option.onTime)}.`];
  const horizon = Math.round(page.horizon / 24);
  const never =
    option.notArrived < 0.005 ? [] : [`Not there within ${horizon} days: ${percent(option.notArrived)}.`];
  return wrap([...half, ...onTime, ...never].join(" "), page.width - 3, "  ");
}

function spread(option: Option, width: number): string[] {
  const shares = option.drivers.slice(0, 3).map((driver) => `${driver.name} ${percent(driver.share)}`);
  return shares.length > 0 ? wrap(`The spread comes from ${shares.join("; ")}.`, width, "  ") : [];
}

/** Where the goods wait for a season; the other notes of legs are left to the JSON. */
function seasons(option: Option, width: number): string[] {
  const waits = option.legs.flatMap(({ name, notes }) =>
    notes.filter(({ code }) => code === "calendar-wait").map(({ text }) => `${name}: ${text}`),
  );
  return waits.flatMap((line) => wrap(`${line}.`, width, "  "));
}

/** Closures less likely than this are left to the JSON. */
const WORTH_TELLING = 0.01;

function borders(option: Option, page: Page): string[] {
  const likely = option.closures.filter((closure) => closure.chanceShut >= WORTH_TELLING);
  const lines = likely.map(({ name, chanceShut, assumed, sources }) => {
    const from = sources.length > 0 ? ` [${sources.join(", ")}]` : "";
    return `${name}: shut on arrival in ${percent(chanceShut)}; ${assumed.text}${from}`;
  });
  const worlds = option.worlds.map((world) => {
    const name = option.closures.find((closure) => closure.on === world.on)?.name ?? world.on;
    return `If ${name} is ${world.state} (${percent(world.chance)}): ${days(world.hours.p50, page.horizon)} days.`;
  });
  return [...lines, ...worlds].flatMap((line) => wrap(line, page.width - 3, "  "));
}

function told({ message, notes = [] }: Rejected): string {
  return [message, ...notes].map(({ text }) => text).join(". ");
}

function whyNot(rejected: readonly Rejected[], page: Page): string[] {
  if (rejected.length === 0) return [];
  const lines = rejected.flatMap((way) => {
    const from = [way.rule, way.source].filter(Boolean).join(", ");
    return wrap(`- ${way.name}: ${told(way)}${from ? ` [${from}]` : ""}`, page.width - 2, "  ");
  });
  return ["Why not:", ...indent(lines, 2)];
}
