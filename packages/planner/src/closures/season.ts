const MS_PER_HOUR = 3_600_000;

/** How much likelier than on average an onset is in each month, January first; the mean is 1. */
export type Season = readonly number[];

/**
 * Monthly factors from onsets (hours since 1970, UTC): counts plus one pseudo-event a month, smoothed over
 * neighbours by 1-2-1 so that a month without a record is not a month without snow.
 */
export function seasonOf(starts: readonly number[]): Season {
  const counts = new Array<number>(12).fill(1);
  for (const start of starts) {
    const month = monthAt(start);
    counts[month] = (counts[month] ?? 0) + 1;
  }
  const at = (m: number) => counts[(m + 12) % 12] as number;
  const smooth = counts.map((_, m) => (at(m - 1) + 2 * at(m) + at(m + 1)) / 4);
  const sum = smooth.reduce((a, b) => a + b, 0);
  return smooth.map((s) => (12 * s) / sum);
}

/** Factor at an instant. */
export function seasonAt(season: Season, at: number): number {
  return season[monthAt(at)] ?? 1;
}

function monthAt(at: number): number {
  return new Date(at * MS_PER_HOUR).getUTCMonth();
}
