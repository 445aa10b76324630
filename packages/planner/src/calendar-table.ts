/** Instants at which something opens, for look-ups in constant time. Hours are counted from `origin`. */
export interface OpenTable {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Entry h: the first interval that ends after hour h. */
  readonly first: Int32Array;
  /** Hours of the longest time in which nothing opens. */
  readonly longestGap: number;
  /** Hours that the table covers; past it everything counts as open. */
  readonly span: number;
}

/** Opening times in each draw: draw i goes by `tables[pick[i]]`. */
export interface Openings {
  readonly tables: readonly OpenTable[];
  readonly pick: Uint8Array;
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
  return {
    starts,
    ends,
    first: firstEndingAfter(ends, Math.ceil(span) + 1),
    longestGap: longestGap(intervals, span),
    span,
  };
}

/** The first open instant at or after `at`; `at` itself outside the table, its end where nothing opens any more. */
export function nextOpen({ starts, ends, first, span }: OpenTable, at: number): number {
  if (!(at >= 0 && at < span)) return at;
  let i = first[at | 0] as number;
  while (i < ends.length && (ends[i] as number) <= at) i++;
  if (i >= starts.length) return span;
  return Math.max(starts[i] as number, at);
}

function longestGap(intervals: readonly HourInterval[], span: number): number {
  let end = 0;
  let longest = 0;
  for (const interval of intervals) {
    longest = Math.max(longest, interval.start - end);
    end = interval.end;
  }
  return Math.max(longest, span - end);
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
