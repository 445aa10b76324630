import type { Brand } from "./brand.ts";

/** An instant as milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = Brand<number, "EpochMs">;

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether a text is an instant in UTC to the millisecond, in the one form that `Date.toISOString` writes. */
export function isInstant(text: string): boolean {
  const ms = FORM.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

/** Reads an instant in UTC to the millisecond. Throws RangeError for any other form. */
export function epochMs(instant: string): EpochMs {
  if (!isInstant(instant)) throw new RangeError(`not YYYY-MM-DDTHH:MM:SS.sssZ: ${instant}`);
  return Date.parse(instant) as EpochMs;
}

/** Writes an instant in UTC to the millisecond: YYYY-MM-DDTHH:MM:SS.sssZ. */
export function instantText(at: EpochMs): string {
  return new Date(at).toISOString();
}
