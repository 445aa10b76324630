import type { Component, DurationLaw } from "./duration.ts";

/** A length known to lie between `shortest` and `longest` hours (Infinity: still going on). */
export type Length = { readonly shortest: number; readonly longest: number; readonly weight: number };

/** Where a fit starts from: normal on (log median, log tail index), with independent doubts. */
export type DurationPrior = {
  readonly logMedian: number;
  readonly sdLogMedian: number;
  readonly logTail: number;
  readonly sdLogTail: number;
};

/** Peak of the posterior and its covariance (Laplace). */
export type DurationFit = {
  readonly logMedian: number;
  readonly logTail: number;
  readonly varMedian: number;
  readonly varTail: number;
  readonly cov: number;
};

/**
 * Before any record: a median of three days, good to a factor of 4.5 either way; tail index 1, good to
 * 35 %. Index 1 is what knowing no time scale gives: a stop that has lasted t lasts as long again with chance
 * one half (Gott 1993). Judgement, not fitted; with few stops it decides the tail, with thirty the data do.
 */
export const DURATION_PRIOR: DurationPrior = {
  logMedian: Math.log(72),
  sdLogMedian: 1.5,
  logTail: 0,
  sdLogTail: 0.35,
};

type Point = { readonly m: number; readonly b: number };
type Slope = { value: number; dm: number; db: number; dmm: number; dbb: number; dmb: number };

/**
 * Maximum of likelihood times prior over interval-censored lengths (an open end is a stop censored on the
 * right), by Newton's method with halved steps; the shrinkage of a crossing to its border and of a border
 * to all is the prior.
 */
export function fitDuration(lengths: readonly Length[], prior: DurationPrior = DURATION_PRIOR): DurationFit {
  let at: Point = { m: prior.logMedian, b: prior.logTail };
  let slope = posterior(lengths, prior, at);
  for (let round = 0; round < 60; round++) {
    const next = uphill(lengths, prior, at, slope);
    if (!next) break;
    const gain = next.slope.value - slope.value;
    [at, slope] = [next.at, next.slope];
    if (gain < 1e-10) break;
  }
  const { dmm, dbb, dmb } = curvature(slope, prior);
  const det = dmm * dbb - dmb * dmb;
  return { logMedian: at.m, logTail: at.b, varMedian: -dbb / det, varTail: -dmm / det, cov: dmb / det };
}

/** The fit as next level's prior: its centre, with the spread expected among members. */
export function priorFrom(fit: DurationFit, sdLogMedian: number, sdLogTail: number): DurationPrior {
  return {
    logMedian: fit.logMedian,
    sdLogMedian: Math.hypot(sdLogMedian, Math.sqrt(fit.varMedian)),
    logTail: fit.logTail,
    sdLogTail: Math.hypot(sdLogTail, Math.sqrt(fit.varTail)),
  };
}

/** The fit with its doubt: nine laws at the nodes of a three-point Gauss-Hermite rule in two dimensions. */
export function lawOf(fit: DurationFit): DurationLaw {
  const nodes: readonly [number, number][] = [
    [-Math.sqrt(3), 1 / 6],
    [0, 2 / 3],
    [Math.sqrt(3), 1 / 6],
  ];
  const sdTail = Math.sqrt(fit.varTail);
  const slope = fit.cov / sdTail;
  const rest = Math.sqrt(Math.max(0, fit.varMedian - slope * slope));
  return nodes.flatMap(([x, wx]) =>
    nodes.map(
      ([y, wy]): Component => ({
        weight: wx * wy,
        logMedian: fit.logMedian + slope * x + rest * y,
        tail: Math.exp(fit.logTail + sdTail * x),
      }),
    ),
  );
}

function uphill(lengths: readonly Length[], prior: DurationPrior, at: Point, slope: Slope) {
  const { dmm, dbb, dmb } = curvature(slope, prior);
  const det = dmm * dbb - dmb * dmb;
  const stepM = -(dbb * slope.dm - dmb * slope.db) / det;
  const stepB = -(dmm * slope.db - dmb * slope.dm) / det;
  for (let shrink = 1; shrink > 1e-8; shrink /= 2) {
    const next = { m: at.m + shrink * stepM, b: at.b + shrink * stepB };
    const there = posterior(lengths, prior, next);
    if (there.value > slope.value) return { at: next, slope: there };
  }
  return undefined;
}

/** Second derivatives, or the prior's alone where the likelihood is not concave (far from the peak). */
function curvature(s: Slope, prior: DurationPrior): { dmm: number; dbb: number; dmb: number } {
  if (s.dmm < 0 && s.dmm * s.dbb - s.dmb * s.dmb > 0) return s;
  return {
    dmm: Math.min(s.dmm, 0) - prior.sdLogMedian ** -2,
    dbb: -Math.abs(s.dbb) - prior.sdLogTail ** -2,
    dmb: 0,
  };
}

function posterior(lengths: readonly Length[], prior: DurationPrior, { m, b }: Point): Slope {
  const pm = prior.sdLogMedian ** -2;
  const pb = prior.sdLogTail ** -2;
  const [gm, gb] = [m - prior.logMedian, b - prior.logTail];
  const s: Slope = {
    value: -(pm * gm * gm + pb * gb * gb) / 2,
    dm: -pm * gm,
    db: -pb * gb,
    dmm: -pm,
    dbb: -pb,
    dmb: 0,
  };
  for (const length of lengths) addLength(s, length, m, b);
  return s;
}

/**
 * log(F(longest) - F(shortest)) = log F(longest) + log S(shortest) + log(1 - exp(-tail * width)), an identity
 * of the logistic law of log d: the three terms are added one by one, the absent ones being zero.
 */
function addLength(s: Slope, { shortest, longest, weight }: Length, m: number, b: number): void {
  const tail = Math.exp(b);
  if (longest < Infinity) addLogistic(s, Math.log(longest) - m, tail, 1, weight);
  if (shortest <= 0) return;
  addLogistic(s, Math.log(shortest) - m, tail, -1, weight);
  if (longest < Infinity) addWidth(s, Math.max(1e-6, Math.log(longest / shortest)) * tail, weight);
}

/** log of the logistic function at sign * tail * x, with x = log d - log median. */
function addLogistic(s: Slope, x: number, tail: number, sign: 1 | -1, weight: number): void {
  const z = tail * x;
  const size = sign * z;
  const missed = 1 / (1 + Math.exp(size));
  const d1 = sign * missed;
  const d2 = -missed * (1 - missed);
  s.value += weight * (size > 0 ? -Math.log1p(Math.exp(-size)) : size - Math.log1p(Math.exp(size)));
  s.dm += weight * d1 * -tail;
  s.db += weight * d1 * z;
  s.dmm += weight * d2 * tail * tail;
  s.dbb += weight * (d2 * z * z + d1 * z);
  s.dmb += weight * (-d2 * z * tail - d1 * tail);
}

function addWidth(s: Slope, y: number, weight: number): void {
  const grown = Math.expm1(y);
  s.value += weight * Math.log(-Math.expm1(-y));
  if (!(y < 500)) return;
  s.db += (weight * y) / grown;
  s.dbb += (weight * y * (grown - y * (grown + 1))) / (grown * grown);
}
