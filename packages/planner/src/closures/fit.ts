import type { DurationLaw } from "./duration.ts";
import { type Evidence, gather, type Subject } from "./evidence.ts";
import { type DurationFit, fitDuration, type Length, lawOf, priorFrom } from "./fit-duration.ts";
import { memo } from "./memo.ts";
import type { ClosureModel, Process, State, SubjectModel } from "./model.ts";
import { joinChance, ownRates, sharedRates } from "./rates.ts";
import { type Shock, shockKey } from "./shock.ts";
import { CAUSE_GROUPS, type CauseGroup, type ClosureRow } from "./stop.ts";

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

/** Spread of crossings around their border and of borders around all: log of median, log of tail index. */
const MEMBER_SPREAD = [0.5, 0.2] as const;
const YEAR = 8766;

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
  const { asOf, windowStart, subjects = [] } = options;
  const evidence = gather(rows, { asOf, windowStart, observedTo, subjects });
  const fitted = CAUSE_GROUPS.map((cause) => fitCause(evidence, cause));
  const models = evidence.subjects.map((subject): SubjectModel => {
    const own = evidence.stops.filter((s) => s.subject === subject.id);
    const processes = fitted.flatMap((fit) => fit.processes(subject));
    return { ...asGroup(subject), processes, stops: own.length, state: stateOf(evidence, subject, fitted) };
  });
  const origin = originOf(models, observedTo);
  return { asOf, observedTo, origin, subjects: new Map(models.map((m) => [m.id, m])) };
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

function asGroup(subject: Subject): { id: string; group: string | undefined } {
  return { id: subject.id, group: subject.group };
}
