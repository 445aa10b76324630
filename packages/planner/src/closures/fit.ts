import type { DurationLaw } from "./duration.ts";
import { type DurationFit, fitDuration, type Length, lawOf, priorFrom } from "./fit-duration.ts";
import type { ClosureModel, Process, State, SubjectModel } from "./model.ts";
import { type Count, familyPrior, type RatePrior, rateOf } from "./onset.ts";
import { type Season, seasonOf } from "./season.ts";
import { type Shock, shockKey, shocksOf } from "./shock.ts";
import { CAUSE_GROUPS, type CauseGroup, type ClosureRow, knownStops, type Stop } from "./stop.ts";

export type FitOptions = {
  /** Only what was known then is used. */
  readonly asOf: number;
  /** Start of the records' watch, e.g. 2016-01-01; earlier stops count for lengths, not for rates. */
  readonly windowStart: number;
  /** End of the watch, default `asOf`: where the newest source lies before, silence since says nothing. */
  readonly observedTo?: number;
  /** All that was watched, also what never shut: without them the rates would be those of the troubled. */
  readonly subjects?: readonly Subject[];
};
export type Subject = { readonly id: string; readonly group?: string };

/** Spread of crossings around their border and of borders around all: log of median, log of tail index. */
const MEMBER_SPREAD = [0.5, 0.2] as const;
/** Weight of the border's own share in a crossing's chance of joining a shared shock, in shocks. */
const JOIN_STRENGTH = 2;
const YEAR = 8766;

/** Everything that the parts of the fit look things up in. */
type Evidence = {
  readonly subjects: readonly Subject[];
  readonly stops: readonly Stop[];
  readonly shocks: readonly Shock[];
  /** Hours in which each subject was watched and not known to be shut. */
  readonly open: ReadonlyMap<string, number>;
  readonly windowStart: number;
  readonly season: Season;
};

/**
 * Fits onset and length of stops on the records known at `asOf`.
 *
 * Onset: Poisson while open, per subject and cause group, with Gamma priors from the border and from all
 * (partial pooling). Stops of several crossings of one border with one cause and starts within three days
 * are one shared shock: they have a rate per border, and each crossing joins with its own chance, so that
 * Torkham and Chaman shut and reopen together. Pandemics are one stream for the whole network. Length:
 * log-logistic, by maximum likelihood with censoring, all -> border -> subject. Nature has a season.
 */
export function fitClosures(rows: readonly ClosureRow[], options: FitOptions): ClosureModel {
  const observedTo = Math.min(options.observedTo ?? options.asOf, options.asOf);
  const stops = knownStops(rows, options.asOf);
  const subjects = subjectsOf(options.subjects ?? [], stops);
  const evidence: Evidence = {
    subjects,
    stops,
    shocks: shocksOf(stops),
    open: new Map(subjects.map((s) => [s.id, openHours(s.id, stops, options.windowStart, observedTo)])),
    windowStart: options.windowStart,
    season: seasonOf(stops.filter((s) => s.causeGroup === "nature").map((s) => s.start)),
  };
  const fitted = CAUSE_GROUPS.map((cause) => fitCause(evidence, cause));
  const models = subjects.map((subject): SubjectModel => {
    const own = stops.filter((s) => s.subject === subject.id);
    const processes = fitted.flatMap((fit) => fit.processes(subject));
    return { ...asGroup(subject), processes, stops: own.length, state: stateOf(evidence, subject, fitted) };
  });
  const origin = originOf(models, observedTo);
  return { asOf: options.asOf, observedTo, origin, subjects: new Map(models.map((m) => [m.id, m])) };
}

type CauseFit = {
  readonly cause: CauseGroup;
  readonly processes: (subject: Subject) => Process[];
  readonly ownLaw: (subject: Subject) => DurationLaw;
  readonly sharedLaw: (group: string | undefined) => DurationLaw;
};

