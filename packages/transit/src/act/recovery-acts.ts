import { RECOVERY, type RecoveryStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import type { Regimes } from "../regime/regime.ts";
import type { ParameterName } from "../regime/schema.ts";
import {
  type Movement,
  type Operation,
  type Recovery,
  type TransitState,
  withMovement,
  withOperation,
} from "../state/transit-state.ts";
import {
  type AboutOperation,
  type Act,
  byTerritory,
  type Check,
  type Fault,
  fault,
  type Result,
  refuse,
  rulesOf,
  type Said,
  when,
} from "./act.ts";
import { payLiability, settleLiability } from "./liability.ts";
import { onOperation } from "./operation-acts.ts";
import { guaranteeStep } from "./registry-acts.ts";
import { operationFault, stepped, steppedOperation } from "./steps.ts";
import { plusMonths, startOf } from "./time.ts";

/** The country of the operation, or of departure: each compares what it knows. */
function eitherSide(said: AboutOperation, movement: Movement, operation: Operation, regimes: Regimes): Check {
  const last = movement.legs.at(-1)?.territory ?? "";
  const first = movement.legs[0]?.territory ?? "";
  return byTerritory(said, regimes, [operation.territory, first, last]);
}

export const notifyDiscrepancy: Act<"discrepancy.notify"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) =>
    when(
      [
        eitherSide(said, movement, operation, regimes),
        () =>
          operationFault(
            operation,
            "notify-discrepancy",
            operation.terminated ? "operation/state" : "operation/not-terminated",
          ),
      ],
      () =>
        withMovement(state, steppedOperation(movement, operation, "notify-discrepancy", said.event.index)),
    ),
  );

/** Explained: the operation can be discharged; not explained: it is given up, and a claim may follow. */
export const resolveDiscrepancy: Act<"discrepancy.resolve"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const step = said.body.explained ? "resolve-discrepancy" : "give-up";
    return when(
      [
        said.body.explained
          ? eitherSide(said, movement, operation, regimes)
          : byTerritory(said, regimes, [operation.territory]),
        () =>
          operation.state === "discrepancy-open"
            ? undefined
            : fault("discrepancy/unknown", "/sequence", operation.at),
      ],
      () => withMovement(state, steppedOperation(movement, operation, step, said.event.index)),
    );
  });

/** Once the time limit is past and nothing was heard. */
export const openEnquiry: Act<"enquiry.open"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { event, at } = said;
    const first = movement.legs[0]?.territory ?? "";
    return when(
      [
        byTerritory(said, regimes, [operation.territory, first]),
        () => (operation.terminated ? fault("operation/terminated", "/sequence", operation.at) : undefined),
        () => (operation.recovery ? fault("recovery/state", "/sequence", operation.recovery.at) : undefined),
        () =>
          operation.until === null || at <= operation.until
            ? fault("enquiry/too-early", "/sequence", operation.at)
            : undefined,
      ],
      () => withRecovery(state, movement, operation, { ...NEW, state: "enquiry", at: event.index }),
    );
  });

const NEW: Omit<Recovery, "state" | "at"> = {
  notified: null,
  claimed: null,
  enforceableOn: null,
  paidAt: null,
};

function withRecovery(
  state: TransitState,
  movement: Movement,
  operation: Operation,
  recovery: Recovery,
): TransitState {
  return withMovement(state, withOperation(movement, { ...operation, recovery, at: recovery.at }));
}

/** A step of enquiry or claim by the country of the operation, where no more than the step is to be checked. */
function plainStep(step: RecoveryStep) {
  return (state: TransitState, said: AboutOperation, regimes: Regimes): Result =>
    onRecovery(state, said, regimes, step, [], (movement, operation, recovery) =>
      withRecovery(state, movement, operation, recovery),
    );
}

function onRecovery(
  state: TransitState,
  said: AboutOperation,
  regimes: Regimes,
  step: RecoveryStep,
  checks: readonly ((recovery: Recovery, movement: Movement, operation: Operation) => Fault)[],
  change: (movement: Movement, operation: Operation, recovery: Recovery) => TransitState | Result,
): Result {
  return onOperation(state, said, (movement, operation) => {
    const { recovery } = operation;
    if (!recovery)
      return refuse(SHARED.includes(step) ? "enquiry/unknown" : "recovery/state", "/sequence", operation.at);
    const next = after(RECOVERY, recovery.state, step);
    return when(
      [
        byTerritory(said, regimes, mayTake(step, movement, operation)),
        () => (next ? undefined : fault("recovery/state", "/sequence", recovery.at)),
        ...checks.map((check) => () => check(recovery, movement, operation)),
      ],
      () => change(movement, operation, { ...recovery, state: next ?? recovery.state, at: said.event.index }),
    );
  });
}

