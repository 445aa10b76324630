import type { PlacedEvent } from "@rahdari/ledger";
import { type Fault, fault } from "../code/fault.ts";
import { type OperationState, RECOVERY, type RecoveryStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import { dayOf, type Regimes, territoryOf } from "../regime/regime.ts";
import { isOverdue } from "../state/limit.ts";
import {
  guaranteeOf,
  isEnquired,
  isUnderWay,
  type Movement,
  type Operation,
  type Recovery,
  type TransitState,
} from "../state/transit-state.ts";
import {
  type AboutOperation,
  type Act,
  byTerritory,
  onOperation,
  type Result,
  type Said,
  when,
} from "./act.ts";
import { type Clock, type ClockName, clockOf } from "./clocks.ts";
import { payLiability, settleLiability, standingIn } from "./liability.ts";
import {
  type Affair,
  disputed,
  giveUp,
  newRecovery,
  onRecovery,
  recoveryOf,
  type Stepping,
  settled,
  territoryOfGuarantor,
  withRecovery,
} from "./recovery.ts";
import { steppedOperation } from "./steps.ts";
import { startOf } from "./time.ts";

/** Notice of non-discharge to holder and association (TIR Convention, Art. 11(1)). */
export const notify: Act<"claim.notify"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { body, event } = said;
    const { fraud } = body;
    const known = recoveryOf(operation);
    return when(
      [
        byTerritory(said, regimes, [known?.competent ?? operation.territory]),
        () =>
          known && !after(RECOVERY, known.state, "notify")
            ? fault("recovery/state", "/sequence", known.at)
            : undefined,
        () => noticeFault(movement, operation, said),
        () =>
          isPast(
            fraud ? "notice-if-fraud" : "notice",
            { movement, operation, recovery: null },
            regimes,
            event,
          )
            ? fault("claim/notice-late", "/sequence", operation.recordedAt)
            : undefined,
      ],
      () => {
        const recovery: Recovery = {
          ...(known ?? newRecovery(operation.territory)),
          // What was claimed after an earlier notice, and came to nothing, is not claimed after this one.
          claimed: null,
          enforceableOn: null,
          state: "notified",
          notified: { at: event.received, fraud },
          at: event.index,
        };
        const given = givenUp(disputed(state, { movement, operation, recovery }, event.index), said);
        return given;
      },
    );
  });

/** A load that is under way in its time limit is not given up; what is discharged only if that was by fraud. */
function noticeFault(
  movement: Movement,
  operation: Operation,
  { body: { fraud }, at }: Said<"claim.notify">,
): Fault {
  const { state, terminated } = operation;
  if (state === "invalidated") return fault("operation/state", "/sequence", operation.at);
  if (state === "discharged" && !fraud) return fault("claim/discharged", "/sequence", operation.at);
  // Two years are for a certificate of termination that was false: there has to be one (Art. 11(1)(b)).
  if (fraud && terminated === null) return fault("operation/not-terminated", "/fraud", operation.at);
  const isAwaited = isUnderWay(operation) && !isOverdue(movement, operation, at);
  return isAwaited ? fault("claim/notice-early", "/sequence", operation.at) : undefined;
}

/** What is under way is lost with its journey; what was terminated is given up alone, and the load goes on. */
function givenUp(state: TransitState, { body, event }: AboutOperation): TransitState {
  const movement = state.movements.get(body.movement);
  const operation = movement?.operations.find(({ sequence }) => sequence === body.sequence);
  if (!movement || !operation) return state;
  if (operation.terminated === null) return giveUp(state, movement.id, body.sequence, event.index);
  const given = steppedOperation(movement, operation, "give-up", event.index);
  return { ...state, movements: state.movements.set(movement.id, given) };
}

/** A step of a claim by customs of the country that is competent for it. */
function claimStep(step: RecoveryStep, more: Partial<Stepping> = {}): Stepping {
  return { step, by: ({ recovery }) => [recovery.competent], none: "recovery/state", ...more };
}

