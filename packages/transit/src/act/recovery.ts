import { type Fault, fault } from "../code/fault.ts";
import { RECOVERY, type RecoveryState, type RecoveryStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import { dayOf, type Regimes, territoryOf } from "../regime/regime.ts";
import {
  lastStarted,
  type Movement,
  type Operation,
  type Recovery,
  type TransitState,
  withMovement,
  withOperation,
} from "../state/transit-state.ts";
import { type AboutOperation, byTerritory, onOperation, type Result, type Stated, when } from "./act.ts";
import { dispute, letGo, settle } from "./guarantee-acts.ts";
import { stepped, steppedOperation } from "./steps.ts";

/** What enquiries and claims share (TIR Convention, Art. 11): who may go on, and what becomes of the load. */

/** An operation about which somebody enquires or claims. */
export type Affair = {
  readonly movement: Movement;
  readonly operation: Operation;
  readonly recovery: Recovery;
};

export function newRecovery(competent: string): Omit<Recovery, "state" | "at"> {
  return { competent, notified: null, disputed: false, claimed: null, enforceableOn: null, paidAt: null };
}

/** What is known of an operation that was given up, by an enquiry or after a discrepancy. */
export function recoveryOf({ recovery, state, territory, at }: Operation): Recovery | null {
  if (recovery || state !== "not-discharged") return recovery;
  return { ...newRecovery(territory), state: "not-located", at };
}

export function withRecovery(state: TransitState, { movement, operation, recovery }: Affair): TransitState {
  return withMovement(state, withOperation(movement, { ...operation, recovery, at: recovery.at }));
}

export type Stepping = {
  readonly step: RecoveryStep;
  /** Territories whose customs may take the step. */
  readonly by: (affair: Affair) => readonly string[];
  readonly checks?: readonly ((affair: Affair) => Fault)[];
  /** Why there is nothing to take the step of. */
  readonly none: "enquiry/unknown" | "recovery/state";
};

/** A step of an enquiry or a claim, where the tables and the checks allow it. */
export function onRecovery(
  state: TransitState,
  said: AboutOperation,
  regimes: Regimes,
  { step, by, checks = [], none }: Stepping,
  change: (affair: Affair) => TransitState | Result,
): Result {
  return onOperation(state, said, (movement, operation) => {
    const recovery = recoveryOf(operation);
    if (!recovery) return { rejection: fault(none, "/sequence", operation.at) };
    const affair = { movement, operation, recovery };
    const next = after(RECOVERY, recovery.state, step);
    return when(
      [
        byTerritory(said, regimes, by(affair)),
        () => (next ? undefined : fault("recovery/state", "/sequence", recovery.at)),
        ...checks.map((check) => () => check(affair)),
      ],
      () =>
        change({ ...affair, recovery: { ...recovery, state: next ?? recovery.state, at: said.event.index } }),
    );
  });
}

/** The operation is given up; the journey too, where the load was under way in it or on its way to the next. */
export function giveUp(state: TransitState, id: string, sequence: number, index: number): TransitState {
  const movement = state.movements.get(id);
  const operation = movement?.operations.find((one) => one.sequence === sequence);
  if (!movement || !operation) return state;
  const isLost = operation.terminated === null;
  if (!isLost && !(movement.state === "between-operations" && lastStarted(movement) === operation))
    return state;
  const given = isLost ? steppedOperation(movement, operation, "give-up", index) : movement;
  return withMovement(state, stepped(given, "give-up", index, { suspended: null }));
}

/** The load was found: it goes on from where it was given up, under the guarantee that still stands for it. */
export function found(
  state: TransitState,
  { movement: { id }, operation: { sequence } }: Affair,
  index: number,
) {
  const movement = state.movements.get(id);
  const operation = movement?.operations.find((one) => one.sequence === sequence);
  if (!movement || !operation) return state;
  if (operation.terminated && operation.state === "not-discharged") {
    const step = operation.terminated.reservation === null ? "find-ended" : "find-ended-with-reservation";
    const ended = withMovement(state, steppedOperation(movement, operation, step, index));
    return foundBetween(ended, id, sequence, index);
  }
  if (movement.state !== "not-discharged") return state;
  if (operation.terminated === null)
    return withMovement(
      state,
      stepped(steppedOperation(movement, operation, "find", index), "find-in-transit", index),
    );
  return foundBetween(state, id, sequence, index);
}

/** A journey that was given up behind this operation goes on: what is known of an earlier one finds no load. */
function foundBetween(state: TransitState, id: string, sequence: number, index: number): TransitState {
  const movement = state.movements.get(id);
  const last = movement && lastStarted(movement);
  const isBehind = last?.sequence === sequence && last.terminated?.final === false;
  return movement?.state === "not-discharged" && isBehind
    ? withMovement(state, stepped(movement, "find-between", index))
    : state;
}

/** The guarantor is notified: the guarantee counts a dispute more, unless it is closed. */
export function disputed(state: TransitState, affair: Affair, index: number): TransitState {
  if (affair.recovery.disputed) return withRecovery(state, affair);
  const next = dispute(state, affair.movement.guarantee, index);
  return withRecovery(next ?? state, {
    ...affair,
    recovery: { ...affair.recovery, disputed: next !== undefined },
  });
}

/** Nothing is claimed any more: the dispute is over, and with the last matter the journey. */
export function settled(state: TransitState, affair: Affair, index: number): TransitState {
  return endJourney(undisputed(state, affair, index), affair.movement.id, index);
}

/** The guarantee counts a dispute less, if it counted this one. */
export function undisputed(state: TransitState, affair: Affair, index: number): TransitState {
  const { movement, recovery } = affair;
  const over = withRecovery(state, { ...affair, recovery: { ...recovery, disputed: false } });
  return recovery.disputed ? settle(over, movement.guarantee, index) : over;
}

/** Nothing more is claimed for it, nor asked: an operation may be discharged while its load is looked for. */
function isSettled({ state, recovery }: Operation): boolean {
  const isClosed = recovery !== null && OVER.includes(recovery.state);
  if (state === "discharged") return recovery === null || recovery.state === "located" || isClosed;
  return state === "not-discharged" && isClosed;
}

const OVER: readonly RecoveryState[] = ["paid", "refunded", "rejected", "ended"];

/**
 * A journey is over when each of its operations is discharged, or nothing more is claimed for it, and the load has
 * arrived or was given up: the guarantee is given back. It is discharged only if all operations are.
 */
export function endJourney(state: TransitState, id: string, index: number): TransitState {
  const movement = state.movements.get(id);
  if (!movement) return state;
  const begun = movement.operations.filter((one) => one.state !== "refused");
  const isDischarged = begun.every((one) => one.state === "discharged");
  const isOver = begun.every(isSettled);
  const hasArrived = movement.leg === movement.legs.length;
  if (!isOver || !(hasArrived || movement.state === "not-discharged")) return state;
  const clear = movement.state === "not-discharged" ? ("clear-up" as const) : ("discharge" as const);
  const next = hasArrived ? stepped(movement, isDischarged ? clear : "give-up", index) : movement;
  return letGo(withMovement(state, next), next, index);
}

/** Customs territory of whoever stands for a guarantee. */
export function territoryOfGuarantor(
  state: TransitState,
  { guarantee }: Movement,
  regimes: Regimes,
  { event }: Pick<Stated<unknown>, "event">,
): string {
  const guarantor = state.guarantees.get(guarantee)?.guarantor ?? "";
  return territoryOf(regimes, state.guarantors.get(guarantor)?.home ?? "", dayOf(event.received));
}
