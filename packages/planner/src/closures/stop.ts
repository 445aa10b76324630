/** Kinds of stops that are fitted apart, because their rates, lengths and reach differ. */
export type CauseGroup = "politics" | "nature" | "works" | "pandemic";

export const CAUSE_GROUPS: readonly CauseGroup[] = ["politics", "nature", "works", "pandemic"];

const GROUP_OF: Readonly<Record<string, CauseGroup>> = {
  conflict: "politics",
  dispute: "politics",
  protest: "politics",
  documents: "politics",
  election: "politics",
  unknown: "politics",
  weather: "nature",
  landslide: "nature",
  accident: "nature",
  works: "works",
  capacity: "works",
  pandemic: "pandemic",
};

/** A closure record as the model takes it. Instants are hours since 1970-01-01T00:00Z. */
export type ClosureRow = {
  /** Crossing, link or place that was shut. */
  readonly subject: string;
  /** Border that it belongs to, e.g. "AF-PK"; its crossings can be shut by one event. */
  readonly group?: string;
  /** A closure cause of the network's schema. */
  readonly cause: string;
  readonly start: number;
  /** null: no end known. */
  readonly end: number | null;
  /** With no end: last instant at which a source says that it still held; default `start`. */
  readonly lastConfirmed?: number;
  /** With no end: over within hours or days, though no end was printed. */
  readonly presumedShort?: boolean;
  /** Since when the stop could be known; default `start`. */
  readonly knownSince?: number;
  /** Since when its end could be known; default `end`. */
  readonly endKnownSince?: number;
};

/** A stop as far as it was known on a day: its length lies between `shortest` and `longest` hours. */
export type Stop = {
  readonly subject: string;
  readonly group: string | undefined;
  readonly cause: string;
  readonly causeGroup: CauseGroup;
  readonly start: number;
  readonly shortest: number;
  /** Infinity: not known to have ended. */
  readonly longest: number;
};

/** Records are kept to the day: a length is good to half a day either way. */
const HALF_DAY = 12;
/** A stop without a printed end that is said to have been short is taken to have ended within this. */
const SHORT_HOURS = 72;

/** Group of a cause; null for holidays and seasons, which are calendars and not chance. */
export function causeGroup(cause: string): CauseGroup | null {
  return GROUP_OF[cause] ?? null;
}

/**
 * What was known of the records at `asOf`, oldest first. A stop whose end came later is still going on
 * then. A record without an end that a later stop of the same subject follows must have ended in between.
 */
export function knownStops(rows: readonly ClosureRow[], asOf: number): Stop[] {
  const known = rows
    .filter((r) => r.start <= asOf && (r.knownSince ?? r.start) <= asOf && causeGroup(r.cause) !== null)
    .toSorted((a, b) => a.start - b.start);
  return known.map((row, i) => toStop(row, asOf, nextStart(known, i)));
}

function nextStart(rows: readonly ClosureRow[], i: number): number {
  const row = rows[i] as ClosureRow;
  const seen = row.lastConfirmed ?? row.start;
  return rows.find((r, k) => k > i && r.subject === row.subject && r.start > seen)?.start ?? Infinity;
}

function toStop(row: ClosureRow, asOf: number, next: number): Stop {
  const { subject, group, cause, start } = row;
  const [shortest, longest] = lengthOf(row, asOf, next);
  return { subject, group, cause, causeGroup: causeGroup(cause) ?? "politics", start, shortest, longest };
}

function lengthOf(row: ClosureRow, asOf: number, next: number): [number, number] {
  if (row.end !== null) {
    if ((row.endKnownSince ?? row.end) > asOf) return [asOf - row.start, Infinity];
    const length = row.end - row.start;
    return [Math.max(0, length - HALF_DAY), length + HALF_DAY];
  }
  if (row.presumedShort) return [0, SHORT_HOURS];
  const confirmed = Math.min(row.lastConfirmed ?? row.start, asOf);
  return [confirmed - row.start, next - row.start];
}
