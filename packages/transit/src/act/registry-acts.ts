import type { CodeName } from "../code/codes.ts";
import { homeOf } from "../code/country.ts";
import { GUARANTEE, type GuaranteeStep } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import type { Leg } from "../message/values.ts";
import { membersOf, type Regimes, rulesAt } from "../regime/regime.ts";
import type { Guarantee, Holder, TransitState } from "../state/transit-state.ts";
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

export const authoriseHolder: Act<"holder.authorise"> = (state, { body, event }) => {
  const known = state.holders.get(body.holder);
  const home = homeOf(body.holder);
  if (home === undefined) return refuse("value/unknown", "/holder");
  // Nobody registers another state's holder: who came first would answer for it.
  if (!known && home !== event.member) return refuse("office/not-concerned", "/holder");
  const own = known?.home === event.member || !known;
  const holder: Holder = {
    home: known?.home ?? event.member,
    authorised: own ? true : known.authorised,
    excludedBy: (known?.excludedBy ?? []).filter((member) => member !== event.member),
  };
  return { state: { ...state, holders: state.holders.set(body.holder, holder) } };
};

/** By its own authority: everywhere. By another: in its own territory (TIR Convention, Art. 38). */
export const excludeHolder: Act<"holder.exclude"> = (state, { body, event }) => {
  const known = state.holders.get(body.holder);
  if (!known) return refuse("holder/unknown", "/holder");
  const others = known.excludedBy.filter((member) => member !== event.member);
  const holder: Holder =
    known.home === event.member
      ? { ...known, authorised: false }
      : { ...known, excludedBy: [...others, event.member] };
  return { state: { ...state, holders: state.holders.set(body.holder, holder) } };
};

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
    movements: [],
    registeredAt: event.index,
    at: event.index,
  };
  return when(
    [
      () => (known ? fault("guarantee/known", "/guarantee", known.registeredAt) : undefined),
      () => guarantorFault(state, own.guarantor, event.member),
      () => holderFault(state, own.holder, "/holder"),
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
      () => holderFault(state, movement.holder, "/guarantee"),
      () =>
        state.guarantors.get(guarantee.guarantor)?.authorised
          ? undefined
          : fault("guarantor/unauthorised", "/guarantee"),
      () => (guarantee.lastPresentation < dayOf(at) ? fault("guarantee/expired", "/guarantee") : undefined),
      () => coverFault(guarantee, movement.legs, regimes, at),
      () => journeysFault(guarantee, movement.id),
    ];
    return when(checks, () => relyOn(state, guarantee, movement.id, event.index));
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

function journeysFault({ journeys, movements, at }: Guarantee, movement: string) {
  const others = movements.filter((one) => one !== movement);
  return journeys !== null && others.length >= journeys
    ? fault("guarantee/state", "/guarantee", at)
    : undefined;
}

function relyOn(state: TransitState, guarantee: Guarantee, movement: string, index: number) {
  if (guarantee.state === "cancelled" || guarantee.state === "closed")
    return refuse("guarantee/state", "/guarantee", guarantee.at);
  const movements = [...guarantee.movements.filter((one) => one !== movement), movement];
  const next = guarantee.state === "registered" ? ("accepted" as const) : guarantee.state;
  const changed = { ...guarantee, movements, state: next, at: index };
  const own = state.movements.get(movement);
  return {
    ...state,
    guarantees: state.guarantees.set(guarantee.id, changed),
    ...(own && { movements: state.movements.set(movement, moved(own, index, { guaranteeAccepted: true })) }),
  };
}

/** Says why a guarantee does not serve; the declaration may be amended. */
export const rejectGuarantee: Act<"guarantee.reject"> = (state, said) =>
  onMovement(state, said, (movement) => {
    const { body, event } = said;
    const guarantee = state.guarantees.get(body.guarantee);
    return when(
      [
        byOffice(said, departure(movement)),
        () => (movement.state === "lodged" ? undefined : fault("movement/state", "/movement", movement.at)),
        () => (movement.guarantee === body.guarantee ? undefined : fault("guarantee/unknown", "/guarantee")),
      ],
      () => {
        const without = moved(movement, event.index, { guaranteeAccepted: false });
        const next = { ...state, movements: state.movements.set(movement.id, without) };
        return guarantee ? letGo(next, guarantee, movement.id, event.index) : next;
      },
    );
  });

/** Gives a guarantee back: a carnet whose journey is over is closed, one that never began is as before. */
export function letGo(
  state: TransitState,
  guarantee: Guarantee,
  movement: string,
  index: number,
): TransitState {
  const movements = guarantee.movements.filter((one) => one !== movement);
  const wasUsed = guarantee.state === "in-use" || guarantee.state === "disputed";
  const spent = wasUsed && guarantee.journeys !== null && movements.length === 0;
  const idle = movements.length === 0 && guarantee.state === "accepted";
  const next = spent ? ("closed" as const) : idle ? ("registered" as const) : guarantee.state;
  // A carnet that covered its journey does not cover another: the movement stays with it.
  const kept = spent ? guarantee.movements : movements;
  return {
    ...state,
    guarantees: state.guarantees.set(guarantee.id, { ...guarantee, movements: kept, state: next, at: index }),
  };
}
