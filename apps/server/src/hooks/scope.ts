import type { HookScope } from "@rahdari/api";

/** "movement M1", "office PK/torkham" or "all", as rows of addresses keep what they are told of. */
export function scopeText(scope: HookScope): string {
  if (scope.of === "all") return "all";
  return scope.of === "movement" ? `movement ${scope.movement}` : `office ${scope.office}`;
}

/** What a row says. Throws where that is no scope: taken for another one, it would tell what nobody asked for. */
export function parseScope(text: string): HookScope {
  const [of, name, ...rest] = text.split(" ");
  if (of === "all" && name === undefined) return { of };
  if (name && rest.length === 0) {
    if (of === "movement") return { of, movement: name };
    if (of === "office") return { of, office: name };
  }
  throw new Error(`an address is told of ${JSON.stringify(text)}, which is no scope`);
}
