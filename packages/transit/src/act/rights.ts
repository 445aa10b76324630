import { type JsonObject, type PlacedEvent, rightsMachine, type Verdict } from "@rahdari/ledger";
import type { TransitState } from "../state/transit-state.ts";

/** A step of the ledger's rights, taken by an act of transit: `reserve` for "right.reserve". */
export function applyRight(
  state: TransitState,
  event: PlacedEvent,
  step: "grant" | "reserve" | "spend" | "release",
  body: JsonObject,
): Verdict<TransitState> {
  const verdict = rightsMachine.apply(state.rights, { ...event, kind: `right.${step}`, body });
  return "state" in verdict ? { state: { ...state, rights: verdict.state } } : verdict;
}

/** The same for a member that made a reservation, whoever has the say in the matter now. */
export function applyFor(
  state: TransitState,
  event: PlacedEvent,
  step: "spend" | "release",
  reservation: string,
): TransitState {
  const member = state.rights.reservations.get(reservation)?.by.split("/", 1)[0] ?? event.member;
  const done = applyRight(state, { ...event, member }, step, { reservation });
  return "state" in done ? done.state : state;
}
