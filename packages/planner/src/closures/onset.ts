/** Counted events and the hours in which they could have begun. */
export type Count = { readonly events: number; readonly hours: number };

/** Gamma prior of a rate per hour: `shape` pseudo-events in `hours` pseudo-hours. */
export type RatePrior = { readonly shape: number; readonly hours: number };

/** Strengths tried for the pooling, in pseudo-events. */
const SHAPES = [0.25, 0.5, 1, 2, 4, 8];

/** Posterior mean rate per hour of a Gamma-Poisson model. */
export function rateOf(count: Count, prior: RatePrior): number {
  return (prior.shape + count.events) / (prior.hours + count.hours);
}

/**
 * Prior for the members of a family. Its mean is the family's own rate, drawn to the `parent` prior; its
 * strength is the one of SHAPES that makes the members' counts likeliest (negative binomial, empirical
 * Bayes). A family that never had an event keeps a small rate: half an event in all its hours.
 */
export function familyPrior(members: readonly Count[], parent?: RatePrior): RatePrior {
  const sum = { events: total(members, (m) => m.events), hours: total(members, (m) => m.hours) };
  const mean = rateOf(sum, parent ?? { shape: 0.5, hours: 1 });
  const priors = SHAPES.map((shape) => ({ shape, hours: shape / mean }));
  const scores = priors.map((prior) => total(members, (m) => logMarginal(m, prior)));
  const best = scores.indexOf(Math.max(...scores));
  return priors[best] ?? { shape: 1, hours: 1 / mean };
}

/** Log of the negative binomial chance of a count, without the terms that do not hold the prior. */
function logMarginal({ events, hours }: Count, prior: RatePrior): number {
  let sum = prior.shape * Math.log(prior.hours / (prior.hours + hours));
  for (let k = 0; k < events; k++) sum += Math.log(prior.shape + k);
  return sum - events * Math.log(prior.hours + hours);
}

function total<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
