import { normalQuantile } from "./normal.ts";
import type { Rng } from "./rng.ts";

/** Fills with independent standard normals. */
export function fillNormals(rng: Rng, out: Float64Array): Float64Array {
  for (let i = 0; i < out.length; i++) out[i] = rng.normal();
  return out;
}

/**
 * Fills with standard normals, one from each of n equally likely slices, in random order: one column of a
 * Latin hypercube (McKay, Beckman and Conover 1979). Each value alone is standard normal, so means stay
 * unbiased, while the mean of a sum over subjects (legs of a trip) loses almost all of its sampling noise
 * (Stein 1987). Use one stream a subject; do not treat the n values as independent of each other.
 */
export function fillStratifiedNormals(rng: Rng, out: Float64Array): Float64Array {
  return fillStratified(rng, out, normalQuantile);
}

/** As `fillStratifiedNormals`, uniform in (0, 1). */
export function fillStratifiedUniforms(rng: Rng, out: Float64Array): Float64Array {
  return fillStratified(rng, out, (u) => u);
}

function fillStratified(rng: Rng, out: Float64Array, quantile: (u: number) => number): Float64Array {
  const n = out.length;
  for (let i = 0; i < n; i++) {
    // Inside-out shuffle: the value of slice i goes to a random spot among those filled so far.
    const j = rng.below(i + 1);
    out[i] = out[j] as number;
    out[j] = quantile((i + rng.uniform()) / n);
  }
  return out;
}
