import type { Option, PlanAnswer } from "../answer.ts";
import { parameters } from "../parameters.ts";

type Preference = PlanAnswer["request"]["prefer"];

/** Figures that options are compared by, less is better. */
interface Standing {
  readonly hours: number;
  /** Median if every border on the way is open: an uncertain border must not hide what it would be worth. */
  readonly hoursIfOpen: number;
  readonly late: number;
  readonly usd: number;
  readonly handovers: number;
}

const MEASURES = ["hours", "hoursIfOpen", "late", "usd", "handovers"] as const;

export interface Choice {
  readonly shown: readonly Option[];
  /** Options that another is at least as good as in everything, with that other. */
  readonly dominated: readonly { readonly option: Option; readonly by: Option }[];
}

/**
 * Drops options that another matches or beats in every measure, labels the rest by what they are best at and
 * orders them by the wish of the request.
 */
export function chooseOptions(options: readonly Option[], prefer: Preference): Choice {
  const judged = options.map((option) => ({ option, dominator: options.find((other) => dominates(other, option)) }));
  const dominated = judged.flatMap(({ option, dominator }) => (dominator ? [{ option, by: dominator }] : []));
  const best = judged.filter(({ dominator }) => !dominator).map(({ option }) => option);
  const spread = spreadOut(best, parameters.search.shown);
  return { shown: ordered(labelled(spread), prefer), dominated };
}

/** True when `a` is at least as good in every measure and better in one; of equals the first id stays. */
export function dominates(a: Option, b: Option): boolean {
  if (a === b) return false;
  const [x, y] = [standing(a), standing(b)];
  if (MEASURES.some((key) => x[key] > y[key])) return false;
  return MEASURES.some((key) => x[key] < y[key]) || a.id < b.id;
}

function standing(option: Option): Standing {
  const open = option.worlds.find((world) => world.state === "open");
  return {
    hours: option.hours.p50,
    hoursIfOpen: open?.hours.p50 ?? option.hours.p50,
    late: option.onTime === null ? option.hours.p95 : 1 - option.onTime,
    usd: option.costUsd.typical,
    handovers: option.handovers,
  };
}

/** The best of each measure first, then those furthest from what is already taken. */
function spreadOut(options: readonly Option[], count: number): readonly Option[] {
  if (options.length <= count) return options;
  const taken = new Set(MEASURES.map((key) => least(options, (option) => standing(option)[key])));
  while (taken.size < count) {
    const left = options.filter((option) => !taken.has(option));
    const next = least(left, (option) => -Math.min(...[...taken].map((other) => distance(option, other))));
    if (!next) break;
    taken.add(next);
  }
  return options.filter((option) => taken.has(option));
}

function distance(a: Option, b: Option): number {
  const [x, y] = [standing(a), standing(b)];
  const hours = Math.log((x.hours + 1) / (y.hours + 1));
  const usd = Math.log((x.usd + 1) / (y.usd + 1));
  return Math.abs(hours) + Math.abs(usd) + Math.abs(x.late - y.late) + 0.1 * Math.abs(x.handovers - y.handovers);
}

function least<T>(items: readonly T[], measure: (item: T) => number): T {
  return items.reduce((best, item) => (measure(item) < measure(best) ? item : best));
}

const LABELS: readonly { label: string; measure: (option: Option) => number }[] = [
  { label: "fastest", measure: (option) => option.hours.p50 },
  { label: "cheapest", measure: (option) => option.costUsd.typical },
  { label: "most-reliable", measure: (option) => standing(option).late },
  { label: "lowest-co2e", measure: (option) => option.co2eKg },
  { label: "fewest-handovers", measure: (option) => option.handovers },
  { label: "fastest-if-open", measure: (option) => standing(option).hoursIfOpen },
];

function labelled(options: readonly Option[]): Option[] {
  if (options.length === 0) return [];
  const holders = LABELS.map(({ label, measure }) => ({ label, holder: least(options, measure) }));
  return options.map((option) => {
    const labels = holders.filter(({ holder }) => holder === option).map(({ label }) => label);
    const plain = labels.includes("fastest") ? labels.filter((label) => label !== "fastest-if-open") : labels;
    return { ...option, labels: plain };
  });
}

const WISHES: Readonly<Record<Preference, (option: Option, best: Standing) => number>> = {
  balanced: (option, best) => balance(standing(option), best),
  time: (option) => option.hours.p50,
  cost: (option) => option.costUsd.typical,
  reliability: (option) => standing(option).late,
  co2e: (option) => option.co2eKg,
  handovers: (option) => option.handovers,
};

function balance(own: Standing, best: Standing): number {
  return own.hours / Math.max(1, best.hours) + own.usd / Math.max(1, best.usd) + own.late / Math.max(0.05, best.late) / 4;
}

function ordered(options: readonly Option[], prefer: Preference): Option[] {
  const all = options.map(standing);
  const best = Object.fromEntries(MEASURES.map((key) => [key, Math.min(...all.map((one) => one[key]))]));
  const wish = WISHES[prefer];
  return options.toSorted((a, b) => wish(a, best as unknown as Standing) - wish(b, best as unknown as Standing));
}