function fitCause(evidence: Evidence, cause: CauseGroup): CauseFit {
  const shocks = evidence.shocks.filter((s) => s.causeGroup === cause);
  const all = fitDuration(lengthsOf(shocks));
  const ownLaw = memo(
    (s: Subject) => lawOf(subjectFit(shocks, s, all)),
    (s) => s.id,
  );
  const sharedLaw = memo(
    (group: string | undefined) => lawOf(cause === "pandemic" ? all : sharedFit(shocks, group, all)),
    (group) => group ?? "",
  );
  const ownRate = cause === "pandemic" ? () => 0 : ownRates(evidence, shocks);
  const sharedRate = sharedRates(evidence, shocks, cause);
  const processes = (subject: Subject): Process[] => {
    const season = cause === "nature" ? evidence.season : null;
    const key = shockKey(subject.group, cause);
    const own = { key: `${subject.id} ${cause}`, perHour: ownRate(subject), join: 1, law: ownLaw(subject) };
    const shared = { key, perHour: sharedRate(subject), join: joinChance(evidence, shocks, subject, cause) };
    return [own, { ...shared, law: sharedLaw(subject.group) }]
      .filter((p) => p.perHour > 0)
      .map((p) => ({ ...p, causeGroup: cause, season }));
  };
  return { cause, processes, ownLaw, sharedLaw };
}

function subjectFit(shocks: readonly Shock[], subject: Subject, all: DurationFit): DurationFit {
  const own = shocks.filter((s) => !s.shared);
  const border = subject.group ? own.filter((s) => s.group === subject.group) : [];
  const parent = fitDuration(lengthsOf(border), priorFrom(all, ...MEMBER_SPREAD));
  return fitDuration(
    lengthsOf(own.filter((s) => s.stops.some((stop) => stop.subject === subject.id))),
    priorFrom(parent, ...MEMBER_SPREAD),
  );
}

function sharedFit(shocks: readonly Shock[], group: string | undefined, all: DurationFit): DurationFit {
  const mine = shocks.filter((s) => s.shared && s.group === group);
  return fitDuration(lengthsOf(mine), priorFrom(all, ...MEMBER_SPREAD));
}

/** A shock is one piece of evidence on lengths, however many crossings it shut; in a pandemic each is one. */
function lengthsOf(shocks: readonly Shock[]): Length[] {
  return shocks.flatMap(({ stops, causeGroup }) =>
    stops.map(({ shortest, longest }) => ({
      shortest,
      longest,
      weight: causeGroup === "pandemic" ? 1 : 1 / stops.length,
    })),
  );
}

function ownRates(evidence: Evidence, shocks: readonly Shock[]): (subject: Subject) => number {
  const count = (subject: Subject): Count => {
    const mine = shocks.filter((s) => !s.shared && s.stops[0]?.subject === subject.id);
    const begun = mine.filter((s) => s.start >= evidence.windowStart && !inside(evidence.stops, s));
    return { events: begun.length, hours: hoursOf(evidence, subject) };
  };
  const world = familyPrior(evidence.subjects.map(count));
  const borderPrior = memo(
    (group: string) => familyPrior(evidence.subjects.filter((s) => s.group === group).map(count), world),
    (group) => group,
  );
  return (subject) => rateOf(count(subject), subject.group ? borderPrior(subject.group) : world);
}

/** Shared shocks need two crossings; pandemics have one stream for all. */
function sharedRates(
  evidence: Evidence,
  shocks: readonly Shock[],
  cause: CauseGroup,
): (s: Subject) => number {
  const begun = shocks.filter((s) => s.shared && s.start >= evidence.windowStart);
  const countOf = (members: readonly Subject[], events: number): Count => {
    const hours = members.reduce((sum, m) => sum + hoursOf(evidence, m), 0) / Math.max(1, members.length);
    return { events, hours };
  };
  if (cause === "pandemic") {
    const rate = rateOf(countOf(evidence.subjects, begun.length), { shape: 0.5, hours: 50 * YEAR });
    return () => rate;
  }
  const borders = [...new Set(evidence.subjects.flatMap((s) => s.group ?? []))].filter(
    (group) => membersOf(evidence, group).length > 1,
  );
  const counts = new Map(
    borders.map((g) => [g, countOf(membersOf(evidence, g), begun.filter((s) => s.group === g).length)]),
  );
  const prior: RatePrior = familyPrior([...counts.values()]);
  return ({ group }) => {
    const count = group === undefined ? undefined : counts.get(group);
    return count ? rateOf(count, prior) : 0;
  };
}

