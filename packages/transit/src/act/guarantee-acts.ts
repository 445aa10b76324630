import type { CodeName } from "../code/codes.ts";
import { type Fault, fault, refuse } from "../code/fault.ts";
import { GUARANTEE, type GuaranteeStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import type { Body } from "../message/messages.ts";
import type { Leg } from "../message/values.ts";
import { dayOf, membersOf, type Regimes, type Rules, rulesAt } from "../regime/regime.ts";
import { type Guarantee, type Movement, type TransitState, withMovement } from "../state/transit-state.ts";
import { type Act, byOffice, type Check, departure, onMovement, when } from "./act.ts";
import { grantAmount } from "./liability.ts";
import { holderFault, moved } from "./steps.ts";
import { vouchersFault } from "./vouchers.ts";

export const registerGuarantee: Act<"guarantee.register"> = (state, { body, event, at }, regimes) => {
  const { guarantee: id, ...own } = body;
  const known = state.guarantees.get(id);
  const rules = rulesAt(regimes, own.regime, dayOf(at));
  const ceiling = rules.number("guarantee.ceiling");
  const guarantee: Guarantee = {
    ...own,
    id,
    state: "registered",
    relying: 0,
    journeysDone: 0,
    disputes: 0,
    registeredAt: event.index,
    at: event.index,
  };
  return when(
    [
      () => (known ? fault("guarantee/known", "/guarantee", known.registeredAt) : undefined),
      () => issuerFault(state, own.guarantor, event.member, at),
      () => holderFault(state, own.holder, "/holder", [event.member]),
      () => formFault(own, rules),
      () =>
        ceiling && own.amount > ceiling.value * 100 ? fault("guarantee/above-ceiling", "/amount") : undefined,
      () => (own.lastPresentation < dayOf(at) ? fault("guarantee/expired", "/lastPresentation") : undefined),
    ],
    () => {
      const next = { ...state, guarantees: state.guarantees.set(id, guarantee) };
      return own.scope === "total" ? grantAmount(next, event, regimes, guarantee) : next;
    },
  );
};

/** What a regime says of its guarantees: a ceiling in euro, one journey, each country anew. */
function formFault(
  { scope, currency, journeys }: Omit<Body<"guarantee.register">, "guarantee">,
  rules: Rules,
): Fault {
  const most = rules.number("guarantee.journeys")?.value;
  if (rules.number("guarantee.ceiling") && currency !== "EUR") return fault("guarantee/form", "/currency");
  if (most !== undefined && (journeys === null || journeys > most))
    return fault("guarantee/form", "/journeys");
  return rules.flag("guarantee.per-operation")?.value === true && scope !== "per-operation"
    ? fault("guarantee/form", "/scope")
    : undefined;
}

/** A guarantor that the member admitted, and still admits. */
function issuerFault(state: TransitState, guarantor: string, member: string, at: number): Fault {
  const known = state.guarantors.get(guarantor);
  if (!known) return fault("guarantor/unknown", "/guarantor");
  const found = revokedFault(state, guarantor, "/guarantor", at);
  return found ?? (known.home === member ? undefined : fault("office/not-concerned", "/guarantor"));
}

function revokedFault(state: TransitState, guarantor: string, path: string, at: number): Fault {
  const from = state.guarantors.get(guarantor)?.revokedFrom ?? null;
  return from !== null && from <= dayOf(at) ? fault("guarantor/unauthorised", path) : undefined;
}

export const cancelGuarantee: Act<"guarantee.cancel"> = (state, { body, event }) => {
  const guarantee = state.guarantees.get(body.guarantee);
  if (!guarantee) return refuse("guarantee/unknown", "/guarantee");
  const home = state.guarantors.get(guarantee.guarantor)?.home;
  return when([() => (home === event.member ? undefined : fault("office/not-concerned", "/guarantee"))], () =>
    guaranteeStep(
      state,
      guarantee,
      "cancel",
      event.index,
      guarantee.state === "cancelled" ? "guarantee/cancelled" : "guarantee/in-use",
    ),
  );
};

export function guaranteeStep(
  state: TransitState,
  guarantee: Guarantee,
  step: GuaranteeStep,
  index: number,
  code: CodeName = "guarantee/state",
) {
  const next = after(GUARANTEE, guarantee.state, step);
  if (!next) return refuse(code, "/guarantee", guarantee.at);
  return { state: withGuarantee(state, { ...guarantee, state: next, at: index }) };
}

export const acceptGuarantee: Act<"guarantee.accept"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { body, event, at } = said;
    const guarantee = state.guarantees.get(body.guarantee);
    if (!guarantee) return refuse("guarantee/unknown", "/guarantee");
    const checks: Check[] = [
      byOffice(said, departure(movement)),
      () => (movement.state === "lodged" ? undefined : fault("movement/state", "/movement", movement.at)),
      () => (movement.guarantee === guarantee.id ? undefined : fault("guarantee/other-holder", "/guarantee")),
      () =>
        guarantee.holder === movement.holder ? undefined : fault("guarantee/other-holder", "/guarantee"),
      () =>
        guarantee.regime === movement.regime ? undefined : fault("guarantee/other-regime", "/guarantee"),
      () => holderFault(state, movement.holder, "/guarantee", [event.member]),
      () => revokedFault(state, guarantee.guarantor, "/guarantee", at),
      () => (guarantee.lastPresentation < dayOf(at) ? fault("guarantee/expired", "/guarantee") : undefined),
      () => coverFault(guarantee, movement.legs, regimes, at),
      () => journeysFault(guarantee, movement),
      () => vouchersFault(state, guarantee, movement.legs),
    ];
    return when(checks, () => relyOn(state, guarantee, movement, event.index));
  });

