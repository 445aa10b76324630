import type { Brand } from "./brand.ts";

/** Kilometres along the way travelled, not as the crow flies. */
export type Km = Brand<number, "Km">;
/** Metric tonnes (1,000 kg). */
export type Tonnes = Brand<number, "Tonnes">;
/** Kilograms. */
export type Kg = Brand<number, "Kg">;

/** A distance; throws RangeError when negative or not finite. */
export function km(value: number): Km {
  return nonNegative(value, "km") as Km;
}

/** A mass in tonnes; throws RangeError when negative or not finite. */
export function tonnes(value: number): Tonnes {
  return nonNegative(value, "t") as Tonnes;
}

function nonNegative(value: number, unit: string): number {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`not a quantity of ${unit}: ${value}`);
  return value;
}
