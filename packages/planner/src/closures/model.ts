import type { DurationLaw } from "./duration.ts";
import type { Season } from "./season.ts";
import type { CauseGroup } from "./stop.ts";

/** A stream of stops that a subject can suffer while it is open. */
export type Process = {
  /** Names the stream of random numbers: the same key is the same events for every subject that holds it. */
  readonly key: string;
  readonly causeGroup: CauseGroup;
  /** Events a hour. */
  readonly perHour: number;
  /** Chance that an event of the stream shuts this subject; 1 for its own. */
  readonly join: number;
  readonly law: DurationLaw;
  readonly season: Season | null;
};

/**
 * What is known now. `shut`: began at `since`, last confirmed at `lastConfirmed`; nothing is known after.
 * `key`: stream of the event's length, common to all crossings that the event shut.
 */
export type State =
  | { readonly kind: "open" }
  | {
      readonly kind: "shut";
      readonly since: number;
      readonly lastConfirmed: number;
      readonly key: string;
      readonly law: DurationLaw;
    };

export type SubjectModel = {
  readonly id: string;
  readonly group: string | undefined;
  readonly processes: readonly Process[];
  readonly state: State;
  /** Stops on record that it was fitted on, the subject's own. */
  readonly stops: number;
};

/** Closure risk as fitted on what was known at `asOf`. Instants are hours since 1970-01-01T00:00Z. */
export type ClosureModel = {
  readonly asOf: number;
  /** Up to here the records tell of new stops; after it everything is model. */
  readonly observedTo: number;
  /** Start of all random streams. */
  readonly origin: number;
  readonly subjects: ReadonlyMap<string, SubjectModel>;
};

const HOURS_PER_YEAR = 8766;

/** The model of a subject; one that the fit did not know never shuts. */
export function subjectOf(model: ClosureModel, id: string): SubjectModel {
  return model.subjects.get(id) ?? { id, group: undefined, processes: [], state: { kind: "open" }, stops: 0 };
}

/** Expected stops a year of open border. */
export function stopsPerYear(subject: SubjectModel, causeGroup?: CauseGroup): number {
  const counted = subject.processes.filter((p) => causeGroup === undefined || p.causeGroup === causeGroup);
  return HOURS_PER_YEAR * counted.reduce((sum, p) => sum + p.perHour * p.join, 0);
}

/** Instant from which chance rules: where the records end, or the last confirmation of a stop. */
export function modelStart(model: ClosureModel, state: State): number {
  return state.kind === "open" ? model.observedTo : Math.max(state.lastConfirmed, model.origin);
}