/** Inside its window, not above what the guarantee stands for (TIR Convention, Arts. 8(3), 10(2), 11(3)). */
export const claim: Act<"claim.lodge"> = (state, said, regimes) => {
  const { amount, debtorAsked = null } = said.body;
  const checks = [
    (affair: Affair) => windowFault(affair, said, regimes),
    () =>
      debtorAsked !== null && debtorAsked > dayOf(said.event.received)
        ? fault("hour/in-future", "/debtorAsked")
        : undefined,
    ({ movement, operation }: Affair) => amountFault(state, movement, operation, amount),
  ];
  return onRecovery(state, said, regimes, claimStep("claim", { checks }), (affair) => {
    const claimed = { at: said.event.received, amount, debtorAsked };
    return withRecovery(state, { ...affair, recovery: { ...affair.recovery, claimed } });
  });
};

/** Where the regime names no limit there is none here: national law may have one. */
function windowFault(affair: Affair, { event }: Pick<AboutOperation, "event">, regimes: Regimes): Fault {
  const { recovery } = affair;
  if (!recovery.notified) return fault("recovery/state", "/sequence", recovery.at);
  const from = limitBy("claim-from", affair, regimes);
  if (from && event.received < from.at) return fault("claim/too-early", "/sequence", recovery.at);
  return isPast("claim-until", affair, regimes, event)
    ? fault("claim/too-late", "/sequence", recovery.at)
    : undefined;
}

type About = Pick<Affair, "movement" | "operation"> & { readonly recovery: Recovery | null };

function limitBy(
  name: ClockName,
  { movement, operation, recovery }: About,
  regimes: Regimes,
): Clock | undefined {
  return clockOf(name, movement, operation, recovery, regimes);
}

/** Whether the time for a step was over when the ledger took a message in. */
function isPast(name: ClockName, about: About, regimes: Regimes, { received }: PlacedEvent): boolean {
  const limit = limitBy(name, about, regimes);
  return limit !== undefined && received > limit.at;
}

/**
 * The maximum for each carnet in a country, whatever its offices reserved (TIR Convention, Art. 8(1), (3)); of a total,
 * all of it.
 */
function amountFault(state: TransitState, movement: Movement, operation: Operation, amount: number): Fault {
  const guarantee = guaranteeOf(state, movement);
  const others = movement.operations.filter(({ sequence }) => sequence !== operation.sequence);
  const standing =
    guarantee.scope === "per-operation" ? standingIn({ operations: others }, operation.territory) : 0;
  return amount > guarantee.amount - standing
    ? fault("claim/above-ceiling", "/amount", operation.at)
    : undefined;
}

export const contest: Act<"claim.contest"> = (state, said, regimes) =>
  onRecovery(state, said, regimes, claimStep("contest"), (affair) => withRecovery(state, affair));

/** Competence goes to another country on the way: it enquires and claims from then on. */
export const transfer: Act<"claim.transfer"> = (state, said, regimes) => {
  const competent = territoryOf(regimes, said.body.to, dayOf(said.event.received));
  const checks = [
    ({ movement, recovery }: Affair) =>
      competent !== recovery.competent && movement.legs.some(({ territory }) => territory === competent)
        ? undefined
        : fault("value/unknown", "/to", recovery.at),
  ];
  return onRecovery(state, said, regimes, claimStep("transfer", { checks }), (affair) =>
    withRecovery(state, { ...affair, recovery: { ...affair.recovery, competent } }),
  );
};

/** A decision about the debt that can be enforced: the claim may follow within a year; where nothing is due, none does. */
export const decide: Act<"claim.decide"> = (state, said, regimes) => {
  const { due, enforceableOn } = said.body;
  if (!due) return ending(state, said, regimes, claimStep("reject"));
  const checks = [
    ({ recovery: { notified } }: Affair) =>
      enforceableOn < dayOf(notified?.at ?? 0) ? fault("hour/before", "/enforceableOn") : undefined,
    () =>
      enforceableOn > dayOf(said.event.received) ? fault("hour/in-future", "/enforceableOn") : undefined,
    (affair: Affair) => proceedingsFault(affair, said, regimes),
  ];
  return onRecovery(state, said, regimes, claimStep("decide", { checks }), (affair) =>
    withRecovery(state, { ...affair, recovery: { ...affair.recovery, enforceableOn } }),
  );
};

/** A claim whose time is over is revived by no decision but one of proceedings that began within it (Art. 11(3)). */
function proceedingsFault(affair: Affair, { body, event }: Said<"claim.decide">, regimes: Regimes): Fault {
  const { claimed, enforceableOn, at } = affair.recovery;
  const limit = limitBy("claim-until", affair, regimes);
  if (claimed || !limit || event.received <= limit.at) return undefined;
  const since = body.proceedingsSince;
  if (enforceableOn === null && since !== undefined && startOf(since) <= limit.at) return undefined;
  return fault("claim/too-late", "/sequence", at);
}

