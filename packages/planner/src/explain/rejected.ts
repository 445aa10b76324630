import type { Network } from "@rahdari/network";
import type { EpochHours } from "@rahdari/units";
import type { Rejected } from "../answer.ts";
import type { Arc } from "../arcs.ts";
import { utcDay } from "../local-time.ts";
import { parameters } from "../parameters.ts";
import type { BlockedWay } from "../ways/blocked-ways.ts";
import type { Cut } from "../ways/passage.ts";
import type { WaySpace } from "../ways/way-space.ts";
import { type Beside, type Compared, matches, priceWithoutWaiting } from "./choose-options.ts";
import type { Known } from "./known.ts";
import { legName } from "./legs.ts";
import { message, takenFor } from "./message.ts";
import { remarkNotes } from "./rule-notes.ts";

/**
 * What the hard constraints cut, told once per crossing or link and reason, the nearest first. Arcs that another
 * vehicle of the search may use lawfully are not told: they are no obstacle to the shipment. Nor is what was first
 * planned after the day of planning: nobody asked after it then. Nor what could not matter, as a way through it takes too long
 * beside the `fastest` option, hours; null where there is none.
 */
export function tellCuts(network: Network, ways: WaySpace, known: Known, fastest: number | null): Rejected[] {
  const lawful = new Set(ways.edges.map((edge) => edge.arc.id));
  const most = (fastest ?? Number.POSITIVE_INFINITY) * parameters.search.worthTelling;
  const told = new Map<string, Rejected>();
  for (const { arc, cut, hours } of nearestFirst(ways)) {
    if (lawful.has(arc.id) || (arc.kind === "interchange" && cut.kind === "goods") || hours > most) continue;
    if (cut.kind === "not-open" && isLater(cut, known)) continue;
    const key = `${arc.id}|${cut.code}|${cut.rule?.id ?? ""}`;
    if (!told.has(key)) told.set(key, tellCut(network, arc, cut, known));
  }
  return [...told.values()];
}

function nearestFirst({ cuts, throughCuts }: WaySpace) {
  return [...cuts.values()]
    .map(({ arc, cut }) => ({ arc, cut, hours: throughCuts.get(arc.key) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.hours - b.hours || (a.arc.key < b.arc.key ? -1 : 1));
}

function isLater({ sources = [] }: Cut, known: Known): boolean {
  return sources.length > 0 && known.sources(sources).length === 0;
}

function tellCut(network: Network, arc: Arc, cut: Cut, known: Known): Rejected {
  const { rule } = cut;
  const reason = message(cut.code, { ...cut.params, name: legName(network, arc) }, cut.because);
  const told = rule && known.isTodays(rule) ? takenFor(known.asOf, reason) : reason;
  const remarks = rule ? remarkNotes(rule, known) : [];
  const [source] = known.sources(cut.sources ?? []);
  return {
    what: arc.id,
    name: legName(network, arc),
    kind: cut.kind,
    because: told.text,
    message: told,
    ...(remarks.length > 0 && { notes: remarks }),
    ...(rule && { rule: rule.id }),
    ...(source && { source }),
  };
}

/** An option as the reader knows it: by its id for links, by its borders for people. */
export interface Named extends Compared {
  readonly name: string;
}

type NotShown = Beside<Named>;

/** Ways that were simulated and are out because another is as good in everything. */
export function tellDominated(dominated: readonly NotShown[]): Rejected[] {
  return dominated.map((pair) => {
    const covered = matches(pair.by, pair.option);
    const why = covered
      ? ", which is as good or better in everything to within 2 %"
      : ", which is far quicker and cheaper; this way is the best at nothing";
    return tellBeside(pair, "dominated", why);
  });
}

/** Ways that were simulated and left out because one much like them is shown. */
export function tellSimilar(similar: readonly NotShown[]): Rejected[] {
  return similar.map((pair) => tellBeside(pair, "similar", ", which is shown in its place"));
}

/** With the borders open where one of the two is not there within the horizon: "over 180 days" compares nothing. */
function tellBeside({ option, by }: NotShown, kind: "dominated" | "similar", why: string): Rejected {
  const ifOpen = [option, by].some(({ hours }) => hours.p50 >= parameters.horizonDays * 24);
  const [own, other] = [option, by].map((one) => (ifOpen ? figuresIfOpen(one) : figures(one)));
  const params = {
    by: by.name,
    byId: by.id,
    days: own?.days ?? 0,
    usd: own?.usd ?? 0,
    byDays: other?.days ?? 0,
    byUsd: other?.usd ?? 0,
  };
  const text =
    `${ifOpen ? "with the borders open " : ""}${params.days} days and USD ${params.usd}, against ` +
    `${params.byDays} days and USD ${params.byUsd} by ${params.by}${why}`;
  return {
    what: option.id,
    name: option.name,
    kind,
    because: text,
    message: message(ifOpen ? `${kind}-if-open` : kind, params, text),
  };
}

function figures({ hours, costUsd }: Compared) {
  return { days: inDays(hours.p50), usd: costUsd.typical };
}

function figuresIfOpen(option: Compared) {
  return { days: inDays(option.hoursIfOpen), usd: Math.round(priceWithoutWaiting(option)) };
}

function inDays(hours: number): number {
  return Math.round(hours / 2.4) / 10;
}

/** Ways that would be worth a look but for working hours or a season that keep a border or road shut for days. */
export function tellBlocked(network: Network, blocked: readonly BlockedWay[], readyAt: number): Rejected[] {
  return blocked.map(({ edge, from, until }) => {
    const name = legName(network, edge.arc);
    const day = (hours: number) => utcDay((readyAt + hours) as EpochHours);
    const text = `keeps no working hours from ${day(from)}, when the goods would get there, to ${day(until)}`;
    return {
      what: edge.arc.id,
      name,
      kind: "not-open",
      because: text,
      message: message("calendar-shut", { name, from: day(from), until: day(until) }, text),
    };
  });
}
