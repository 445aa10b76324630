import type { CodeName } from "../code/codes.ts";
import { homeOf } from "../code/country.ts";
import { GUARANTEE, type GuaranteeStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import type { Leg } from "../message/values.ts";
import { membersOf, type Regimes, rulesAt } from "../regime/regime.ts";
import {
  type Guarantee,
  type Holder,
  type Movement,
  type TransitState,
  withMovement,
} from "../state/transit-state.ts";
import {
  type Act,
  byOffice,
  type Check,
  dayOf,
  departure,
  type Fault,
  fault,
  onMovement,
  refuse,
  when,
} from "./act.ts";
import { grantAmount } from "./liability.ts";
import { holderFault, moved } from "./steps.ts";

/** By its own authority: everywhere. By another: in its own territory, unless its own authority says otherwise. */
export const authoriseHolder: Act<"holder.authorise"> = (state, { body, event }) => {
  const home = homeOf(body.holder);
  if (home === undefined) return refuse("value/unknown", "/holder");
  const known = state.holders.get(body.holder) ?? unheard(home);
  return withHolder(state, body.holder, {
    ...known,
    ...(home === event.member
      ? { authorised: true }
      : { admittedBy: [...without(known.admittedBy, event.member), event.member] }),
    excludedBy: without(known.excludedBy, event.member),
  });
};

/** By its own authority: everywhere. By another: in its own territory (TIR Convention, Art. 38). */
export const excludeHolder: Act<"holder.exclude"> = (state, { body, event }) => {
  const known = state.holders.get(body.holder);
  if (!known) return refuse("holder/unknown", "/holder");
  return withHolder(state, body.holder, {
    ...known,
    ...(known.home === event.member
      ? { authorised: false }
      : { excludedBy: [...without(known.excludedBy, event.member), event.member] }),
    admittedBy: without(known.admittedBy, event.member),
  });
};

function unheard(home: string): Holder {
  return { home, authorised: null, admittedBy: [], excludedBy: [] };
}

function without(members: readonly string[], member: string): readonly string[] {
  return members.filter((one) => one !== member);
}

function withHolder(state: TransitState, id: string, holder: Holder): { readonly state: TransitState } {
  return { state: { ...state, holders: state.holders.set(id, holder) } };
}

export const authoriseGuarantor: Act<"guarantor.authorise"> = (state, { body, event }) => {
  if (homeOf(body.guarantor) !== event.member) return refuse("office/not-concerned", "/guarantor");
  const guarantor = { home: event.member, authorised: true };
  return { state: { ...state, guarantors: state.guarantors.set(body.guarantor, guarantor) } };
};

export const revokeGuarantor: Act<"guarantor.revoke"> = (state, { body, event }) => {
  const known = state.guarantors.get(body.guarantor);
  if (known?.home !== event.member)
    return refuse(known ? "office/not-concerned" : "guarantor/unauthorised", "/guarantor");
  const guarantor = { ...known, authorised: false };
  return { state: { ...state, guarantors: state.guarantors.set(body.guarantor, guarantor) } };
};

export const registerGuarantee: Act<"guarantee.register"> = (state, { body, event, at }, regimes) => {
  const { guarantee: id, ...own } = body;
  const known = state.guarantees.get(id);
  const ceiling = rulesAt(regimes, own.regime, dayOf(at)).number("guarantee.ceiling");
  const guarantee: Guarantee = {
    ...own,
    id,
    state: "registered",
    relying: 0,
    registeredAt: event.index,
    at: event.index,
  };
  return when(
    [
      () => (known ? fault("guarantee/known", "/guarantee", known.registeredAt) : undefined),
      () => guarantorFault(state, own.guarantor, event.member),
      () => holderFault(state, own.holder, "/holder", event.member),
      () =>
        ceiling && own.currency === "EUR" && own.amount > ceiling.value * 100
          ? fault("guarantee/above-ceiling", "/amount")
          : undefined,
      () => (own.lastPresentation < dayOf(at) ? fault("guarantee/expired", "/lastPresentation") : undefined),
    ],
    () => {
      const next = { ...state, guarantees: state.guarantees.set(id, guarantee) };
      return own.scope === "total" ? grantAmount(next, event, regimes, guarantee) : next;
    },
  );
};

function guarantorFault(state: TransitState, guarantor: string, member: string) {
  const known = state.guarantors.get(guarantor);
  if (!known?.authorised) return fault("guarantor/unauthorised", "/guarantor");
  return known.home === member ? undefined : fault("office/not-concerned", "/guarantor");
}

export const cancelGuarantee: Act<"guarantee.cancel"> = (state, { body, event }) => {
  const guarantee = state.guarantees.get(body.guarantee);
  if (!guarantee) return refuse("guarantee/unknown", "/guarantee");
  const home = state.guarantors.get(guarantee.guarantor)?.home;
  return when([() => (home === event.member ? undefined : fault("office/not-concerned"))], () =>
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
  const changed = { ...guarantee, state: next, at: index };
  return { state: { ...state, guarantees: state.guarantees.set(guarantee.id, changed) } };
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
      () => holderFault(state, movement.holder, "/guarantee", event.member),
      () =>
        state.guarantors.get(guarantee.guarantor)?.authorised
          ? undefined
          : fault("guarantor/unauthorised", "/guarantee"),
      () => (guarantee.lastPresentation < dayOf(at) ? fault("guarantee/expired", "/guarantee") : undefined),
      () => coverFault(guarantee, movement.legs, regimes, at),
      () => journeysFault(guarantee, movement),
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

function journeysFault({ journeys, relying, at }: Guarantee, movement: Movement): Fault {
  const others = movement.guaranteeAccepted ? relying - 1 : relying;
  return journeys !== null && others >= journeys ? fault("guarantee/state", "/guarantee", at) : undefined;
}

function relyOn(state: TransitState, guarantee: Guarantee, movement: Movement, index: number) {
  if (guarantee.state === "cancelled" || guarantee.state === "closed")
    return refuse("guarantee/state", "/guarantee", guarantee.at);
  const relying = movement.guaranteeAccepted ? guarantee.relying : guarantee.relying + 1;
  const next = guarantee.state === "registered" ? ("accepted" as const) : guarantee.state;
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

/**
 * Gives back the guarantee that a movement relies on, if it does: a carnet whose journey is over is closed, one that
 * never began is as before.
 */
export function letGo(state: TransitState, movement: Movement, index: number): TransitState {
  const guarantee = state.guarantees.get(movement.guarantee);
  if (!guarantee || !movement.guaranteeAccepted) return state;
  const relying = guarantee.relying - 1;
  const wasUsed = guarantee.state === "in-use" || guarantee.state === "disputed";
  const isSpent = wasUsed && guarantee.journeys !== null && relying === 0;
  const next = isSpent
    ? "closed"
    : relying === 0 && guarantee.state === "accepted"
      ? "registered"
      : guarantee.state;
  // A carnet that covered its journey does not cover another: the movement stays counted.
  const changed: Guarantee = {
    ...guarantee,
    relying: isSpent ? guarantee.relying : relying,
    state: next,
    at: index,
  };
  const own = state.movements.get(movement.id);
  const free =
    own && !isSpent && own.guarantee === guarantee.id
      ? withMovement(state, { ...own, guaranteeAccepted: false })
      : state;
  return { ...free, guarantees: free.guarantees.set(guarantee.id, changed) };
}