/** Chance that a shared shock shuts the subject: its own record drawn to that of all its fellows. */
function joinChance(e: Evidence, shocks: readonly Shock[], subject: Subject, cause: CauseGroup): number {
  const mine = shocks.filter((s) => s.shared && (cause === "pandemic" || s.group === subject.group));
  const fellows = cause === "pandemic" ? e.subjects : membersOf(e, subject.group);
  const joined = mine.reduce((sum, s) => sum + s.stops.length, 0);
  const usual = (1 + joined) / (2 + mine.length * fellows.length);
  const own = mine.filter((s) => s.stops.some((stop) => stop.subject === subject.id)).length;
  return (JOIN_STRENGTH * usual + own) / (JOIN_STRENGTH + mine.length);
}

function stateOf(evidence: Evidence, subject: Subject, fits: readonly CauseFit[]): State {
  const going = evidence.stops.filter((s) => s.subject === subject.id && s.longest === Infinity);
  const stop = going.toSorted((a, b) => b.start + b.shortest - (a.start + a.shortest))[0];
  const fit = fits.find((f) => f.cause === stop?.causeGroup);
  if (!stop || !fit) return { kind: "open" };
  const shock = evidence.shocks.find((s) => s.shared && s.stops.includes(stop));
  return {
    kind: "shut",
    since: stop.start,
    lastConfirmed: stop.start + stop.shortest,
    key: shock ? shockKey(shock.group, stop.causeGroup) : subject.id,
    law: shock ? fit.sharedLaw(shock.group) : fit.ownLaw(subject),
  };
}

/** Last confirmation of the stops that were still confirmed within a year before the records end. */
function originOf(models: readonly SubjectModel[], observedTo: number): number {
  const confirmed = models.flatMap(({ state }) => (state.kind === "shut" ? state.lastConfirmed : []));
  return Math.min(observedTo, ...confirmed.filter((at) => at > observedTo - YEAR));
}

function subjectsOf(named: readonly Subject[], stops: readonly Stop[]): Subject[] {
  const all = new Map<string, Subject>(named.map((s) => [s.id, s]));
  for (const { subject, group } of stops) {
    if (!all.has(subject)) all.set(subject, group === undefined ? { id: subject } : { id: subject, group });
  }
  return [...all.values()];
}

function membersOf(evidence: Evidence, group: string | undefined): readonly Subject[] {
  return evidence.subjects.filter((s) => s.group === group);
}

function hoursOf(evidence: Evidence, subject: Subject): number {
  return evidence.open.get(subject.id) ?? 0;
}

/** Hours of the watch less those known to be shut, overlaps counted once. */
function openHours(id: string, stops: readonly Stop[], from: number, to: number): number {
  let [shut, until] = [0, from];
  for (const stop of stops.filter((s) => s.subject === id)) {
    const end = Math.min(to, stop.start + knownShut(stop));
    shut += Math.max(0, end - Math.max(until, stop.start));
    until = Math.max(until, end);
  }
  return Math.max(1, to - from - shut);
}

function inside(stops: readonly Stop[], { start, stops: [own] }: Shock): boolean {
  return stops.some(
    (s) => s !== own && s.subject === own?.subject && s.start < start && start < s.start + knownShut(s),
  );
}

function knownShut(stop: Stop): number {
  return stop.longest < Infinity && stop.shortest > 0 ? stop.longest - 12 : stop.shortest;
}

function asGroup(subject: Subject): { id: string; group: string | undefined } {
  return { id: subject.id, group: subject.group };
}

function memo<K, V>(make: (key: K) => V, name: (key: K) => string): (key: K) => V {
  const made = new Map<string, V>();
  return (key) => {
    const known = made.get(name(key)) ?? make(key);
    made.set(name(key), known);
    return known;
  };
}
