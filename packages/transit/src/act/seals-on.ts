import type { Leg } from "../message/values.ts";
import { crossesStates } from "../payload/payload.ts";
import type { Regimes } from "../regime/regime.ts";
import type { Movement, TransitState } from "../state/transit-state.ts";
import { rulesOf } from "./act.ts";

/** Seals that are on a movement and were not recorded as broken: what an office should find. */
export function sealsOn(state: TransitState, { seals }: Movement): string[] {
  return seals.filter((id) => ["affixed", "alarmed", "tampered"].includes(state.seals.get(id)?.state ?? ""));
}

export function sameSeals(recorded: readonly string[], found: readonly string[]): boolean {
  const [a, b] = [new Set(recorded), new Set(found)];
  return a.size === b.size && found.length === b.size && [...a].every((id) => b.has(id));
}

/** Whether a customs union asks for its seal on a leg, for goods that are on its list. */
export function asksNavigationSeal(movement: Movement, leg: Leg, regimes: Regimes, at: number): boolean {
  const listed = rulesOf(regimes, movement, at, leg.territory).list("seal.navigation");
  return listed !== undefined && crossesStates(leg);
}
