import type { Movement, Operation } from "./transit-state.ts";

/** Time limit of an operation, milliseconds, null for none; and whether it stands still while the movement is suspended. */
export type Limit = { readonly until: number | null; readonly stands: boolean };

export function limitOf({ suspended }: Pick<Movement, "suspended">, { until, state }: Operation): Limit {
  return { until, stands: state === "suspended" && suspended?.tolls === true };
}

/** Whether nothing was heard of an operation when it should have ended; where no limit was set one may ask at any time. */
export function isOverdue(movement: Pick<Movement, "suspended">, operation: Operation, at: number): boolean {
  const { until, stands } = limitOf(movement, operation);
  return !stands && (until === null || at > until);
}
