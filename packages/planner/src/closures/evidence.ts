import { type Season, seasonOf } from "./season.ts";
import { type Shock, shocksOf } from "./shock.ts";
import { type ClosureRow, knownStops, type Stop } from "./stop.ts";

/** Something that can be shut, with the border that it belongs to. */
export type Subject = { readonly id: string; readonly group?: string };

type Watch = {
  readonly asOf: number;
  readonly windowStart: number;
  readonly observedTo: number;
  readonly subjects: readonly Subject[];
};

/** Everything that the parts of the fit look things up in. */
export type Evidence = {
  readonly subjects: readonly Subject[];
  readonly stops: readonly Stop[];
  readonly shocks: readonly Shock[];
  /** Hours in which each subject was watched and not known to be shut. */
  readonly open: ReadonlyMap<string, number>;
  readonly windowStart: number;
  readonly season: Season;
};

/** What the records say at `asOf` of all that is watched, and of all that was ever shut. */
export function gather(rows: readonly ClosureRow[], watch: Watch): Evidence {
  const { asOf, windowStart, observedTo } = watch;
  const stops = knownStops(rows, asOf);
  const subjects = subjectsOf(watch.subjects, stops);
  return {
    subjects,
    stops,
    shocks: shocksOf(stops),
    open: new Map(subjects.map((s) => [s.id, openHours(s.id, stops, windowStart, observedTo)])),
    windowStart,
    season: seasonOf(stops.filter((s) => s.causeGroup === "nature").map((s) => s.start)),
  };
}

/** Subjects of one border; of none for `undefined`. */
export function membersOf(evidence: Evidence, group: string | undefined): readonly Subject[] {
  return evidence.subjects.filter((s) => s.group === group);
}

/** Watched open hours of a subject. */
export function hoursOf(evidence: Evidence, subject: Subject): number {
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

/** Whether the shock's stop began while its subject was shut already. */
export function inside(stops: readonly Stop[], { start, stops: [own] }: Shock): boolean {
  return stops.some(
    (s) => s !== own && s.subject === own?.subject && s.start < start && start < s.start + knownShut(s),
  );
}

/** Hours that it was surely shut, for exposure: the length where known to the day, else to the last confirmation. */
function knownShut({ shortest, longest }: Stop): number {
  return longest - shortest <= 24 ? (shortest + longest) / 2 : shortest;
}

function subjectsOf(named: readonly Subject[], stops: readonly Stop[]): Subject[] {
  const all = new Map<string, Subject>(named.map((s) => [s.id, s]));
  for (const { subject, group } of stops) {
    if (!all.has(subject)) all.set(subject, group === undefined ? { id: subject } : { id: subject, group });
  }
  return [...all.values()];
}
