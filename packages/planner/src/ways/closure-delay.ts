import type { Spells } from "../closures/spells.ts";
import { QUARTER, quarterStart } from "../simulate/samples.ts";

/** Mean hours until passage is possible for one who comes at `at`, hours since ready. */
export type ExpectedDelay = (at: number) => number;

/** What the delay of one subject is read from: for each day of the window the mean over all draws. */
type DelayByDay = { readonly first: number; readonly mean: Float64Array };

const known = new WeakMap<Spells, DelayByDay>();

/**
 * Averages the draws' closures into an expected delay by day of arrival, linear between days. The sum of
 * arrival and delay never falls as the arrival moves on, in each draw and so in the mean: the search may
 * rely on first in, first out.
 */
export function expectedDelay(spells: Spells, origin: number, spanHours: number): ExpectedDelay {
  // From the quarter's beginning whoever asks first, as the spells are: the same request, the same answer.
  const table = known.get(spells) ?? meanByDay(spells, quarterStart(origin), spanHours + QUARTER);
  known.set(spells, table);
  const { first, mean } = table;
  const last = mean.length - 1;
  return (at) => {
    const position = Math.min(Math.max((origin + at) / 24 - first, 0), last);
    const day = Math.floor(position);
    const here = mean[day] as number;
    return here + ((mean[Math.min(day + 1, last)] as number) - here) * (position - day);
  };
}

/**
 * Sum over the spells that hold at midnight of what is left of them. Two running sums over the days, of the
 * spells' number and of their ends, make each spell cost the same however long it is.
 */
function meanByDay({ draws, starts, ends }: Spells, origin: number, spanHours: number): DelayByDay {
  const first = Math.floor(origin / 24);
  const days = Math.ceil(spanHours / 24) + 2;
  const count = new Float64Array(days + 1);
  const endSum = new Float64Array(days + 1);
  const cap = origin + spanHours;
  for (let k = 0; k < starts.length; k++) {
    const end = Math.min(ends[k] as number, cap);
    const from = clamp(Math.ceil((starts[k] as number) / 24) - first, days);
    const to = clamp(Math.ceil(end / 24) - first, days);
    if (to <= from) continue;
    count[from] = (count[from] as number) + 1;
    count[to] = (count[to] as number) - 1;
    endSum[from] = (endSum[from] as number) + end;
    endSum[to] = (endSum[to] as number) - end;
  }
  return { first, mean: running(count, endSum, first, days, draws) };
}

function running(
  count: Float64Array,
  endSum: Float64Array,
  first: number,
  days: number,
  draws: number,
): Float64Array {
  const mean = new Float64Array(days);
  let active = 0;
  let ends = 0;
  for (let day = 0; day < days; day++) {
    active += count[day] as number;
    ends += endSum[day] as number;
    mean[day] = Math.max(0, ends - active * (first + day) * 24) / draws;
  }
  return mean;
}

function clamp(day: number, days: number): number {
  return Math.min(Math.max(day, 0), days);
}
