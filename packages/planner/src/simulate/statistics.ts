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
