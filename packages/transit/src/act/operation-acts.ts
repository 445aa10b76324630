import { type Fault, fault } from "../code/fault.ts";
import { dayOf, membersOf, type Regimes } from "../regime/regime.ts";
import { isOverdue } from "../state/limit.ts";
import {
  guaranteeOf,
  isEnquired,
  isUnderWay,
  lastStarted,
  type Movement,
  type Operation,
  openOperation,
  type Recovery,
  type TransitState,
  withMovement,
  withOperation,
} from "../state/transit-state.ts";
import {
  type Act,
  byOffice,
  byTerritory,
  type Check,
  onMovement,
  onOperation,
  type Result,
  rulesOf,
  type Said,
  when,
} from "./act.ts";
import { guaranteeStep } from "./guarantee-acts.ts";
import { reserveLiability, settleLiability, standingIn } from "./liability.ts";
import { usePermits } from "./permits.ts";
import { endJourney } from "./recovery.ts";
import { asksNavigationSeal, sameSeals, sealsOn } from "./seals-on.ts";
import { holderFault, lastMove, movementFault, operationFault, stepped, steppedOperation } from "./steps.ts";
import { plusDays } from "./time.ts";
import { approvalFault } from "./vehicle.ts";
import { useVoucher } from "./vouchers.ts";

/** Presented and accepted at departure or entry: the guarantor's liability begins (TIR Convention, Arts. 1(c), 8(4)). */
export const start: Act<"operation.start"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const territory = movement.legs[movement.leg]?.territory ?? "";
    const members = membersOf(regimes, territory, dayOf(said.at));
    return when(
      [
        ...beginning(state, movement, said),
        () =>
          isBack(movement, said) ? undefined : holderFault(state, movement.holder, "/movement", members),
        () => approvalFaultEnRoute(movement, regimes, said.at),
        () => sealFault(state, movement, said, regimes, territory),
        () => limitFault(movement, said, regimes, territory),
      ],
      () => begin(state, movement, said, regimes),
    );
  });

/** A load that comes back to where it was can be let in although its holder was excluded meanwhile. */
function isBack({ operations, legs, leg }: Movement, { body }: Said<"operation.start">): boolean {
  const territory = legs[leg]?.territory;
  const was = operations.some((one) => one.territory === territory && one.state !== "refused");
  return body.holderExcluded === true && was;
}

type Beginning = Said<"operation.start" | "operation.refuse">;

/** What start and refusal share: the right office, the right order, numbers never used before. */
function beginning(state: TransitState, movement: Movement, said: Beginning): Check[] {
  const { body, event } = said;
  const known = state.operations.get(body.operation);
  const next = Math.max(0, ...movement.operations.map(({ sequence }) => sequence)) + 1;
  return [
    () => (known ? fault("operation/id-known", "/operation", state.movements.get(known)?.at) : undefined),
    () => stateFault(movement, event.author),
    byOffice(said, movement.legs[movement.leg]?.from ?? ""),
    () => (body.sequence === next ? undefined : fault("operation/sequence", "/sequence")),
    () => (said.at < lastMove(movement) ? fault("hour/before") : undefined),
  ];
}

function stateFault(movement: Movement, author: string): Fault {
  if (movement.state === "suspended") return fault("movement/suspended", "/movement", movement.at);
  const open = openOperation(movement);
  if (open) return fault(open.by === author ? "operation/started" : "operation/open", "/movement", open.at);
  return movementFault(movement, "start");
}

/** A certificate that runs out under way stays good to the destination: it is asked for at departure only. */
function approvalFaultEnRoute(movement: Movement, regimes: Regimes, at: number): Fault {
  return movement.operations.length === 0 ? approvalFault(movement, regimes, at) : undefined;
}

function sealFault(
  state: TransitState,
  movement: Movement,
  { body, at }: Said<"operation.start">,
  regimes: Regimes,
  territory: string,
): Fault {
  const rules = rulesOf(regimes, movement, at, territory);
  const on = sealsOn(state, movement);
  if (!sameSeals(on, body.seals)) return fault("seal/set-differs", "/seals", movement.at);
  if (rules.flag("seal.required")?.value === true && on.length === 0) return fault("seal/missing", "/seals");
  const leg = movement.legs[movement.leg];
  if (!movement.seals.every((id) => isSound(state, id)))
    return fault("seal/not-sound", "/seals", movement.at);
  const navigation =
    movement.navigationSeal && leg !== undefined && asksNavigationSeal(movement, leg, regimes, at);
  const has = on.some((id) => state.seals.get(id)?.type === "navigation");
  return navigation && !has ? fault("seal/navigation-missing", "/seals") : undefined;
}