/** Steps of an enquiry that help to find a load: departure and destination may take them too. */
const SHARED: readonly RecoveryStep[] = ["ask-holder", "hear-holder", "locate"];

/** Whether its operation is given up, claimed for or paid is for the country of the operation to say. */
function mayTake(step: RecoveryStep, { legs }: Movement, { territory }: Operation): string[] {
  const ends = [legs[0]?.territory ?? "", legs.at(-1)?.territory ?? ""];
  return SHARED.includes(step) ? [territory, ...ends] : [territory];
}

export const askHolder: Act<"enquiry.ask"> = plainStep("ask-holder");
export const hearHolder: Act<"enquiry.hear"> = plainStep("hear-holder");

/** What another office knows: found, or not. The enquiry goes on until it is closed. */
export const answerEnquiry: Act<"enquiry.answer"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const open = operation.recovery?.state === "enquiry" || operation.recovery?.state === "holder-asked";
    return when(
      [
        byTerritory(
          said,
          regimes,
          movement.legs.map(({ territory }) => territory),
        ),
        () => (open ? undefined : fault("enquiry/unknown", "/sequence", operation.at)),
      ],
      () => withMovement(state, withOperation(movement, { ...operation, at: said.event.index })),
    );
  });

export const closeEnquiry: Act<"enquiry.close"> = (state, said, regimes) => {
  const step = said.body.located ? "locate" : "miss";
  return onRecovery(state, said, regimes, step, [], (movement, operation, recovery) => {
    const next = withRecovery(state, movement, operation, recovery);
    return said.body.located ? next : givenUp(next, movement.id, operation.sequence, said.event.index);
  });
};

/** The operation, and with it the journey, is not discharged. */
function givenUp(state: TransitState, id: string, sequence: number, index: number): TransitState {
  const movement = state.movements.get(id);
  const operation = movement?.operations.find((one) => one.sequence === sequence);
  if (!movement || !operation) return state;
  const step = steppedOperation(movement, operation, "give-up", index);
  return withMovement(state, stepped(step, "give-up", index, { suspended: null }));
}

function monthsOf(movement: Movement, regimes: Regimes, at: number, name: ParameterName): number | undefined {
  return rulesOf(regimes, movement, at).number(name)?.value;
}

/** Notice of non-discharge to holder and association (TIR Convention, Art. 11(1)). */
export const notify: Act<"claim.notify"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { body, event, at } = said;
    const { recovery } = operation;
    const limit = body.fraud ? "claim.notice-months-if-fraud" : "claim.notice-months";
    const months = monthsOf(movement, regimes, operation.startedAt, limit);
    const begun = {
      ...(recovery ?? NEW),
      state: "notified" as const,
      notified: { at, fraud: body.fraud },
      at: event.index,
    };
    return when(
      [
        byTerritory(said, regimes, [operation.territory]),
        () =>
          recovery && !after(RECOVERY, recovery.state, "notify")
            ? fault("recovery/state", "/sequence", recovery.at)
            : undefined,
        () =>
          operation.state === "discharged" && !body.fraud
            ? fault("claim/discharged", "/sequence", operation.at)
            : undefined,
        () =>
          operation.state === "invalidated" ? fault("operation/state", "/sequence", operation.at) : undefined,
        () =>
          months !== undefined && event.received > plusMonths(operation.startedAt, months)
            ? fault("claim/notice-late", "/sequence", operation.recordedAt)
            : undefined,
      ],
      () => {
        const next = givenUp(
          withRecovery(state, movement, operation, begun),
          movement.id,
          operation.sequence,
          event.index,
        );
        const guarantee = next.guarantees.get(movement.guarantee);
        const disputed = guarantee && guaranteeStep(next, guarantee, "dispute", event.index);
        return disputed && "state" in disputed ? disputed : next;
      },
    );
  });

/** Inside its window, not above what the guarantee stands for (TIR Convention, Arts. 8(3), 10(2), 11(3)). */
export const claim: Act<"claim.lodge"> = (state, said, regimes) =>
  onRecovery(
    state,
    said,
    regimes,
    "claim",
    [
      (recovery, movement) => windowFault(recovery, movement, said, regimes),
      (_, movement, operation) => amountFault(state, movement, operation, said.body.amount),
    ],
    (movement, operation, recovery) => {
      const claimed = { at: said.event.received, amount: said.body.amount };
      return withRecovery(state, movement, operation, { ...recovery, claimed });
    },
  );

