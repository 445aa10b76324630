/** Why something does not hold: the only error that the verifier throws on bad input. */
export class Refusal extends Error {}

export function refuse(why: string): never {
  throw new Refusal(why);
}

export function demand(condition: boolean, why: string): asserts condition {
  if (!condition) refuse(why);
}