/** An enquiry is over once its load is heard of. */
function heardOf({ recovery }: Operation, index: number): Recovery | null {
  return recovery && isEnquired(recovery) ? { ...recovery, state: "located", at: index } : recovery;
}

function limitFault(
  movement: Movement,
  said: Said<"operation.start">,
  regimes: Regimes,
  territory: string,
): Fault {
  const until = timeLimit(movement, said, regimes, territory);
  const longest = rulesOf(regimes, movement, said.at, territory).number("transit.limit-days");
  if (until !== null && until <= said.at) return fault("hour/before", "/until");
  return longest && until !== null && until > plusDays(said.at, longest.value)
    ? fault("deadline/extension", "/until")
    : undefined;
}

/** The office's time limit, else the regime's for the territory, else none (TIR Convention, Art. 20). */
function timeLimit(
  movement: Movement,
  { body, at }: Said<"operation.start">,
  regimes: Regimes,
  territory: string,
): number | null {
  if (body.until !== null) return Date.parse(body.until);
  const days = rulesOf(regimes, movement, at, territory).number("transit.limit-days");
  return days ? plusDays(at, days.value) : null;
}

function begin(
  state: TransitState,
  movement: Movement,
  said: Said<"operation.start">,
  regimes: Regimes,
): Result {
  const { body, event } = said;
  const territory = movement.legs[movement.leg]?.territory ?? "";
  const blank = blankOperation(said, territory);
  const guarantee = guaranteeOf(state, movement);
  const opened = useVoucher(state, event, guarantee, body.voucher);
  if ("rejection" in opened) return opened;
  const standing = standingIn(movement, territory);
  const taken = reserveLiability(opened.state, event, regimes, guarantee, {
    amount: body.liability,
    standing,
  });
  if ("rejection" in taken) return taken;
  const operation: Operation = {
    ...blank,
    until: timeLimit(movement, said, regimes, territory),
    liabilities: [{ reservation: taken.reservation, amount: body.liability }],
  };
  const left = movement.operations.length === 0 ? usePermits(taken.state, movement, event) : taken.state;
  const used = guaranteeStep(left, guarantee, "use", event.index);
  if ("rejection" in used) return used;
  const before = lastStarted(movement);
  const heard = before
    ? withOperation(movement, { ...before, recovery: heardOf(before, event.index) })
    : movement;
  const begun = withOperation(stepped(heard, "start", event.index), operation);
  return { state: recorded(withMovement(used.state, begun), body.operation, movement.id) };
}

function blankOperation({ body, event, at }: Beginning, territory: string): Operation {
  return {
    id: body.operation,
    sequence: body.sequence,
    territory,
    by: event.author,
    state: "started",
    startedAt: at,
    seals: "seals" in body ? body.seals : [],
    until: null,
    extended: false,
    liabilities: [],
    terminated: null,
    discharged: null,
    refusal: null,
    recovery: null,
    recordedAt: event.index,
    at: event.index,
  };
}

function recorded(state: TransitState, operation: string, movement: string): TransitState {
  return { ...state, operations: state.operations.set(operation, movement) };
}

/** Consumes a sequence number, and is never the first (eTIR codes 214 to 216). */
export const refuseStart: Act<"operation.refuse"> = (state, said) =>
  onMovement(state, said, (movement) => {
    const { body } = said;
    const first = () =>
      movement.operations.length === 0
        ? fault("operation/first-refused", "/sequence", movement.at)
        : undefined;
    return when([first, ...beginning(state, movement, said)], () => {
      const territory = movement.legs[movement.leg]?.territory ?? "";
      const refusal = { because: body.because, article: body.article };
      const refused = { ...blankOperation(said, territory), state: "refused" as const, refusal };
      return recorded(withMovement(state, withOperation(movement, refused)), body.operation, movement.id);
    });
  });

/** Once, by the days that the regime allows, with the officer's reason. */
export const extend: Act<"operation.extend"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { body, event, at } = said;
    const most = rulesOf(regimes, movement, at, operation.territory).number("transit.extension-days");
    return when(
      [
        byTerritory(said, regimes, [operation.territory]),
        () => (isUnderWay(operation) ? undefined : fault("operation/terminated", "/sequence", operation.at)),
        () => (operation.until === null ? fault("deadline/not-set", "/sequence") : undefined),
        () =>
          isOverdue(movement, operation, at) ? fault("deadline/over", "/sequence", operation.at) : undefined,
        () => (operation.extended ? fault("deadline/extended", "/sequence", operation.at) : undefined),
        () => (most && body.days > most.value ? fault("deadline/extension", "/days") : undefined),
      ],
      () => {
        const until = plusDays(operation.until ?? 0, body.days);
        return withMovement(
          state,
          withOperation(movement, { ...operation, until, extended: true, at: event.index }),
        );
      },
    );
  });