/** Where the regime names no limit there is none here: national law may have one. */
function windowFault(
  recovery: Recovery,
  movement: Movement,
  { event }: Said<"claim.lodge">,
  regimes: Regimes,
): Fault {
  const { notified, enforceableOn } = recovery;
  if (!notified) return fault("recovery/state", "/sequence", recovery.at);
  const limit = (since: number, name: ParameterName) => {
    const months = monthsOf(movement, regimes, notified.at, name);
    return months === undefined ? undefined : plusMonths(since, months);
  };
  const earliest = limit(notified.at, "claim.earliest-months");
  // In court, a year runs from the day on which the decision can be enforced.
  const latest =
    enforceableOn === null
      ? limit(notified.at, "claim.latest-months")
      : limit(startOf(enforceableOn), "claim.after-decision-months");
  if (earliest !== undefined && event.received < earliest)
    return fault("claim/too-early", "/sequence", recovery.at);
  return latest !== undefined && event.received > latest
    ? fault("claim/too-late", "/sequence", recovery.at)
    : undefined;
}

function amountFault(state: TransitState, movement: Movement, operation: Operation, amount: number): Fault {
  const most = state.guarantees.get(movement.guarantee)?.amount ?? 0;
  const reserved = operation.liabilities.reduce((sum, one) => sum + one.amount, 0);
  // Fraud found after discharge: what was reserved is given back long since, and the guarantee's own limit holds.
  const limit = reserved > 0 ? reserved : most;
  return amount > limit ? fault("claim/above-ceiling", "/amount", operation.at) : undefined;
}

export const contest: Act<"claim.contest"> = plainStep("contest");
export const rejectClaim: Act<"claim.reject"> = (state, said, regimes) =>
  ending(state, said, regimes, "reject");
export const endClaim: Act<"claim.end"> = (state, said, regimes) => ending(state, said, regimes, "end");

/** Nothing is claimed any more: the amount is given back. */
function ending(state: TransitState, said: AboutOperation, regimes: Regimes, step: RecoveryStep): Result {
  return onRecovery(state, said, regimes, step, [], (movement, operation, recovery) => {
    const settled = settleLiability(state, said.event, operation, "release");
    return settledUp(
      withRecovery(settled, movement, { ...operation, liabilities: [] }, recovery),
      movement,
      said.event.index,
    );
  });
}

function settledUp(state: TransitState, { guarantee: id }: Movement, index: number): TransitState {
  const guarantee = state.guarantees.get(id);
  const done = guarantee && guaranteeStep(state, guarantee, "settle", index);
  return done && "state" in done ? done.state : state;
}

export const decide: Act<"claim.decide"> = (state, said, regimes) =>
  onRecovery(state, said, regimes, "decide", [], (movement, operation, recovery) =>
    withRecovery(state, movement, operation, { ...recovery, enforceableOn: said.body.enforceableOn }),
  );

/** That much of the guarantee is gone; what else was reserved is free again. */
export const pay: Act<"claim.pay"> = (state, said, regimes) =>
  onRecovery(state, said, regimes, "pay", [], (movement, operation, recovery) => {
    const guarantee = state.guarantees.get(movement.guarantee);
    const amount = recovery.claimed?.amount ?? 0;
    const settled = guarantee
      ? payLiability(state, said.event, regimes, guarantee, operation, amount)
      : state;
    const paid = { ...recovery, paidAt: said.event.received };
    return settledUp(
      withRecovery(settled, movement, { ...operation, liabilities: [] }, paid),
      movement,
      said.event.index,
    );
  });

/** Within two years of the claim it is shown that there was no irregularity (TIR Convention, Art. 11(5)). */
export const refund: Act<"claim.refund"> = (state, said, regimes) =>
  onRecovery(
    state,
    said,
    regimes,
    "refund",
    [
      (recovery, movement) => {
        const months = monthsOf(movement, regimes, said.at, "claim.refund-months");
        const since = recovery.claimed?.at;
        const late =
          months !== undefined && since !== undefined && said.event.received > plusMonths(since, months);
        return late ? fault("claim/refund-late", "/sequence", recovery.at) : undefined;
      },
    ],
    (movement, operation, recovery) => withRecovery(state, movement, operation, recovery),
  );

export const transfer: Act<"claim.transfer"> = plainStep("transfer");
