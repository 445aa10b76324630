const HOURS_PER_DAY = 24;
const DAY_STEPS = [1, 2, 3, 5, 7, 10, 14, 20, 28, 50, 70, 100];
const HOUR_STEPS = [1, 2, 3, 6, 12, 24];

export interface TimeTicks {
  readonly unit: "day" | "hour";
  /** Positions in hours. */
  readonly at: readonly number[];
}

/** Ticks for a duration axis at whole hours or days, at most `most` of them. */
export function timeTicks(maxHours: number, most: number): TimeTicks {
  const hourly = maxHours <= 72;
  const size = hourly ? 1 : HOURS_PER_DAY;
  const steps = hourly ? HOUR_STEPS : DAY_STEPS;
  const count = Math.max(1, most - 1);
  const step =
    (steps.find((candidate) => maxHours / size / candidate <= count) ?? Math.ceil(maxHours / size / count)) *
    size;
  const at: number[] = [];
  for (let hours = 0; hours <= maxHours + 1e-9; hours += step) at.push(hours);
  return { unit: hourly ? "hour" : "day", at };
}
