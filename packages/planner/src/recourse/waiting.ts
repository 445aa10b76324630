/** What lies behind a choice, from the moment it is taken. */
export type Onward = { readonly hours: number; readonly costUsd?: number };

export type WaitingCase = {
  /** Chance that the crossing is still shut after so many more hours; 1 at zero, never rising. */
  readonly survival: (hours: number) => number;
  /** From the opening to the destination over this crossing, the backlog in front included. */
  readonly through: Onward;
  /** From here to the destination by the alternative. */
  readonly around: Onward;
  /** What an hour is worth, to weigh costs; without it only hours count. */
  readonly usdPerHour?: number;
  /** Longest wait considered, default 90 days. */
  readonly limitHours?: number;
};

export type WaitingAdvice = {
  /** Hours worth waiting before turning: 0 = turn at once, null = never turn within the limit. */
  readonly waitHours: number | null;
  /** Expected loss, in hours (costs turned into hours), of this advice and of the two simple rules. */
  readonly expected: number;
  readonly turnNow: number;
  /** Waiting to the limit, then turning. */
  readonly holdOut: number;
};

const DEFAULT_LIMIT = 90 * 24;
/** Instants tried; closer together near zero, where the hazard changes most. */
const GRID = 250;
/** Differences below these do not count: a minute, a chance of one in a million. */
const SAME_HOURS = 1 / 60;
const SAME_CHANCE = 1e-6;

/**
 * How long to wait at a shut crossing before turning to the alternative.
 *
 * With S(t) the chance of being shut after t hours, B the loss from the opening on and A that of the
 * alternative, the rule "wait until w, then turn" costs on average
 *   E(w) = integral over 0 < t < w of S(t) dt + (1 - S(w)) B + S(w) A,
 *   E'(w) = S(w) (1 - h(w) (A - B)), h the hazard of opening: wait while h(w) > 1 / (A - B).
 * A hazard that never changes gives all or nothing; a falling one (heavy tail: the longer shut, the longer
 * to come) gives a finite wait or none. The least E over a grid from 0 to the limit is taken.
 */
export function hoursWorthWaiting(wait: WaitingCase): WaitingAdvice {
  const through = lossOf(wait.through, wait.usdPerHour);
  const around = lossOf(wait.around, wait.usdPerHour);
  const points = gridOf(wait.limitHours ?? DEFAULT_LIMIT);
  const held = heldUp(wait.survival, points);
  const losses = points.map((t, i) => {
    const shut = wait.survival(t);
    return (held[i] as number) + (1 - shut) * through + shut * around;
  });
  return {
    waitHours: waitOf(
      points,
      losses.map((loss) => -loss),
      SAME_HOURS,
    ),
    expected: Math.min(...losses),
    turnNow: losses[0] ?? around,
    holdOut: losses.at(-1) ?? around,
  };
}

/** Expected hours spent waiting up to each point: the integral of survival, by Simpson's rule. */
function heldUp(survival: (hours: number) => number, points: readonly number[]): number[] {
  let sum = 0;
  return points.map((t, i) => {
    const before = points[i - 1] ?? 0;
    sum += ((t - before) * (survival(before) + 4 * survival((before + t) / 2) + survival(t))) / 6;
    return sum;
  });
}

export type DeadlineCase = {
  readonly survival: (hours: number) => number;
  /** Chance of arriving within so many hours of the opening, over this crossing. */
  readonly through: (hoursLeft: number) => number;
  /** Chance of arriving within so many hours from here by the alternative. */
  readonly around: (hoursLeft: number) => number;
  readonly hoursToDeadline: number;
};

/**
 * The wait that makes arrival by the deadline likeliest. With G the chances above and D the hours left,
 *   P(w) = integral over 0 < t < w of G_through(D - t) (-dS(t)) + S(w) G_around(D - w).
 * `chance` is P at the advice; null = stay until the deadline.
 */
export function waitForDeadline(wait: DeadlineCase): { waitHours: number | null; chance: number } {
  const limit = Math.max(0, wait.hoursToDeadline);
  const points = gridOf(limit);
  let opened = 0;
  const chances = points.map((t, i) => {
    const before = points[i - 1] ?? 0;
    const opens = wait.survival(before) - wait.survival(t);
    opened += opens * wait.through(limit - (before + t) / 2);
    return opened + wait.survival(t) * wait.around(limit - t);
  });
  return { waitHours: waitOf(points, chances, SAME_CHANCE), chance: Math.max(...chances) };
}

function lossOf({ hours, costUsd = 0 }: Onward, usdPerHour: number | undefined): number {
  return usdPerHour ? hours + costUsd / usdPerHour : hours;
}

function gridOf(limit: number): number[] {
  return Array.from({ length: GRID + 1 }, (_, i) => limit * (i / GRID) ** 2);
}

/**
 * The shortest wait that is best but for `same`; null where the end of the grid is as good and turning at
 * once is not, since from some point on it makes no difference.
 */
function waitOf(points: readonly number[], worth: readonly number[], same: number): number | null {
  const enough = Math.max(...worth) - same;
  const first = worth.findIndex((w) => w >= enough);
  return first > 0 && (worth.at(-1) as number) >= enough ? null : (points[first] ?? 0);
}
