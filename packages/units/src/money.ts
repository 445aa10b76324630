import type { Brand } from "./brand.ts";

/** United States dollars, held as whole cents so that sums are exact. */
export type Usd = Brand<number, "UsdCents">;

/** Dollars to exact cents, half away from zero. Throws RangeError when not finite or past 2^53 cents. */
export function usd(dollars: number): Usd {
  const cents = Math.sign(dollars) * Math.round(Math.abs(dollars) * 100);
  return usdCents(cents);
}

/** Whole cents as money. Throws RangeError unless a safe integer. */
export function usdCents(cents: number): Usd {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`not a whole number of cents: ${cents}`);
  return (cents === 0 ? 0 : cents) as Usd;
}

/** "USD 1,234.50", always two decimals. */
export function formatUsd(amount: Usd): string {
  const whole = Math.trunc(Math.abs(amount) / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
  const cents = (Math.abs(amount) % 100).toString().padStart(2, "0");
  return `${amount < 0 ? "-" : ""}USD ${whole}.${cents}`;
}
