import { pointer } from "./pointer.ts";

/** What a guard found: a JSON pointer and why it is refused. */
export type Finding = { readonly path: string; readonly reason: string };

const MAX_DEPTH = 20;
const MAX_STRING = 10_000;
const POLLUTING_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
/** Controls and line separators, halves of surrogate pairs, and what reorders the line it is shown in (UAX #9). */
const SUSPECT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

/**
 * Looks for content that no data file needs and that harms whoever shows or merges it: keys that reach an
 * object's prototype, control characters, bidirectional overrides, broken UTF-16, endless strings or nesting.
 */
export function hostileContent(value: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  visit(value, [], findings);
  return findings;
}

/** `path` is one growing and shrinking list: a copy for each value would cost more than all the checks. */
function visit(value: unknown, path: (string | number)[], findings: Finding[]): void {
  if (typeof value === "string") {
    const reason = hostileString(value);
    if (reason !== undefined) findings.push({ path: pointer(path), reason });
  } else if (typeof value === "object" && value !== null) {
    if (path.length < MAX_DEPTH) visitMembers(value, path, findings);
    else findings.push({ path: pointer(path), reason: `nested deeper than ${MAX_DEPTH} levels` });
  }
}

function visitMembers(value: object, path: (string | number)[], findings: Finding[]): void {
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    path.push(key);
    const reason = typeof key === "string" ? hostileKey(key) : undefined;
    if (reason === undefined) visit(item, path, findings);
    else findings.push({ path: pointer(path), reason });
    path.pop();
  }
}

function hostileKey(key: string): string | undefined {
  return POLLUTING_KEYS.has(key) ? "a key that would reach the prototype" : hostileString(key);
}

function hostileString(text: string): string | undefined {
  if (text.length > MAX_STRING) return `longer than ${MAX_STRING} characters`;
  const suspect = SUSPECT.exec(text)?.[0];
  if (suspect === undefined) return undefined;
  const code = suspect.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (!suspect.isWellFormed()) return `broken Unicode, half of a surrogate pair: ${name}`;
  return `${/\p{Cf}/u.test(suspect) ? "bidirectional override or other invisible mark" : "control character"} ${name}`;
}
