type Cost = readonly number[];

/**
 * The part of the box below `reference` that is at least one of the cost vectors: exact, for 2 to 4
 * criteria. Vectors outside the box add nothing.
 *
 * Three criteria: a sweep along the third over the staircase of the first two. Four: one such sweep for
 * every distinct value of the last, which is quick when that one is a count.
 */
export function hypervolume(costs: readonly Cost[], reference: Cost): number {
  const inside = costs.filter((cost) => cost.every((value, i) => value < (reference[i] ?? 0)));
  if (reference.length === 2) return area(inside, reference);
  if (reference.length === 3) return volume(inside, reference);
  if (reference.length === 4) return slices(inside, reference);
  throw new RangeError("2 to 4 criteria");
}

function area(costs: readonly Cost[], reference: Cost): number {
  const stairs = new Stairs(reference);
  for (const cost of costs) stairs.add(cost[0] as number, cost[1] as number);
  return stairs.area;
}

function volume(costs: readonly Cost[], reference: Cost): number {
  const sorted = costs.toSorted((a, b) => (a[2] as number) - (b[2] as number));
  const stairs = new Stairs(reference);
  let sum = 0;
  for (const [i, cost] of sorted.entries()) {
    stairs.add(cost[0] as number, cost[1] as number);
    const next = sorted[i + 1]?.[2] ?? (reference[2] as number);
    sum += stairs.area * (next - (cost[2] as number));
  }
  return sum;
}

function slices(costs: readonly Cost[], reference: Cost): number {
  const levels = [...new Set(costs.map((cost) => cost[3] as number))].sort((a, b) => a - b);
  let sum = 0;
  for (const [i, level] of levels.entries()) {
    const upTo = costs.filter((cost) => (cost[3] as number) <= level);
    sum += volume(upTo, reference) * ((levels[i + 1] ?? (reference[3] as number)) - level);
  }
  return sum;
}

/** Area dominated in two criteria, as points are added: x ascending and y descending. */
class Stairs {
  area = 0;
  readonly #xs: number[] = [];
  readonly #ys: number[] = [];
  readonly #reference: Cost;

  constructor(reference: Cost) {
    this.#reference = reference;
  }

  add(x: number, y: number): void {
    const at = this.#firstFrom(x);
    const ceiling = at > 0 ? (this.#ys[at - 1] as number) : (this.#reference[1] as number);
    if (ceiling <= y) return;
    let end = at;
    let left = x;
    let top = ceiling;
    // Strip by strip to the right, as long as the stairs lie above the new point.
    while (end < this.#xs.length && (this.#ys[end] as number) >= y) {
      this.area += ((this.#xs[end] as number) - left) * (top - y);
      left = this.#xs[end] as number;
      top = this.#ys[end] as number;
      end++;
    }
    this.area += ((this.#xs[end] ?? (this.#reference[0] as number)) - left) * (top - y);
    this.#xs.splice(at, end - at, x);
    this.#ys.splice(at, end - at, y);
  }

  /** The first stair with at least this x. */
  #firstFrom(x: number): number {
    let low = 0;
    let high = this.#xs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#xs[middle] as number) < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
