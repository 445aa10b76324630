import { addDays, earlier } from "./calendar-date.ts";
import { type ClosureEnd, holdsOn, type KnownClosure, knownClosure } from "./known-closure.ts";
import type { Network } from "./network.ts";
import type { Basis } from "./schema/basis.ts";
import type { Closure } from "./schema/closure.ts";
import { admitsTrucks, stopsTrucks, type Traffic } from "./stops-trucks.ts";

/** A crossing, link or place that can be shut. */
export type ClosureTarget = Closure["on"];

/**
 * A border's state is never a boolean: it is the last confirmation, its date and sources, and what has been
 * assumed since.
 */
export type State = {
  readonly state: "open" | "shut" | "restricted";
  /** Day (YYYY-MM-DD) for which the state was last confirmed; null when it never made the records. */
  readonly confirmed: string | null;
  /**
   * What carries the state from `confirmed` to the day asked for. `none`: confirmed for that very day.
   * `still-so`: nothing was heard since. `reopened`: a stop said to be short, its end never printed.
   * `never-reported`: no report at all, taken as open.
   */
  readonly assumed: "none" | "still-so" | "reopened" | "never-reported";
  readonly sources: readonly string[];
  /** The closure, restriction or opening that makes the state; absent when open. */
  readonly closure?: string;
  /** Day on which it was announced, where nobody has reported since that it came about. */
  readonly announced?: string;
};

export type StateQuery = {
  readonly on: ClosureTarget;
  /** Day asked about, YYYY-MM-DD local to the office. */
  readonly date: string;
  /** Day on which it is asked: later reports are not used. */
  readonly asOf: string;
  /** Default: a truck, either way. With no direction a stop of one direction reads as `restricted`. */
  readonly traffic?: Traffic | undefined;
};

/**
 * State of a crossing, link or place on a date as known on `asOf`, for trucks or other traffic. An opening
 * inside a closure reads as `restricted`, since such openings name who may pass; slow traffic does too.
 */
export function stateAt(network: Network, query: StateQuery): State {
  const traffic = query.traffic ?? { unit: "truck" };
  const recorded = closuresByTarget(network).get(targetKey(query.on)) ?? [];
  const known = recorded.flatMap((closure) => knownClosure(closure, query.asOf) ?? []);
  const holding = known.filter((closure) => holdsOn(closure, query.date) !== "no");
  const stop = latest(holding.filter(({ closure }) => isFullStop(closure, traffic)));
  const opening = latest(holding.filter(({ closure }) => admitsTrucks(closure, traffic)));
  if (stop !== undefined && opening !== undefined) return heldState("restricted", opening, query);
  if (stop !== undefined) return heldState("shut", stop, query);
  const limit = latest(holding.filter(({ closure }) => isLimit(closure, traffic)));
  if (limit !== undefined) return heldState("restricted", limit, query);
  return openState(known, query, traffic);
}

const indexes = new WeakMap<Network, ReadonlyMap<string, readonly Closure[]>>();

function closuresByTarget(network: Network): ReadonlyMap<string, readonly Closure[]> {
  const made = indexes.get(network) ?? Map.groupBy(network.closures, (closure) => targetKey(closure.on));
  indexes.set(network, made);
  return made;
}

/** "crossing/torkham": one key for the three kinds of targets. */
export function targetKey(on: ClosureTarget): string {
  return Object.entries(on).flat().join("/");
}

/** Sources that a basis names, published or leaned on. */
export function basisSources(basis: Basis): readonly string[] {
  return "published" in basis ? basis.published : (basis.sources ?? []);
}

function isFullStop(closure: Closure, traffic: Traffic): boolean {
  return (
    stopsTrucks(closure, traffic) && (closure.direction === undefined || traffic.direction !== undefined)
  );
}

function isLimit(closure: Closure, traffic: Traffic): boolean {
  return closure.scope.includes("slow") || stopsTrucks(closure, traffic);
}

function heldState(state: "shut" | "restricted", { closure, end }: KnownClosure, query: StateQuery): State {
  const confirmed = earlier(query.date, earlier(query.asOf, lastHeld(end)));
  const sources = [...basisSources(closure.basis), ...(closure.lastConfirmed?.sources ?? [])];
  return {
    state,
    confirmed,
    assumed: confirmed === query.date ? "none" : "still-so",
    sources: [...new Set(sources)],
    closure: closure.id,
    ...announcement(closure),
  };
}

function announcement({ announced, from, knownSince = from, lastConfirmed }: Closure): {
  announced?: string;
} {
  const onlyAnnounced = announced === true && knownSince < from && (lastConfirmed?.date ?? from) <= from;
  return onlyAnnounced ? { announced: knownSince } : {};
}

/** Open: since the last stop that ended before the date, or since nothing was ever reported. */
function openState(known: readonly KnownClosure[], query: StateQuery, traffic: Traffic): State {
  const past = known.filter(
    ({ closure, end }) => stopsTrucks(closure, traffic) && lastHeld(end) < query.date,
  );
  const last = latest(past);
  if (last === undefined) return { state: "open", confirmed: null, assumed: "never-reported", sources: [] };
  const sources = basisSources(last.closure.basis);
  if (last.end.kind !== "ended") {
    return { state: "open", confirmed: null, assumed: "reopened", sources };
  }
  const confirmed = earlier(query.asOf, addDays(last.end.at, 1));
  return { state: "open", confirmed, assumed: confirmed === query.date ? "none" : "still-so", sources };
}

function lastHeld(end: ClosureEnd): string {
  return end.kind === "ended" ? end.at : end.lastConfirmed;
}

/** The one with the latest word on it. */
function latest(closures: readonly KnownClosure[]): KnownClosure | undefined {
  return closures.toSorted((a, b) => (lastHeld(a.end) < lastHeld(b.end) ? -1 : 1)).at(-1);
}
