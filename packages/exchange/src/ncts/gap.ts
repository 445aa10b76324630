import { ExchangeError } from "../exchange-error.ts";

/**
 * What one side does not say as the other does: a value that stands in for one that is not known (`assumed`), one
 * made from another by a rule of this package (`derived`), one that the format has no place for (`left-out`), or one
 * that has to be given yet (`missing`).
 */
export type Gap = {
  readonly kind: "assumed" | "derived" | "left-out" | "missing";
  /** Where: names of elements from the root, or a JSON pointer into a body or payload. */
  readonly path: string;
  readonly text: string;
};

/**
 * Prose as an XSD of NCTS takes it: white space one space, none at the ends, at most so many characters. What is
 * changed or cut off is noted; nothing but spaces becomes a dash. An identifier is never fitted: see `identifier`.
 */
export function fitted(text: string, max: number, path: string, gaps: Gap[]): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  const characters = [...plain];
  if (plain === "")
    gaps.push({ kind: "derived", path, text: "a dash, for there is nothing but white space" });
  else if (plain !== text)
    gaps.push({ kind: "derived", path, text: "white space is one space, and none at the ends" });
  if (characters.length > max)
    gaps.push({ kind: "left-out", path, text: `more than ${max} characters, the rest is cut off` });
  return characters.slice(0, max).join("").trim() || "-";
}

/**
 * An identifier as it is. Cut off it would be another one, of another thing: throws ExchangeError `lacking` where the
 * field is too short for it.
 */
export function identifier(id: string, max: number, what: string): string {
  if ([...id].length <= max) return id;
  throw new ExchangeError({
    code: "lacking",
    format: "ncts",
    what: `${what} of at most ${max} characters`,
    remedy: `${id} is longer, and cut off it could be another's`,
  });
}
