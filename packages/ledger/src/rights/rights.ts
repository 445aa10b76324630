import type { Map as ImmutableMap } from "immutable";

/**
 * A right that there is only so much of: a guarantee with a ceiling, a voucher that opens one operation, a quota
 * of permits. Amounts are whole numbers of its unit. All that there is, is free, leased, reserved or spent:
 *   free + leased + reserved + spent = cap.
 */
export type Right = {
  readonly id: string;
  readonly kind: "guarantee" | "voucher" | "permit";
  /** What one of it is: "EUR/100" (cents of a euro), "voucher", "permit". */
  readonly unit: string;
  readonly cap: number;
  readonly free: number;
  /** Who granted it, and alone may lease and close it. */
  readonly issuer: string;
  /** Members whose offices may reserve, spend and release. */
  readonly users: readonly string[];
  /**
   * Ledger time, milliseconds since 1970, from which on nothing more is reserved of what is free; null for none.
   * Leases end no later.
   */
  readonly expires: number | null;
  readonly closed: boolean;
  /** Index of the entry that granted it. */
  readonly grantedAt: number;
  /** Index of the last entry that took from what is free; null before the first. */
  readonly takenAt: number | null;
};

/** A part of a right set aside for one post, which may reserve from it while it is cut off. */
export type Lease = {
  readonly id: string;
  readonly right: string;
  /** Author that holds it, such as "PK/torkham". */
  readonly holder: string;
  readonly left: number;
  /** Ledger time, milliseconds since 1970, from which on the issuer may take it back. */
  readonly until: number;
  readonly ended: boolean;
  /** Index of the entry that gave or ended it. */
  readonly at: number;
};

/** A part of a right held for one movement, until it is spent or released. */
export type Reservation = {
  readonly id: string;
  readonly right: string;
  /** Lease that it was taken from; null for the right itself. */
  readonly lease: string | null;
  readonly amount: number;
  readonly by: string;
  readonly state: "held" | "spent" | "released";
  /** Index of the entry that brought it into its state. */
  readonly at: number;
};

export type RightsState = {
  readonly rights: ImmutableMap<string, Right>;
  readonly leases: ImmutableMap<string, Lease>;
  readonly reservations: ImmutableMap<string, Reservation>;
};

/** What is left, leased, reserved and spent of a right. The sum is its cap. */
export type Balance = {
  readonly free: number;
  readonly leased: number;
  readonly reserved: number;
  readonly spent: number;
};

/** Counts a right's parts one by one; undefined for one that was never granted. */
export function balanceOf(state: RightsState, id: string): Balance | undefined {
  const right = state.rights.get(id);
  if (!right) return undefined;
  const sum = <Item>(items: Iterable<Item>, amount: (item: Item) => number) => {
    let total = 0;
    for (const item of items) total += amount(item);
    return total;
  };
  const held = (wanted: Reservation["state"]) =>
    sum(state.reservations.values(), ({ right: of, state: is, amount }) =>
      of === id && is === wanted ? amount : 0,
    );
  return {
    free: right.free,
    leased: sum(state.leases.values(), ({ right: of, left }) => (of === id ? left : 0)),
    reserved: held("held"),
    spent: held("spent"),
  };
}
