/** Texts, and the signs that hold or part values. One at a time: a colon follows none but a key. */
const SIGN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/** A field that whoever reads a text of JSON would not see as it was handed in: a JSON pointer to it, and why. */
export type LostKey = { readonly pointer: string; readonly detail: string };

/** An object with its keys so far, or an array: `at` is where in it the reading is. */
type Level = { readonly keys: Set<string> | null; at: string | number };

/**
 * The first key of a JSON text that would be lost without a word: one that stands twice, of which the last counts
 * (RFC 8259, section 4), and `__proto__`, which JavaScript has a meaning of its own for. The text has to be JSON.
 */
export function lostKey(text: string): LostKey | undefined {
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
      if (detail) return { pointer: pointer(levels.map(({ at }) => at)), detail };
      level.keys.add(level.at);
    }
    before = sign;
  }
  return undefined;
}

/** JSON pointer of a path. RFC 6901: `~` and `/` inside a name are written `~0` and `~1`. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
