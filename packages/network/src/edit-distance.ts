/**
 * Damerau-Levenshtein distance (optimal string alignment: insert, delete, replace, swap of neighbours) when
 * it is at most `limit`, else `Infinity`. Time O(limit * length): only the band that can stay within the
 * limit is filled.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = nextRow(a, b, i, last, beforeLast, limit);
    if (Math.min(...row.slice(Math.max(0, i - limit), i + limit + 1)) > limit)
      return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = row;
  }
  const distance = last[b.length] ?? Number.POSITIVE_INFINITY;
  return distance <= limit ? distance : Number.POSITIVE_INFINITY;
}

function nextRow(
  a: string,
  b: string,
  i: number,
  last: readonly number[],
  beforeLast: readonly number[],
  limit: number,
): number[] {
  const row = new Array<number>(b.length + 1).fill(Number.POSITIVE_INFINITY);
  row[0] = i;
  for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
    const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
    const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const swapped = swaps ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
    row[j] = Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1);
  }
  return row;
}

function at(row: readonly number[], j: number): number {
  return row[j] ?? Number.POSITIVE_INFINITY;
}
