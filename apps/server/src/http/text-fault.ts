import { pointer } from "@rahdari/ledger";

/** Texts, and the signs that hold or part values. One at a time: a colon follows none but a key. */
const SIGN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/**
 * What a text of JSON has and nobody should read: a `key` that would be lost without a word, or an array or object of
 * a `length` that is no message's. `pointer`: a JSON pointer to it.
 */
export type TextFault = {
  readonly why: "key" | "length";
  readonly pointer: string;
  readonly detail: string;
};

/** More than any list here has. Whoever checks values one by one would find as many faults. */
const MOST_VALUES = 1_000;

/** An object with its keys so far, or an array: `at` is where in it the reading is. */
type Level = { readonly keys: Set<string> | null; at: string | number };

/**
 * The first fault of a text that has to be JSON. Keys that are lost: one that stands twice, of which the last counts
 * (RFC 8259, section 4), and `__proto__`, which JavaScript has a meaning of its own for.
 */
export function textFault(text: string): TextFault | undefined {
  const levels: Level[] = [];
  let before = "";
  for (const [sign] of text.matchAll(SIGN)) {
    const level = levels.at(-1);
    if (sign === "{") levels.push({ keys: new Set(), at: "" });
    else if (sign === "[") levels.push({ keys: null, at: 0 });
    else if (sign === "}" || sign === "]") levels.pop();
    else if (sign === "," && typeof level?.at === "number") level.at++;
    else if (sign === ":" && level?.keys) {
      level.at = JSON.parse(before) as string;
      const detail = level.at === "__proto__" ? "no such field" : level.keys.has(level.at) && "stands twice";
      if (detail) return { why: "key", pointer: placeOf(levels), detail };
      level.keys.add(level.at);
    }
    if (level && sizeOf(level) > MOST_VALUES)
      return {
        why: "length",
        pointer: placeOf(levels.slice(0, -1)),
        detail: `more than ${MOST_VALUES} values`,
      };
    before = sign;
  }
  return undefined;
}

function placeOf(levels: readonly Level[]): string {
  return pointer(levels.map(({ at }) => at));
}

/** Values up to the one where the reading is. */
function sizeOf({ keys, at }: Level): number {
  return keys ? keys.size : Number(at) + 1;
}
