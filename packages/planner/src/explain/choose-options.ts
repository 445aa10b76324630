import type { Option, PlanAnswer } from "../answer.ts";
import { parameters } from "../parameters.ts";

type Preference = PlanAnswer["request"]["prefer"];

/** Figures that options are compared by, less is better. */
interface Standing {
  readonly hours: number;
  /** Median if every border on the way is open: an uncertain border must not hide what it would be worth. */
  readonly hoursIfOpen: number;
  readonly late: number;
  /** Hours that 95 in 100 keep: a way that hardly ever fails is worth its longer median. */
  readonly tail: number;
  readonly usd: number;
  /** Price without waiting, for the same reason. */
  readonly usdIfOpen: number;
  readonly co2eKg: number;
  readonly handovers: number;
}

/** What a forwarder pays for. */
const PAID_FOR = ["hours", "hoursIfOpen", "late", "tail", "usd", "usdIfOpen", "co2eKg"] as const;
const TIME_AND_PRICE = ["hours", "hoursIfOpen", "usd", "usdIfOpen"] as const;
const MEASURES = [...PAID_FOR, "handovers"] as const;

/** What of an option is compared. */
export type Compared = Readonly<
  Pick<Option, "id" | "hours" | "onTime" | "costUsd" | "co2eKg" | "handovers">
> & {
  /** Median hours of the draws that find every border on the way open. */
  readonly hoursIfOpen: number;
  /** First border on the way: what tells one corridor from another. */
  readonly corridor: string;
};

export interface Labelled<T> {
  readonly option: T;
  readonly labels: readonly string[];
}

export interface Choice<T> {
  readonly shown: readonly Labelled<T>[];
  /** Options that another is at least as good as in everything, with that other. */
  readonly dominated: readonly Beside<T>[];
  /** Options that would be one too many, with the nearest of those shown. */
  readonly similar: readonly Beside<T>[];
}

/** An option that is not shown, and the one that is looked at in its place. */
export interface Beside<T> {
  readonly option: T;
  readonly by: T;
}

/**
 * The quickest option, or for one who asks for that the cheapest; of those within 2 % of it the first given, as
 * draws tell them no better apart.
 */
export function chooseOne<T extends Compared>(options: readonly T[], prefer: Preference): T[] {
  const measure = (option: T) => (prefer === "cost" ? option.costUsd.typical : option.hours.p50);
  const most = Math.min(...options.map(measure)) * (1 + parameters.search.epsilon);
  return options.filter((option) => measure(option) <= most).slice(0, 1);
}

/**
 * Drops options that another matches or beats in every measure, or comes within 2 % of it in each by the same
 * first border (the second of two that hardly differ), or that fall far behind, labels the rest by what they are best at and orders them by the request's wish.
 */
export function chooseOptions<T extends Compared>(options: readonly T[], prefer: Preference): Choice<T> {
  const kept: T[] = [];
  const dominated: Beside<T>[] = [];
  for (const option of ordered(options, prefer)) {
    const by =
      options.find((other) => dominates(other, option)) ??
      kept.find((other) => covers(other, option)) ??
      farAhead(option, options);
    if (by) dominated.push({ option, by });
    else kept.push(option);
  }
  const spread = spreadOut(kept, parameters.search.shown);
  const similar = kept
    .filter((option) => !spread.includes(option))
    .map((option) => ({ option, by: least(spread, (other) => distance(option, other)) }));
  return { shown: labelled(ordered(spread, prefer)), dominated: againstBest(dominated), similar };
}

/** Who beats one that is beaten itself gives way to its own better. */
function againstBest<T>(dominated: readonly Beside<T>[]): Beside<T>[] {
  const better = new Map(dominated.map(({ option, by }) => [option, by]));
  const best = (option: T): T => {
    const by = better.get(option);
    return by === undefined ? option : best(by);
  };
  return dominated.map(({ option }) => ({ option, by: best(option) }));
}

/**
 * Epsilon-dominance, nowhere worse by more than the factor of the search, within one corridor: another corridor
 * that is nearly as good is worth knowing of, another road to the same border is not.
 */
function covers(a: Compared, b: Compared): boolean {
  return a.corridor === b.corridor && matches(a, b);
}

/** As good or better in every measure, to within the factor of the search. */
export function matches(a: Compared, b: Compared): boolean {
  const [x, y] = [standing(a), standing(b)];
  return MEASURES.every((key) => x[key] <= y[key] * (1 + parameters.search.epsilon));
}

