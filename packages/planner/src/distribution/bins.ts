import { cdf, type Delay, quantile } from "./delay.ts";

/** Probabilities of whole bins: `probs[k]` is the chance of `offset + k` bins. A sum below 1 = may never end. */
export type Pmf = { readonly offset: number; readonly probs: Float64Array };

const TAIL = 1e-4;

/**
 * A delay in whole bins, each rounded to the nearest and at least `least` (default 1). What lies past the
 * 99.99 % quantile or past `most` bins is put on the last one.
 */
export function toPmf(delay: Delay, options: { binHours?: number; least?: number; most?: number } = {}): Pmf {
  const { binHours = 1, least = 1, most = 24 * 365 } = options;
  const bin = (hours: number) => Math.min(most, Math.max(least, Math.round(hours / binHours)));
  const first = bin(quantile(delay, TAIL));
  const last = bin(quantile(delay, 1 - TAIL));
  const probs = new Float64Array(last - first + 1);
  let below = 0;
  for (let k = first; k <= last; k++) {
    const upTo = k === last ? 1 : cdf(delay, (k + 0.5) * binHours);
    probs[k - first] = upTo - below;
    below = upTo;
  }
  return { offset: first, probs };
}
