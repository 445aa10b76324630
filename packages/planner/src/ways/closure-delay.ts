import type { Spells } from "../closures/spells.ts";

/** Mean hours until passage is possible for one who comes at `at` (hours since ready). */
export type ExpectedDelay = (at: number) => number;

/**
 * Averages the draws' closures into an expected delay by day of arrival, linear between days. The sum of
 * arrival and delay never falls as the arrival moves on, in each draw and so in the mean: the search may
 * rely on first in, first out.
 */
export function expectedDelay(spells: Spells, spanHours: number): ExpectedDelay {
  const days = Math.ceil(spanHours / 24) + 1;
  const sums = new Float64Array(days + 1);
  const draws = spells.offsets.length - 1;
  for (let k = 0; k < spells.starts.length; k++) {
    const start = spells.starts[k] as number;
    const end = Math.min(spells.ends[k] as number, spanHours);
    for (let day = Math.max(0, Math.ceil(start / 24)); day * 24 < end && day < days; day++) {
      sums[day] = (sums[day] as number) + end - day * 24;
    }
  }
  return (at) => {
    const position = Math.min(Math.max(at / 24, 0), days - 1);
    const day = Math.floor(position);
    const here = sums[day] as number;
    return (here + ((sums[day + 1] as number) - here) * (position - day)) / draws;
  };
}