/** True when `a` is at least as good in every measure and better in one; of equals the first id stays. */
export function dominates(a: Compared, b: Compared): boolean {
  if (a === b) return false;
  const [x, y] = [standing(a), standing(b)];
  if (MEASURES.some((key) => x[key] > y[key])) return false;
  return MEASURES.some((key) => x[key] < y[key]) || a.id < b.id;
}

/**
 * The first of the others that an option is far behind in time and price, with the borders as they are and if open,
 * when it is the best of all at nothing that is paid for. Fewer handovers, or a shade less spread than the other,
 * carry no way that far round.
 */
function farAhead<T extends Compared>(option: T, options: readonly T[]): T | undefined {
  const own = standing(option);
  const others = options
    .filter((other) => other !== option)
    .map((other) => ({ other, than: standing(other) }));
  if (PAID_FOR.some((key) => others.every(({ than }) => own[key] < than[key]))) return undefined;
  const { farBehind } = parameters.search;
  return others.find(({ than }) => TIME_AND_PRICE.every((key) => own[key] > than[key] * farBehind))?.other;
}

function standing(option: Compared): Standing {
  return {
    hours: option.hours.p50,
    tail: option.hours.p95,
    hoursIfOpen: option.hoursIfOpen,
    late: option.onTime === null ? option.hours.p95 : 1 - option.onTime,
    usd: option.costUsd.typical,
    usdIfOpen: priceWithoutWaiting(option),
    co2eKg: option.co2eKg,
    handovers: option.handovers,
  };
}

/** Typical price less what waiting adds to it, USD. */
export function priceWithoutWaiting({ costUsd }: Compared): number {
  return costUsd.typical - (costUsd.parts.find((part) => part.what === "waiting")?.typical ?? 0);
}

/** The best of each measure first, then those furthest from what is already taken. */
function spreadOut<T extends Compared>(options: readonly T[], count: number): readonly T[] {
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

function distance(a: Compared, b: Compared): number {
  const [x, y] = [standing(a), standing(b)];
  const hours = Math.log((x.hours + 1) / (y.hours + 1));
  const usd = Math.log((x.usd + 1) / (y.usd + 1));
  return (
    Math.abs(hours) + Math.abs(usd) + Math.abs(x.late - y.late) + 0.1 * Math.abs(x.handovers - y.handovers)
  );
}

function least<T>(items: readonly T[], measure: (item: T) => number): T {
  return items.reduce((best, item) => (measure(item) < measure(best) ? item : best));
}

const LABELS: readonly { label: string; measure: (option: Compared) => number }[] = [
  { label: "fastest", measure: (option) => option.hours.p50 },
  { label: "cheapest", measure: (option) => option.costUsd.typical },
  { label: "most-reliable", measure: (option) => standing(option).late },
  { label: "lowest-co2e", measure: (option) => option.co2eKg },
  { label: "fewest-handovers", measure: (option) => option.handovers },
  { label: "fastest-if-open", measure: (option) => standing(option).hoursIfOpen },
  { label: "cheapest-if-open", measure: (option) => standing(option).usdIfOpen },
];

function labelled<T extends Compared>(options: readonly T[]): Labelled<T>[] {
  if (options.length === 0) return [];
  const holders = LABELS.map(({ label, measure }) => ({ label, holder: least(options, measure) }));
  return options.map((option) => {
    const labels = holders.filter(({ holder }) => holder === option).map(({ label }) => label);
    return {
      option,
      labels: labels.filter(
        (label) => !labels.includes(label.replace("-if-open", "")) || !label.endsWith("-if-open"),
      ),
    };
  });
}

const WISHES: Readonly<Record<Preference, (option: Compared, best: Standing) => number>> = {
  balanced: (option, best) => balance(standing(option), best),
  time: (option) => option.hours.p50,
  cost: (option) => option.costUsd.typical,
  reliability: (option) => standing(option).late,
  co2e: (option) => option.co2eKg,
  handovers: (option) => option.handovers,
};

function balance(own: Standing, best: Standing): number {
  return (
    own.hours / Math.max(1, best.hours) +
    own.usd / Math.max(1, best.usd) +
    own.late / Math.max(0.05, best.late) / 4
  );
}

function ordered<T extends Compared>(options: readonly T[], prefer: Preference): T[] {
  const all = options.map(standing);
  const best = Object.fromEntries(MEASURES.map((key) => [key, Math.min(...all.map((one) => one[key]))]));
  const wish = WISHES[prefer];
  return options.toSorted(
    (a, b) => wish(a, best as unknown as Standing) - wish(b, best as unknown as Standing),
  );
}
