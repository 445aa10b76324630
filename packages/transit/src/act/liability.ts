import { type JsonObject, type PlacedEvent, rightsMachine } from "@rahdari/ledger";
import { membersOf, type Regimes } from "../regime/regime.ts";
import type { Guarantee, Operation, TransitState } from "../state/transit-state.ts";
import { dayOf, type Result, refuse } from "./act.ts";

/** Begins the names of rights and reservations that only acts of transit make and move. */
export const AMOUNT = "g.";

/** The event, as the ledger's rights understand it. */
function rights(state: TransitState, event: PlacedEvent, kind: string, body: JsonObject) {
  const verdict = rightsMachine.apply(state.rights, { ...event, kind: `right.${kind}`, body });
  return "state" in verdict ? { state: { ...state, rights: verdict.state } } : verdict;
}

/** Amount of a guarantee as a scarce right that the members of its territories draw on. */
export function grantAmount(
  state: TransitState,
  event: PlacedEvent,
  regimes: Regimes,
  guarantee: Omit<Guarantee, "state" | "at" | "registeredAt" | "relying">,
  right: string = `${AMOUNT}${guarantee.id}`,
): Result {
  const { amount, currency, territories } = guarantee;
  const users = [...new Set(territories.flatMap((one) => membersOf(regimes, one, dayOf(event.received))))];
  return rights(state, event, "grant", {
    right,
    kind: "guarantee",
    unit: `${currency} cent`,
    cap: amount,
    users,
    expires: null,
  });
}

/** Reserves an amount for an operation. One per operation stands anew in each; a total is shared by all. */
export function reserveLiability(
  state: TransitState,
  event: PlacedEvent,
  regimes: Regimes,
  guarantee: Guarantee,
  { liabilities }: Pick<Operation, "liabilities">,
  amount: number,
): Result & { readonly reservation?: string } {
  const before = liabilities.reduce((sum, one) => sum + one.amount, 0);
  if (guarantee.scope === "per-operation" && before + amount > guarantee.amount)
    return refuse("guarantee/too-low", "/liability");
  const reservation = `${AMOUNT}${guarantee.id}.${event.index}`;
  const own = guarantee.scope === "per-operation" ? reservation : `${AMOUNT}${guarantee.id}`;
  const granted =
    guarantee.scope === "per-operation"
      ? grantAmount(state, event, regimes, { ...guarantee, amount }, own)
      : { state };
  if ("rejection" in granted) return granted;
  const taken = rights(granted.state, event, "reserve", { right: own, lease: null, reservation, amount });
  return "state" in taken ? { ...taken, reservation } : refuse("guarantee/too-low", "/liability");
}

/** Pays a claim: that much is spent of the guarantee, and what else was reserved for the operation is free. */
export function payLiability(
  state: TransitState,
  event: PlacedEvent,
  regimes: Regimes,
  guarantee: Guarantee,
  operation: Pick<Operation, "liabilities">,
  amount: number,
): TransitState {
  const free = settleLiability(state, event, operation, "release");
  const taken = reserveLiability(free, event, regimes, guarantee, { liabilities: [] }, amount);
  // A total that is drawn on by others meanwhile pays what it can: the debt itself is not the ledger's.
  if ("rejection" in taken) return free;
  return settleLiability(
    taken.state,
    event,
    { liabilities: [{ reservation: taken.reservation ?? "", amount }] },
    "spend",
  );
}

/** Gives back what is reserved for an operation, or spends it; what is given back already stays so. */
export function settleLiability(
  state: TransitState,
  event: PlacedEvent,
  { liabilities }: Pick<Operation, "liabilities">,
  into: "release" | "spend",
): TransitState {
  return liabilities.reduce((now, { reservation }) => {
    const done = rights(now, event, into, { reservation });
    return "state" in done ? done.state : now;
  }, state);
}
