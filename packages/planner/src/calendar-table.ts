/** Instants at which something opens, for look-ups in constant time. Hours are counted from `origin`. */
export interface OpenTable {
  /** The first open instant at or after `at`; `at` itself past the table's end. */
  nextOpen(at: number): number;
  /** Share of the table's span that is open, 0..1. */
  readonly openShare: number;
}

/** A half-open interval in hours from the same origin as the table's queries. */
export interface HourInterval {
  readonly start: number;
  readonly end: number;
}

/**
 * Indexes merged, sorted intervals by whole hour: entry h holds the first interval that ends after h, so a
 * query looks at one interval, seldom two.
 */
export function openTable(intervals: readonly HourInterval[], span: number): OpenTable {
  const starts = Float64Array.from(intervals, (interval) => interval.start);
  const ends = Float64Array.from(intervals, (interval) => interval.end);
  const first = firstEndingAfter(ends, Math.ceil(span) + 1);
  const open = intervals.reduce((sum, i) => sum + Math.max(0, Math.min(i.end, span) - Math.max(i.start, 0)), 0);
  return {
    openShare: span > 0 ? open / span : 1,
    nextOpen(at) {
      if (at < 0 || at >= span) return at;
      let i = first[Math.floor(at)] ?? starts.length;
      while (i < ends.length && (ends[i] as number) <= at) i++;
      if (i >= starts.length) return at > span ? at : span;
      return Math.max(at, starts[i] as number);
    },
  };
}

function firstEndingAfter(ends: Float64Array, hours: number): Int32Array {
  const first = new Int32Array(hours);
  let i = 0;
  for (let hour = 0; hour < hours; hour++) {
    while (i < ends.length && (ends[i] as number) <= hour) i++;
    first[hour] = i;
  }
  return first;
}