/** A guarantee stands for the territories that it names; a union's for each of its states. */
export function coverFault(
  { territories }: Guarantee,
  legs: readonly Leg[],
  regimes: Regimes,
  at: number,
): Fault {
  const covered = territories.flatMap((one) => [one, ...membersOf(regimes, one, dayOf(at))]);
  const isCovered = legs.every(({ territory }) => covered.includes(territory));
  return isCovered ? undefined : fault("guarantee/other-territory", "/guarantee");
}

function journeysFault({ journeys, journeysDone, relying, at }: Guarantee, movement: Movement): Fault {
  const others = journeysDone + (movement.guaranteeAccepted ? relying - 1 : relying);
  return journeys !== null && others >= journeys ? fault("guarantee/state", "/guarantee", at) : undefined;
}

function relyOn(state: TransitState, guarantee: Guarantee, movement: Movement, index: number) {
  const next =
    guarantee.state === "registered" ? after(GUARANTEE, guarantee.state, "accept") : guarantee.state;
  if (!next || next === "cancelled" || next === "closed")
    return refuse("guarantee/state", "/guarantee", guarantee.at);
  const relying = movement.guaranteeAccepted ? guarantee.relying : guarantee.relying + 1;
  const changed = { ...guarantee, relying, state: next, at: index };
  const relied = moved(movement, index, { guaranteeAccepted: true });
  return withMovement({ ...state, guarantees: state.guarantees.set(guarantee.id, changed) }, relied);
}

/** Says why a guarantee does not serve; the declaration may be amended. */
export const rejectGuarantee: Act<"guarantee.reject"> = (state, said) =>
  onMovement(state, said, (movement) => {
    const { body, event } = said;
    return when(
      [
        byOffice(said, departure(movement)),
        () => (movement.state === "lodged" ? undefined : fault("movement/state", "/movement", movement.at)),
        () => (movement.guarantee === body.guarantee ? undefined : fault("guarantee/unknown", "/guarantee")),
      ],
      () => {
        const told = moved(movement, event.index);
        return letGo(withMovement(state, told), told, event.index);
      },
    );
  });

/** Gives back the guarantee that a movement relies on, if it does. A journey that began under it counts as done. */
export function letGo(state: TransitState, movement: Movement, index: number): TransitState {
  const guarantee = state.guarantees.get(movement.guarantee);
  if (!guarantee || !movement.guaranteeAccepted) return state;
  const own = state.movements.get(movement.id);
  const free =
    own?.guarantee === guarantee.id ? withMovement(state, { ...own, guaranteeAccepted: false }) : state;
  const done = guarantee.journeysDone + (movement.operations.length > 0 ? 1 : 0);
  return withGuarantee(
    free,
    atRest({ ...guarantee, relying: guarantee.relying - 1, journeysDone: done, at: index }),
  );
}

/** One on which nothing relies any more is closed, where its journeys are done, or as it was registered. */
function atRest(guarantee: Guarantee): Guarantee {
  const { relying, journeys, journeysDone, state } = guarantee;
  if (relying > 0) return guarantee;
  const step = journeys !== null && journeysDone >= journeys ? "close" : "free";
  return { ...guarantee, state: after(GUARANTEE, state, step) ?? state };
}

/** The guarantor was notified that an operation is not discharged. A guarantee that is closed stays so. */
export function dispute(state: TransitState, id: string, index: number): TransitState | undefined {
  const guarantee = state.guarantees.get(id);
  const next = guarantee && after(GUARANTEE, guarantee.state, "dispute");
  return guarantee && next
    ? withGuarantee(state, { ...guarantee, state: next, disputes: guarantee.disputes + 1, at: index })
    : undefined;
}

/** One dispute less: with the last one the guarantee is what it was. */
export function settle(state: TransitState, id: string, index: number): TransitState {
  const guarantee = state.guarantees.get(id);
  if (!guarantee) return state;
  const disputes = guarantee.disputes - 1;
  const next =
    disputes === 0 ? (after(GUARANTEE, guarantee.state, "settle") ?? guarantee.state) : guarantee.state;
  return withGuarantee(state, atRest({ ...guarantee, state: next, disputes, at: index }));
}

function withGuarantee(state: TransitState, guarantee: Guarantee): TransitState {
  return { ...state, guarantees: state.guarantees.set(guarantee.id, guarantee) };
}