/**
 * Presented at destination or exit, certified, with or without reservation (TIR Convention, Arts. 1(d), 21, 28).
 */
export const terminate: Act<"operation.terminate"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { body, event, at } = said;
    const leg = movement.legs[movement.leg];
    const isLast = movement.leg === movement.legs.length - 1;
    return when(
      [
        () => terminationFault(movement, operation),
        byOffice(said, leg?.to ?? ""),
        () => movementFault(movement, body.final ? "arrive" : "leave"),
        () => (at < lastMove(movement) ? fault("hour/before") : undefined),
        () => (body.final === isLast ? undefined : fault("operation/not-final", "/final")),
        () => reservationFault(state, movement, said),
        () => knownHolderFault(state, movement, operation, said, regimes),
      ],
      () => {
        const { seals, final, reservation } = body;
        const terminated = { by: event.author, at, seals, final, reservation };
        const step = reservation === null ? "terminate" : "terminate-with-reservation";
        const left = steppedOperation(movement, operation, step, event.index, {
          terminated,
          recovery: heardOf(operation, event.index),
        });
        const arrive = reservation === null ? "arrive" : "arrive-with-reservation";
        return withMovement(
          state,
          stepped(left, final ? arrive : "leave", event.index, { leg: movement.leg + 1 }),
        );
      },
    );
  });

function terminationFault(movement: Movement, operation: Operation): Fault {
  if (movement.state === "suspended") return fault("movement/suspended", "/movement", movement.at);
  if (operation.state === "discharged") return fault("operation/discharged", "/sequence", operation.at);
  return operationFault(
    operation,
    "terminate",
    operation.terminated ? "operation/terminated" : "operation/state",
  );
}

/** What differs from the record is certified with a reservation only. */
function reservationFault(
  state: TransitState,
  movement: Movement,
  { body }: Said<"operation.terminate">,
): Fault {
  const sound =
    sameSeals(sealsOn(state, movement), body.seals) && movement.seals.every((id) => isSound(state, id));
  return sound || body.reservation !== null
    ? undefined
    : fault("operation/reservation-required", "/reservation", movement.at);
}

/**
 * Termination and discharge ask for the holder too (eTIR code 321). Who is excluded on the way is no fact of the
 * operation, and so no reservation: the office says that it knows.
 */
function knownHolderFault(
  state: TransitState,
  movement: Movement,
  { territory }: Operation,
  { body, at }: Said<"operation.terminate" | "operation.discharge">,
  regimes: Regimes,
): Fault {
  if (body.holderExcluded) return undefined;
  return holderFault(state, movement.holder, "/movement", membersOf(regimes, territory, dayOf(at)));
}

function isSound(state: TransitState, seal: string): boolean {
  return state.seals.get(seal)?.state === "affixed";
}

/** Customs recognise that the operation ended as it should: the liability ends (TIR Convention, Arts. 1(e), 10). */
export const discharge: Act<"operation.discharge"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { event, at } = said;
    return when(
      [
        byTerritory(said, regimes, [operation.territory]),
        () => dischargeFault(operation),
        () => (operation.terminated && at < operation.terminated.at ? fault("hour/before") : undefined),
        () => knownHolderFault(state, movement, operation, said, regimes),
      ],
      () => {
        const step = operation.state === "not-discharged" ? "clear-up" : "discharge";
        const settled = settleLiability(state, event, operation, "release");
        const done = steppedOperation(movement, operation, step, event.index, {
          discharged: { by: event.author, at },
          liabilities: [],
        });
        return endJourney(withMovement(settled, done), movement.id, event.index);
      },
    );
  });

function dischargeFault(operation: Operation): Fault {
  const { state, at, recovery, terminated } = operation;
  if (state === "discharged") return fault("operation/discharged", "/sequence", at);
  if (state === "discrepancy-open") return fault("operation/discrepancy-open", "/sequence", at);
  if (!terminated) return fault("operation/not-terminated", "/sequence", at);
  // What was given up is cleared only where the claim has come to its end, and was not paid for good.
  const isOver = ["ended", "rejected", "refunded"].includes(recovery?.state ?? "");
  return state === "not-discharged" && isOver ? undefined : operationFault(operation, "discharge");
}