export const rejectClaim: Act<"claim.reject"> = (state, said, regimes) =>
  ending(state, said, regimes, claimStep("reject"));

/** By the country itself; once its time is over, by that of the guarantor too, also where nobody ever enquired. */
export const endClaim: Act<"claim.end"> = (before, said, regimes) => {
  const { movement, sequence } = said.body;
  const state = isForgotten(before, said, regimes)
    ? giveUp(givenUp(before, said), movement, sequence, said.event.index)
    : before;
  const by = (affair: Affair) => [
    affair.recovery.competent,
    ...(isBarred(affair, said, regimes) ? [territoryOfGuarantor(state, affair.movement, regimes, said)] : []),
  ];
  // What is looked for, or was found, is not ended before the time for a notice is over.
  const early = (affair: Affair) =>
    isUndecided(affair.recovery) && !isBarred(affair, said, regimes)
      ? fault("recovery/state", "/sequence", affair.recovery.at)
      : undefined;
  return ending(state, said, regimes, claimStep("end", { by, checks: [early] }));
};

/** Not discharged, nor given up after an enquiry, when the time for any notice was over. */
function isForgotten(state: TransitState, { body, event }: Said<"claim.end">, regimes: Regimes): boolean {
  const movement = state.movements.get(body.movement);
  const operation = movement?.operations.find(({ sequence }) => sequence === body.sequence);
  if (!movement || !operation || !UNSETTLED.includes(operation.state)) return false;
  if (operation.recovery && !isUndecided(operation.recovery)) return false;
  return isPast(lastNotice(operation), { movement, operation, recovery: null }, regimes, event);
}

/** An enquiry is open, or its load was found: nothing is claimed. */
function isUndecided(recovery: Recovery): boolean {
  return isEnquired(recovery) || recovery.state === "located";
}

const UNSETTLED: readonly OperationState[] = [
  "started",
  "suspended",
  "terminated",
  "terminated-with-reservation",
  "discrepancy-open",
];

/** The notice that may come last: two years are for a certificate of termination that was false. */
function lastNotice({ terminated }: Operation): ClockName {
  return terminated ? "notice-if-fraud" : "notice";
}

function isBarred(affair: Affair, said: AboutOperation, regimes: Regimes): boolean {
  const { recovery } = affair;
  if (recovery.claimed) return false;
  if (!recovery.notified) return isPast(lastNotice(affair.operation), affair, regimes, said.event);
  return windowFault(affair, said, regimes)?.code === "claim/too-late";
}

/** Nothing is claimed any more: the amount is given back. */
function ending(state: TransitState, said: AboutOperation, regimes: Regimes, stepping: Stepping): Result {
  return onRecovery(state, said, regimes, stepping, (affair) => {
    const { event } = said;
    const free = settleLiability(state, event, affair.operation, "release");
    return settled(free, { ...affair, operation: { ...affair.operation, liabilities: [] } }, event.index);
  });
}

/** That much of the guarantee is gone; what else was reserved is free again. */
export const pay: Act<"claim.pay"> = (state, said, regimes) =>
  onRecovery(state, said, regimes, claimStep("pay"), (affair) => {
    const { movement, operation, recovery } = affair;
    const amount = recovery.claimed?.amount ?? 0;
    const guarantee = guaranteeOf(state, movement);
    const paid = payLiability(state, said.event, regimes, guarantee, operation, amount);
    const over: Affair = {
      movement,
      operation: { ...operation, liabilities: [] },
      recovery: { ...recovery, paidAt: said.event.received },
    };
    return settled(paid, over, said.event.index);
  });

/**
 * Within two years of the claim it is established that there was no irregularity (TIR Convention, Art. 11(5)). What
 * was spent of a guarantee stays spent: a guarantor that stands for the amount anew registers another.
 */
export const refund: Act<"claim.refund"> = (state, said, regimes) => {
  const late = (affair: Affair) =>
    isPast("repay", affair, regimes, said.event)
      ? fault("claim/refund-late", "/sequence", affair.recovery.at)
      : undefined;
  return onRecovery(state, said, regimes, claimStep("refund", { checks: [late] }), (affair) =>
    withRecovery(state, affair),
  );
};
