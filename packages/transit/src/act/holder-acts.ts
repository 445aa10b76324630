import { homeOf } from "../code/country.ts";
import { refuse } from "../code/fault.ts";
import { dayOf } from "../regime/regime.ts";
import type { Holder, TransitState } from "../state/transit-state.ts";
import type { Act } from "./act.ts";

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
  const guarantor = { home: event.member, revokedFrom: null };
  return { state: { ...state, guarantors: state.guarantors.set(body.guarantor, guarantor) } };
};

export const revokeGuarantor: Act<"guarantor.revoke"> = (state, { body, event, at }) => {
  const known = state.guarantors.get(body.guarantor);
  if (known?.home !== event.member)
    return refuse(known ? "office/not-concerned" : "guarantor/unknown", "/guarantor");
  if (body.from < dayOf(at)) return refuse("hour/before", "/from");
  const guarantor = { ...known, revokedFrom: body.from };
  return { state: { ...state, guarantors: state.guarantors.set(body.guarantor, guarantor) } };
};
