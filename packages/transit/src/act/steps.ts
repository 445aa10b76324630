import type { CodeName } from "../code/codes.ts";
import { type Fault, fault } from "../code/fault.ts";
import { MOVEMENT, type MovementStep, OPERATION, type OperationStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import {
  lastStarted,
  type Movement,
  type Operation,
  type TransitState,
  withOperation,
} from "../state/transit-state.ts";

/** The movement changed by the entry at `index`. */
export function moved(movement: Movement, index: number, changes: Partial<Movement> = {}): Movement {
  return { ...movement, ...changes, at: index };
}

/** The movement one step on. A step that `movementFault` has not allowed leaves it in its state. */
export function stepped(
  movement: Movement,
  step: MovementStep,
  index: number,
  changes: Partial<Movement> = {},
): Movement {
  const state = after(MOVEMENT, movement.state, step) ?? movement.state;
  return { ...movement, ...changes, state, at: index };
}

export function movementFault(
  movement: Movement,
  step: MovementStep,
  code: CodeName = "movement/state",
): Fault {
  return after(MOVEMENT, movement.state, step) ? undefined : fault(code, "/movement", movement.at);
}

export function operationFault(
  operation: Operation,
  step: OperationStep,
  code: CodeName = "operation/state",
): Fault {
  return after(OPERATION, operation.state, step) ? undefined : fault(code, "/sequence", operation.at);
}

export function steppedOperation(
  movement: Movement,
  operation: Operation,
  step: OperationStep,
  index: number,
  changes: Partial<Operation> = {},
): Movement {
  const state = after(OPERATION, operation.state, step) ?? operation.state;
  return withOperation(movement, { ...operation, ...changes, state, at: index });
}

/**
 * Whether a holder may act before members: asked anew at each act, not only when the guarantee was issued. They are
 * all of a territory's, where it is a union's; each of them may have admitted or excluded the holder.
 */
export function holderFault(
  state: TransitState,
  id: string,
  path: string,
  members: readonly string[],
): Fault {
  const holder = state.holders.get(id);
  if (!holder) return fault("holder/unknown", path);
  const excluded = holder.excludedBy.some((one) => members.includes(one));
  const authorised = holder.authorised ?? holder.admittedBy.some((one) => members.includes(one));
  return authorised && !excluded ? undefined : fault("holder/unauthorised", path);
}

/** When the load moved last, as far as offices have said: no act that follows is dated before. */
export function lastMove(movement: Movement): number {
  const { acceptedAt, resumedAt } = movement;
  const last = lastStarted(movement);
  return Math.max(acceptedAt ?? 0, resumedAt ?? 0, last?.startedAt ?? 0, last?.terminated?.at ?? 0);
}

/** Under way, or arrived and not discharged: only then a load can be controlled, or have an incident. */
export function wayFault(movement: Movement): Fault {
  return [
    "in-transit",
    "between-operations",
    "suspended",
    "terminated",
    "terminated-with-reservation",
  ].includes(movement.state)
    ? undefined
    : fault("movement/state", "/movement", movement.at);
}
