/** A price as a range in US dollars. */
export interface Money {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

export const nothing: Money = { low: 0, typical: 0, high: 0 };

export function addMoney(a: Money, b: Money): Money {
  return { low: a.low + b.low, typical: a.typical + b.typical, high: a.high + b.high };
}

export function timesMoney(a: Money, factor: number): Money {
  return { low: a.low * factor, typical: a.typical * factor, high: a.high * factor };
}

/** Whole dollars, since no price of the data is finer. */
export function roundMoney(a: Money): Money {
  return { low: Math.round(a.low), typical: Math.round(a.typical), high: Math.round(a.high) };
}

/** A three-point range of the data as money. */
export function rangeMoney(range: { min: number; typical: number; max: number }): Money {
  return { low: range.min, typical: range.typical, high: range.max };
}
