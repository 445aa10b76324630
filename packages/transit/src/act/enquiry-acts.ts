import { type Fault, fault } from "../code/fault.ts";
import { RECOVERY, type RecoveryStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import type { Regimes } from "../regime/regime.ts";
import { isOverdue } from "../state/limit.ts";
import {
  isEnquired,
  lastStarted,
  type Movement,
  type Operation,
  withMovement,
  withOperation,
} from "../state/transit-state.ts";
import { type AboutOperation, type Act, byTerritory, type Check, onOperation, when } from "./act.ts";
import {
  type Affair,
  endJourney,
  found,
  giveUp,
  newRecovery,
  onRecovery,
  type Stepping,
  undisputed,
  withRecovery,
} from "./recovery.ts";
import { operationFault, steppedOperation } from "./steps.ts";

/** The country of the operation, of departure or of destination: each compares what it knows. */
function eitherSide(said: AboutOperation, movement: Movement, operation: Operation, regimes: Regimes): Check {
  return byTerritory(said, regimes, [operation.territory, ...endsOf(movement)]);
}

function endsOf({ legs }: Movement): string[] {
  return [legs[0]?.territory ?? "", legs.at(-1)?.territory ?? ""];
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
    const explained = operation.terminated?.reservation ? "resolve-with-reservation" : "resolve";
    const step = said.body.explained ? explained : "give-up";
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

/** Nothing was heard of the load: in an operation past its time limit, or between two posts. */
export const openEnquiry: Act<"enquiry.open"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { event } = said;
    const known = operation.recovery;
    const recovery = known ?? newRecovery(operation.territory);
    return when(
      [
        byTerritory(said, regimes, [operation.territory, movement.legs[0]?.territory ?? ""]),
        () => missingFault(movement, operation, said.at),
        () =>
          known && !after(RECOVERY, known.state, "open")
            ? fault("recovery/state", "/sequence", known.at)
            : undefined,
      ],
      () =>
        withRecovery(state, {
          movement,
          operation,
          recovery: { ...recovery, state: "enquiry", at: event.index },
        }),
    );
  });

function missingFault(movement: Movement, operation: Operation, at: number): Fault {
  const isBetween = movement.state === "between-operations" && lastStarted(movement) === operation;
  if (operation.terminated)
    return isBetween ? undefined : fault("operation/terminated", "/sequence", operation.at);
  return isOverdue(movement, operation, at)
    ? undefined
    : fault("enquiry/too-early", "/sequence", operation.at);
}

/** Steps that help to find a load are taken by departure and destination too. */
function enquiryStep(step: RecoveryStep, by: Stepping["by"] = eitherEnd): Stepping {
  return { step, by, none: "enquiry/unknown" };
}

const byOwn = ({ recovery }: Affair) => [recovery.competent];
const eitherEnd = (affair: Affair) => [...byOwn(affair), ...endsOf(affair.movement)];

export const askHolder: Act<"enquiry.ask"> = (state, said, regimes) =>
  onRecovery(state, said, regimes, enquiryStep("ask-holder"), (affair) => withRecovery(state, affair));

export const hearHolder: Act<"enquiry.hear"> = (state, said, regimes) =>
  onRecovery(state, said, regimes, enquiryStep("hear-holder"), (affair) => withRecovery(state, affair));

/** What another office knows: found, or not. The enquiry goes on until it is closed. */
export const answerEnquiry: Act<"enquiry.answer"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const open = operation.recovery !== null && isEnquired(operation.recovery);
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

/** Found: the journey goes on, even after a notice. Not found: the operation is given up by its own country. */
export const closeEnquiry: Act<"enquiry.close"> = (state, said, regimes) => {
  const { index } = said.event;
  // From a notice on the matter is that of the country that gave it.
  const byWhom = (affair: Affair) => (affair.recovery.notified ? byOwn(affair) : eitherEnd(affair));
  if (said.body.located)
    return onRecovery(state, said, regimes, enquiryStep("locate", byWhom), (affair) => {
      const anew = { notified: null, claimed: null, enforceableOn: null };
      const located = { ...affair, recovery: { ...affair.recovery, ...anew } };
      return endJourney(found(undisputed(state, located, index), located, index), affair.movement.id, index);
    });
  return onRecovery(state, said, regimes, enquiryStep("miss", byOwn), (affair) =>
    giveUp(withRecovery(state, affair), affair.movement.id, affair.operation.sequence, index),
  );
};
