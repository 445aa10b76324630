import type { Movement, TransitState } from "../state/transit-state.ts";

/** Seals that are on a movement and were not recorded as broken: what an office should find. */
export function sealsOn(state: TransitState, { seals }: Movement): string[] {
  return seals.filter((id) => ["affixed", "alarmed", "tampered"].includes(state.seals.get(id)?.state ?? ""));
}

export function sameSeals(recorded: readonly string[], found: readonly string[]): boolean {
  const [a, b] = [new Set(recorded), new Set(found)];
  return a.size === b.size && found.length === b.size && [...a].every((id) => b.has(id));
}
