import { demand } from "./refusal.ts";
import { type Json, parseJson } from "./strict-json.ts";

/** RFC 8785, of the values that strict-json lets in. */
export function canonicalJson(value: Json): string {
  // Section 3.2.2: JSON.stringify writes strings and whole numbers as ECMAScript, hence RFC 8785, says.
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // Section 3.2.3: sorted by UTF-16 code units, which is how < compares strings.
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`).join(",")}}`;
}

/** The value of a text that must be its own canonical form. */
export function parseCanonical(text: string): Json {
  const value = parseJson(text);
  demand(canonicalJson(value) === text, "not canonical JSON");
  return value;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
