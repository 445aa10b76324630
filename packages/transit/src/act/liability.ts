import type { PlacedEvent, Rejection } from "@rahdari/ledger";
import { refuse } from "../code/fault.ts";
import type { RecoveryState } from "../machine/machines.ts";
import { dayOf, membersOf, type Regimes } from "../regime/regime.ts";
import type { Guarantee, Movement, Operation, TransitState } from "../state/transit-state.ts";
import type { Result } from "./act.ts";
import { applyFor, applyRight } from "./rights.ts";

/** Begins the names of rights and reservations that only acts of transit make and move. */
export const AMOUNT = "g.";

/** What one entry reserves: no guarantee's name begins with a dot. */
function entryName({ index }: PlacedEvent): string {
  return `${AMOUNT}.${index}`;
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
  return applyRight(state, event, "grant", {
    right,
    kind: "guarantee",
    unit: `${currency} cent`,
    cap: amount,
    users,
    expires: null,
  });
}

type Taken = { readonly state: TransitState; readonly reservation: string };

/**
 * Reserves an amount for an operation. A guarantee per operation stands anew in each territory, for all of a
 * movement's operations there (TIR Convention, Art. 8(3)): `standing` is what is reserved for them already. A total is
 * shared by all.
 */
export function reserveLiability(
  state: TransitState,
  event: PlacedEvent,
  regimes: Regimes,
  guarantee: Guarantee,
  { amount, standing }: { readonly amount: number; readonly standing: number },
): Taken | { readonly rejection: Rejection } {
  const isAnew = guarantee.scope === "per-operation";
  if (isAnew && standing + amount > guarantee.amount) return refuse("guarantee/too-low", "/liability");
  const reservation = entryName(event);
  const right = isAnew ? reservation : `${AMOUNT}${guarantee.id}`;
  const granted = isAnew ? grantAmount(state, event, regimes, { ...guarantee, amount }, right) : { state };
  if ("rejection" in granted) return granted;
  const taken = applyRight(granted.state, event, "reserve", { right, lease: null, reservation, amount });
  return "state" in taken ? { ...taken, reservation } : refuse("guarantee/too-low", "/liability");
}

/** What a guarantee stands for in a territory: what is reserved for the operations there, or claimed and not given up. */
export function standingIn({ operations }: Pick<Movement, "operations">, territory: string): number {
  return operations
    .filter((one) => one.territory === territory)
    .reduce((sum, one) => sum + standingFor(one), 0);
}

function standingFor({ liabilities, recovery }: Operation): number {
  const reserved = liabilities.reduce((sum, { amount }) => sum + amount, 0);
  const isClaimed = recovery !== null && CLAIMED.includes(recovery.state);
  return Math.max(reserved, isClaimed ? (recovery.claimed?.amount ?? 0) : 0);
}

const CLAIMED: readonly RecoveryState[] = ["claimed", "contested", "decided", "paid"];

/**
 * Pays a claim: that much is spent of the guarantee, and what else was reserved for the operation is free. Where
 * others draw on a total meanwhile, what is left of it is spent: the rest is the guarantor's debt all the same.
 */
export function payLiability(
  state: TransitState,
  event: PlacedEvent,
  regimes: Regimes,
  guarantee: Guarantee,
  operation: Pick<Operation, "liabilities">,
  claimed: number,
): TransitState {
  const free = settleLiability(state, event, operation, "release");
  const left = free.rights.rights.get(`${AMOUNT}${guarantee.id}`)?.free ?? claimed;
  const amount = Math.min(claimed, left);
  if (amount === 0) return free;
  const taken = reserveLiability(free, event, regimes, guarantee, { amount, standing: 0 });
  if ("rejection" in taken) return free;
  return settleLiability(
    taken.state,
    event,
    { liabilities: [{ reservation: taken.reservation, amount }] },
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
  return liabilities.reduce((now, { reservation }) => applyFor(now, event, into, reservation), state);
}
