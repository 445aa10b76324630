const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Keys that the outermost object of a JSON text holds more than once. `JSON.parse` keeps the last and says
 * nothing; in a table of sources that would drop one. Expects text that parses.
 */
export function repeatedKeys(text: string): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const key of outerKeys(text)) {
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return [...repeated];
}

function* outerKeys(text: string): Generator<string> {
  let depth = 0;
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (token === ":" && depth === 1) yield String(JSON.parse(last));
    else last = token;
  }
}
