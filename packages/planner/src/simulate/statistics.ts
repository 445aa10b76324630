/** Draws looked at for figures of single legs: enough for a quantile to within a percent of rank. */
export const LEG_SAMPLE = 500;

/** Quantile by linear interpolation between order statistics of a sorted array. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const rank = p * (sorted.length - 1);
  const low = Math.floor(rank);
  const lower = sorted[low] as number;
  const upper = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return lower + (upper - lower) * (rank - low);
}

/**
 * Quantiles of unsorted values by selection (Hoare 1961): the least value that the share of all values does not
 * exceed. Works on a copy; `shares` ascending.
 */
export function quantilesOf(values: Float64Array, shares: readonly number[]): number[] {
  const work = values.slice();
  let from = 0;
  return shares.map((share) => {
    const rank = Math.max(from, Math.ceil(share * work.length) - 1);
    select(work, from, rank);
    from = Math.max(0, rank);
    return work[from] ?? Number.NaN;
  });
}

/** Rearranges so that `work[rank]` is what sorting would put there, lower values before it. */
function select(work: Float64Array, first: number, rank: number): void {
  let left = first;
  let right = work.length - 1;
  while (left < right) {
    const pivot = work[(left + right) >> 1] as number;
    let i = left;
    let j = right;
    while (i <= j) {
      while ((work[i] as number) < pivot) i++;
      while ((work[j] as number) > pivot) j--;
      if (i > j) break;
      const held = work[i] as number;
      work[i++] = work[j] as number;
      work[j--] = held;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else return;
  }
}

/** A sorted copy of at most the first draws; draws are exchangeable, so a prefix is a fair sample. */
export function sortedSample(values: Float64Array, limit = LEG_SAMPLE): Float64Array {
  return values.slice(0, limit).sort();
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return values.length === 0 ? Number.NaN : sum / values.length;
}

/** Share of the values at or below the bound. */
export function shareUpTo(values: Float64Array, bound: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) <= bound) count++;
  return values.length === 0 ? Number.NaN : count / values.length;
}

/** Covariance of two samples of one length, the second cut off at `cap`. */
export function cappedCovariance(part: Float64Array, total: Float64Array, cap: number): number {
  const n = part.length;
  let sumPart = 0;
  let sumTotal = 0;
  let sumBoth = 0;
  for (let i = 0; i < n; i++) {
    const x = part[i] as number;
    const y = Math.min(total[i] as number, cap);
    sumPart += x;
    sumTotal += y;
    sumBoth += x * y;
  }
  return sumBoth / n - (sumPart / n) * (sumTotal / n);
}
