/**
 * Lengths of stops. One law is a log-logistic (Fisk 1961): S(d) = 1 / (1 + (d / m)^b) with median m hours
 * and tail index b, a lognormal-like body with a Pareto tail: for long d, lasting k times as long has
 * chance k^-b. Not knowing m and b is part of the answer, so a `DurationLaw` is a small mixture of them.
 */
export type Component = { readonly weight: number; readonly logMedian: number; readonly tail: number };
export type DurationLaw = readonly Component[];

/** Chance that a stop lasts longer than `hours`. */
export function survival(law: DurationLaw, hours: number): number {
  if (hours <= 0) return 1;
  const x = Math.log(hours);
  let sum = 0;
  for (const c of law) sum += c.weight / (1 + Math.exp(c.tail * (x - c.logMedian)));
  return sum;
}

/** Chance that a stop that has lasted `elapsed` hours lasts more than `further` hours on top. */
export function conditionalSurvival(law: DurationLaw, elapsed: number, further: number): number {
  return survival(law, Math.max(0, elapsed) + Math.max(0, further)) / survival(law, elapsed);
}

/** The law of the whole length of a stop known to have lasted `elapsed`: weights by how well each did. */
export function reweighted(law: DurationLaw, elapsed: number): DurationLaw {
  const total = survival(law, elapsed);
  return law.map((c) => ({ ...c, weight: (c.weight * survival([{ ...c, weight: 1 }], elapsed)) / total }));
}

/** Length with survival chance u under one component. */
export function lengthAt(c: Component, u: number): number {
  return Math.exp(c.logMedian + Math.log((1 - u) / u) / c.tail);
}

/** Length in hours that a stop does not pass with probability p, by bisection on the logarithm. */
export function durationQuantile(law: DurationLaw, p: number): number {
  let [low, high] = [-50, 200];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (survival(law, Math.exp(middle)) > 1 - p) low = middle;
    else high = middle;
  }
  return Math.exp(high);
}
