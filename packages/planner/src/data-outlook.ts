import {
  addDays,
  type Closure,
  type Crossing,
  type Direction,
  type Mode,
  type Network,
  stopsTrucks,
} from "@rahdari/network";
import { instantHours } from "@rahdari/units";
import type { Subject } from "./closures/evidence.ts";
import { fitClosures } from "./closures/fit.ts";
import { type ClosureModel, subjectOf } from "./closures/model.ts";
import { sampleSpells } from "./closures/sample.ts";
import { fixedSpells, type Spells, unionSpells } from "./closures/spells.ts";
import type { ClosureRow } from "./closures/stop.ts";
import type { Delay } from "./distribution/delay.ts";
import { fromQuantiles } from "./distribution/elicit.ts";
import { updateWithMeans } from "./distribution/means.ts";
import { combineSides } from "./distribution/sides.ts";
import type { ClosureQuery, CrossingOutlook, Window } from "./outlook.ts";
import { parameters } from "./parameters.ts";
import { rng } from "./random/rng.ts";

/**
 * The outlook that the network's own data give, with what was known on `asOf` (YYYY-MM-DD): border time from
 * the seed distribution and CPMM's means, closures from the model fitted on the records.
 */
export function dataOutlook(network: Network, asOf: string): CrossingOutlook {
  const year = Number(asOf.slice(0, 4));
  const models = new Map<string, ClosureModel>();
  const modelFor = (mode: Mode, direction: Direction): ClosureModel => {
    const key = `${mode}/${direction}`;
    const known = models.get(key) ?? closureModel(network, asOf, mode, direction);
    models.set(key, known);
    return known;
  };
  return {
    delay: (crossing, direction) => borderHours(crossing, direction, year),
    closures(query, window, draws, seed) {
      const model = modelFor(query.mode, query.direction);
      const drawn = drawnSpells(model, query, window, draws, seed);
      const fixed = announced(network, query, asOf, window);
      if (fixed.length === 0) return drawn;
      const certain = fixedSpells(draws, fixed);
      return drawn ? unionSpells(drawn, certain) : certain;
    },
  };
}

/** Seed quantiles moved by the comparable means of that direction that were printed by the year. */
function borderHours(crossing: Crossing, direction: Direction, year: number): Delay {
  const seed = fromQuantiles(direction === "back" ? (crossing.hoursBack ?? crossing.hours) : crossing.hours);
  const means = borderMeans(crossing, direction, year);
  const [first = "", second = ""] =
    direction === "out" ? crossing.countries : crossing.countries.toReversed();
  return updateWithMeans(seed, combineSides(means, first, second), year);
}

/** Means of border hours in a direction that were printed by the year and are comparable. */
export function borderMeans(crossing: Crossing, direction: Direction, year: number) {
  const seen = crossing.observations.filter(
    (one) =>
      one.comparable && one.knownYear <= year && (one.direction === direction || one.direction === "both"),
  );
  return seen.flatMap(({ meanHours, year: of, scope, side }) =>
    meanHours === undefined ? [] : [{ meanHours, year: of, scope, ...(side !== undefined && { side }) }],
  );
}

/**
 * What the closure model of a mode and a direction is fitted on: a row for every stop on record, holidays and
 * seasons included, and all crossings of that mode that were watched. A row ends with the last day on which
 * the stop held, UTC. Stops of foreign drivers alone are left to the access rules, which know the swap of tractors.
 */
export function closureRecords(
  network: Network,
  mode: Mode,
  direction: Direction,
): { readonly rows: readonly ClosureRow[]; readonly subjects: readonly Subject[] } {
  const rows = network.closures
    .filter((closure) => stopsTrucks(closure, { unit: "container", mode, direction, foreignDriver: false }))
    .map((closure) => closureRow(network, closure));
  const subjects = [...network.crossings.values()]
    .filter((crossing) => crossing.kind !== "interchange" && crossing.mode === mode)
    .map((crossing) => subject(network, crossing.id));
  return { rows, subjects };
}

/** The closure model of a mode and a direction as known at the end of `asOf` (YYYY-MM-DD), UTC. */
export function closureModel(network: Network, asOf: string, mode: Mode, direction: Direction): ClosureModel {
  const day = instantHours(asOf) + 24;
  const newest = network.newestSource ? instantHours(network.newestSource) + 24 : day;
  const { rows, subjects } = closureRecords(network, mode, direction);
  return fitClosures(rows, {
    asOf: day,
    windowStart: instantHours(parameters.recordsFrom),
    observedTo: Math.min(day, newest),
    subjects,
  });
}

function closureRow(network: Network, closure: Closure): ClosureRow {
  const { id, group } = subject(network, Object.values(closure.on)[0] ?? "");
  const after = (date: string) => instantHours(addDays(date, 1));
  return {
    subject: id,
    ...(group !== undefined && { group }),
    cause: closure.cause,
    start: instantHours(closure.from),
    end: closure.to === undefined ? null : after(closure.to),
    ...(closure.lastConfirmed && { lastConfirmed: after(closure.lastConfirmed.date) }),
    ...(closure.presumedShort !== undefined && { presumedShort: closure.presumedShort }),
    ...(closure.knownSince !== undefined && { knownSince: instantHours(closure.knownSince) }),
    ...(closure.endKnownSince !== undefined && { endKnownSince: instantHours(closure.endKnownSince) }),
  };
}

/** A subject with the border that it belongs to, e.g. "AF-PK"; roads and passes belong to none. */
function subject(network: Network, id: string): Subject {
  const countries = network.crossings.get(id)?.countries ?? [];
  return countries.length === 2 ? { id, group: countries.toSorted().join("-") } : { id };
}

/** Before the records begin nothing is known of closures, and nothing is made up. */
function drawnSpells(
  model: ClosureModel,
  query: ClosureQuery,
  window: Window,
  draws: number,
  seed: number,
): Spells | null {
  if (model.asOf <= instantHours(parameters.recordsFrom)) return null;
  const { processes, state } = subjectOf(model, query.subject);
  if (processes.length === 0 && state.kind === "open") return null;
  return sampleSpells(model, query.subject, { ...window, draws, rng: rng(seed) });
}

/** Stops known beforehand with their dates: certain in every draw. */
function announced(network: Network, query: ClosureQuery, asOf: string, window: Window): [number, number][] {
  const traffic = {
    unit: "container" as const,
    mode: query.mode,
    direction: query.direction,
    foreignDriver: false,
  };
  return network.closures
    .filter((closure) => Object.values(closure.on)[0] === query.subject && isAhead(closure, asOf))
    .filter((closure) => stopsTrucks(closure, traffic))
    .map((closure): [number, number] => [
      instantHours(closure.from),
      closure.to === undefined ? window.to : instantHours(addDays(closure.to, 1)),
    ])
    .filter(([start, end]) => start < window.to && end > window.from);
}

/** Known on the day, and beginning or ending after it. */
function isAhead(closure: Closure, asOf: string): boolean {
  const known = (closure.knownSince ?? closure.from) <= asOf;
  const { to } = closure;
  if (!known) return false;
  if (closure.from > asOf) return true;
  return to !== undefined && to > asOf && (closure.endKnownSince ?? to) <= asOf;
}
