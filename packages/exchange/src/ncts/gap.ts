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
 * Text as an XSD of NCTS takes it: white space one space, none at the ends, at most so many characters. What is cut
 * off is noted; nothing but spaces becomes a dash.
 */
export function fitted(text: string, max: number, path: string, gaps: Gap[]): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  const characters = [...plain];
  if (characters.length > max)
    gaps.push({ kind: "left-out", path, text: `more than ${max} characters, the rest is cut off` });
  return characters.slice(0, max).join("").trim() || "-";
}
