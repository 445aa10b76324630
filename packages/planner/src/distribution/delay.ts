import { normalCdf, normalQuantile } from "../random/normal.ts";

/**
 * A positive duration whose logarithm is two half-normals glued at the median:
 * X = exp(logMedian + z * (z < 0 ? below : above)) with z standard normal. It meets any three quantiles
 * around a median exactly, is increasing in z (so that common random numbers couple well), and with
 * below = above it is the lognormal. Border and road times lean right: `above` is the larger as a rule.
 * A duration of exactly zero is `logMedian: -Infinity` with no spread.
 */
export type Delay = {
  /** Natural logarithm of the median, the median in the caller's unit (hours as a rule). */
  readonly logMedian: number;
  /** Standard deviation of the logarithm under the median. */
  readonly below: number;
  /** Standard deviation of the logarithm above the median. */
  readonly above: number;
};

/** The duration that never varies. Throws RangeError when negative or not finite. */
export function constantDelay(value: number): Delay {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`not a duration: ${value}`);
  return { logMedian: Math.log(value), below: 0, above: 0 };
}

/** Median in the delay's unit. */
export function median(delay: Delay): number {
  return Math.exp(delay.logMedian);
}

/** Expected value in the delay's unit. */
export function mean(delay: Delay): number {
  return median(delay) * meanOverMedian(delay);
}

/** Mean divided by median: the two half-lognormal integrals in closed form. */
export function meanOverMedian({ below, above }: Delay): number {
  return Math.exp((above * above) / 2) * normalCdf(above) + Math.exp((below * below) / 2) * normalCdf(-below);
}

/** Value that is not passed with probability p, 0 < p < 1. */
export function quantile(delay: Delay, p: number): number {
  return valueAt(delay, normalQuantile(p));
}

/** Probability of at most x. */
export function cdf({ logMedian, below, above }: Delay, x: number): number {
  if (x <= 0) return x === 0 && logMedian === -Infinity ? 1 : 0;
  const off = Math.log(x) - logMedian;
  const spread = off < 0 ? below : above;
  if (spread === 0) return off < 0 ? 0 : off === 0 && below > 0 && above > 0 ? 0.5 : 1;
  return normalCdf(off / spread);
}

/** The delay times a factor > 0, e.g. a slower vehicle. */
export function scaled(delay: Delay, factor: number): Delay {
  return { ...delay, logMedian: delay.logMedian + Math.log(factor) };
}

/** The value at a standard normal z. */
export function valueAt({ logMedian, below, above }: Delay, z: number): number {
  return Math.exp(logMedian + z * (z < 0 ? below : above));
}

/** One sample for each standard normal; `out` may be `normals` itself. */
export function fillSamples(delay: Delay, normals: Float64Array, out: Float64Array): Float64Array {
  const { logMedian, below, above } = delay;
  for (let i = 0; i < normals.length; i++) {
    const z = normals[i] as number;
    out[i] = Math.exp(logMedian + z * (z < 0 ? below : above));
  }
  return out;
}
