import { type Delay, meanOverMedian } from "./delay.ts";

/** A printed annual mean of the whole border time (both sides), as evidence on its level. */
export type MeanEvidence = {
  readonly meanHours: number;
  /** Year that it describes. */
  readonly year: number;
  /** `country`: mean over a country's posts, not this one's. */
  readonly scope: "post" | "country";
  /** Scales its precision, 0 to 1; default 1. Zero leaves it out. */
  readonly weight?: number;
};

/**
 * Global parameters, all standard deviations of natural logarithms; none is set for a single border.
 * - seed: how far our own median may be off, a factor of 1.65 either way (judgement).
 * - sampling: error of an annual mean; CPMM has some hundred trips per country and year, few per post.
 * - betweenPosts: a post against its country's mean (2022: Torkham 24.2 h and Chaman 54.0 h against
 *   Pakistan's 28.2 h, logs -0.15 and +0.65; root mean square 0.47).
 * - yearlyDrift: change of level from one year to the next, regime switches included. The 19 yearly changes
 *   of CPMM's Torugart, Torkham, Chaman, Pakistan, Kazakhstan road and rail series 2019-2023 have root mean
 *   square 0.64, and 0.34 without Torugart's 2.4 to 25.8 h in the pandemic; in between is taken.
 */
export const EVIDENCE = { seed: 0.5, sampling: 0.25, betweenPosts: 0.5, yearlyDrift: 0.45 } as const;

/** Level of the log-median in the year asked for, and its variance. */
type Level = { readonly value: number; readonly variance: number };

/**
 * Moves the median of a seed distribution towards printed annual means.
 *
 * The log-median follows a random walk over the years, each mean is a noisy look at it (local-level model,
 * filtered forward: Harvey 1989, ch. 2), and the seed is one more look, dated now. So old means count less
 * because the level may have moved since, not by a decree. Means tell nothing of the spread between trucks:
 * the shape stays the seed's, and mean / median of the seed turns a mean into a median. Where evidence and
 * seed contradict each other by more than their doubts explain, the side that evidence pulls to is widened
 * by the variance between two opinions, w (1 - w) (gap^2 - expected gap^2).
 *
 * More hours observed never lower any quantile. Evidence later than `year`, of no weight, or not above zero
 * hours is left out; without any the seed is returned as it is.
 */
export function updateWithMeans(seed: Delay, evidence: readonly MeanEvidence[], year: number): Delay {
  const usable = evidence.filter((e) => e.meanHours > 0 && e.year <= year && (e.weight ?? 1) > 0);
  if (usable.length === 0 || !Number.isFinite(seed.logMedian)) return seed;
  const level = filterLevel(usable, Math.log(meanOverMedian(seed)), year);
  const doubt = EVIDENCE.seed ** 2 + level.variance;
  const share = EVIDENCE.seed ** 2 / doubt;
  const gap = level.value - seed.logMedian;
  const extra = share * (1 - share) * Math.max(0, gap * gap - doubt);
  return {
    logMedian: seed.logMedian + share * gap,
    below: gap < 0 ? Math.hypot(seed.below, Math.sqrt(extra)) : seed.below,
    above: gap > 0 ? Math.hypot(seed.above, Math.sqrt(extra)) : seed.above,
  };
}

function filterLevel(evidence: readonly MeanEvidence[], logMeanOverMedian: number, year: number): Level {
  let level: Level | undefined;
  let at = year;
  for (const e of evidence.toSorted((a, b) => a.year - b.year)) {
    const seen = { value: Math.log(e.meanHours) - logMeanOverMedian, variance: noise(e) };
    level = level ? combine(drift(level, e.year - at), seen) : seen;
    at = e.year;
  }
  return drift(level ?? { value: 0, variance: Infinity }, year - at);
}

function drift(level: Level, years: number): Level {
  return { value: level.value, variance: level.variance + years * EVIDENCE.yearlyDrift ** 2 };
}

function combine(a: Level, b: Level): Level {
  const share = a.variance / (a.variance + b.variance);
  return { value: a.value + share * (b.value - a.value), variance: a.variance * (1 - share) };
}

function noise(e: MeanEvidence): number {
  const between = e.scope === "country" ? EVIDENCE.betweenPosts ** 2 : 0;
  return (EVIDENCE.sampling ** 2 + between) / (e.weight ?? 1);
}
