import { type Fault, fault, refuse } from "../code/fault.ts";
import type { Body } from "../message/messages.ts";
import type { Leg } from "../message/values.ts";
import type { Regimes } from "../regime/regime.ts";
import { type Movement, openOperation, type TransitState, withMovement } from "../state/transit-state.ts";
import {
  type Act,
  byOffice,
  byTerritory,
  departure,
  firstFault,
  onMovement,
  territoriesNow,
  when,
} from "./act.ts";
import { coverFault } from "./guarantee-acts.ts";
import { itineraryFault, officesOn, orderFault } from "./itinerary.ts";
import { asksNavigationSeal, sameSeals, sealsOn } from "./seals-on.ts";
import { holderFault, lastMove, moved, movementFault, stepped, steppedOperation, wayFault } from "./steps.ts";
import { approvalFault } from "./vehicle.ts";
import { vouchersFault } from "./vouchers.ts";

export const suspend: Act<"transport.suspend"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { body, event, at } = said;
    const from = movement.state === "in-transit" ? ("in-transit" as const) : ("between-operations" as const);
    return when(
      [
        () =>
          movement.state === "suspended"
            ? fault("movement/suspended", "/movement", movement.at)
            : movementFault(movement, "suspend"),
        byTerritory(said, regimes, territoriesNow(movement)),
        () => (at < lastMove(movement) ? fault("hour/before") : undefined),
      ],
      () => {
        const suspended = { since: at, from, because: body.because, tolls: body.tolls, by: event.author };
        const open = openOperation(movement);
        const held = open ? steppedOperation(movement, open, "suspend", event.index) : movement;
        return withMovement(state, stepped(held, "suspend", event.index, { suspended }));
      },
    );
  });

/** With the seals as they were (TIR Convention, Art. 26); the time limit moves on where it was said to stand still. */
export const resume: Act<"transport.resume"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { body, event, at } = said;
    const { suspended } = movement;
    if (!suspended) return refuse("movement/state", "/movement", movement.at);
    return when(
      [
        byTerritory(said, regimes, territoriesNow(movement)),
        () =>
          body.holderExcluded ? undefined : holderFault(state, movement.holder, "/movement", [event.member]),
        () => (at < suspended.since ? fault("hour/before") : undefined),
        () =>
          sameSeals(sealsOn(state, movement), body.seals)
            ? undefined
            : fault("seal/set-differs", "/seals", movement.at),
      ],
      () => {
        const open = openOperation(movement);
        const until =
          open?.until != null && suspended.tolls
            ? open.until + (at - suspended.since)
            : (open?.until ?? null);
        const running = open ? steppedOperation(movement, open, "resume", event.index, { until }) : movement;
        return withMovement(
          state,
          stepped(running, `resume-${suspended.from}`, event.index, { suspended: null, resumedAt: at }),
        );
      },
    );
  });

/** Another way from where it is now: another exit, another country, back, or another destination (Art. 27). */
export const askDiversion: Act<"diversion.request"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { body, event, at } = said;
    return when(
      [
        () => underWayFault(movement),
        () => (movement.diversion ? fault("diversion/open", "/movement", movement.at) : undefined),
        byTerritory(said, regimes, [
          ...territoriesNow(movement),
          ...movement.legs.map(({ territory }) => territory),
        ]),
        () => legsFault(state, movement, body.legs, regimes, at),
      ],
      () => {
        const { leg } = movement;
        const diversion = { legs: body.legs, leg, by: event.author, because: body.because };
        return withMovement(state, moved(movement, event.index, { diversion }));
      },
    );
  });

function underWayFault(movement: Movement): Fault {
  return ["in-transit", "between-operations", "suspended"].includes(movement.state)
    ? undefined
    : fault("movement/state", "/movement", movement.at);
}

/** What speaks against going on by these legs: when it is asked, and again when it is granted. */
function legsFault(
  state: TransitState,
  movement: Movement,
  legs: readonly Leg[],
  regimes: Regimes,
  at: number,
): Fault {
  const whole = [...movement.legs.slice(0, movement.leg), ...legs];
  const furtherOffices = officesOn(whole, movement.furtherOffices);
  const guarantee = state.guarantees.get(movement.guarantee);
  const ahead = openOperation(movement) ? legs.slice(1) : legs;
  return firstFault(
    () => continuationFault(movement, legs),
    () => itineraryFault({ ...movement, furtherOffices }, legs, regimes, at),
    () => orderFault(whole, furtherOffices, "/legs"),
    () => guarantee && coverFault(guarantee, legs, regimes, at),
    () => guarantee && vouchersFault(state, guarantee, ahead),
  );
}

/** From where the load is: an open operation goes on, between two posts it goes into the next country, or back. */
function continuationFault(movement: Movement, legs: readonly Leg[]): Fault {
  const first = legs[0];
  const open = openOperation(movement);
  const [before, next] = [movement.legs[movement.leg - 1], movement.legs[movement.leg]];
  const froms = open
    ? [{ territory: open.territory, office: open.by }]
    : [
        ...(next ? [{ territory: next.territory, office: next.from }] : []),
        ...(before ? [{ territory: before.territory, office: before.to }] : []),
      ];
  const follows = froms.some(
    ({ territory, office }) => territory === first?.territory && office === first.from,
  );
  return follows ? undefined : fault("itinerary/broken", "/legs/0");
}

/** A way into a customs union that the declared one did not cross asks for its navigation seal, unless customs say no. */
export const decideDiversion: Act<"diversion.decide"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { body, event } = said;
    const { diversion } = movement;
    if (!diversion) return refuse("diversion/unknown", "/movement", movement.at);
    if (body.refused !== null)
      return when([byOffice(said, departure(movement))], () =>
        withMovement(state, moved(movement, event.index, { diversion: null })),
      );
    return when(
      [
        byOffice(said, departure(movement)),
        () => underWayFault(movement),
        // Once the load has gone on it can only be refused.
        () =>
          diversion.leg === movement.leg ? undefined : fault("itinerary/broken", "/movement", movement.at),
        () => grantFault(state, movement, diversion.legs, regimes, said.at),
      ],
      () => {
        const legs = [...movement.legs.slice(0, movement.leg), ...diversion.legs];
        const crosses = (way: readonly Leg[]) =>
          way.some((leg) => asksNavigationSeal(movement, leg, regimes, said.at));
        const isNew = crosses(diversion.legs) && !crosses(movement.legs.slice(movement.leg));
        const navigationSeal = body.navigationSeal ?? (movement.navigationSeal || isNew);
        const furtherOffices = officesOn(legs, movement.furtherOffices);
        const changes = { legs, furtherOffices, diversion: null, navigationSeal };
        return withMovement(state, moved(movement, event.index, changes));
      },
    );
  });

/** What speaks against a way that was asked for before: it is the decision that is at fault, not a field of it. */
function grantFault(
  state: TransitState,
  movement: Movement,
  legs: readonly Leg[],
  regimes: Regimes,
  at: number,
): Fault {
  const found = legsFault(state, movement, legs, regimes, at);
  return found && { ...found, path: "/movement" };
}

/** Tells an office that was declared not to wait any more. */
export const forwardArrival: Act<"diversion.forward"> = (state, said) =>
  onMovement(state, said, (movement) => {
    const awaited = movement.legs
      .slice(movement.leg)
      .some(({ from, to }) => [from, to].includes(said.body.office));
    return when(
      [
        byOffice(said, departure(movement)),
        () => (awaited ? fault("office/not-concerned", "/office") : undefined),
      ],
      () => withMovement(state, moved(movement, said.event.index)),
    );
  });

/** NCTS conditions C0240, C0396: what an incident of each kind has to name, and must not. */
function incidentFault({ code, transshipment, seals }: Body<"incident.report">): Fault {
  const needsMeans = code === "3" || code === "6";
  if (needsMeans && !transshipment) return fault("incident/transshipment-missing", "/transshipment");
  if (!needsMeans && transshipment) return fault("incident/transshipment-forbidden", "/transshipment");
  return (code === "2" || code === "4") && seals.length === 0
    ? fault("incident/equipment-missing", "/seals")
    : undefined;
}

export const reportIncident: Act<"incident.report"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { movement: _, incident: id, ...own } = said.body;
    const known = movement.incidents.find((one) => one.id === id);
    return when(
      [
        () => wayFault(movement),
        byTerritory(said, regimes, territoriesNow(movement)),
        () => (known ? fault("incident/known", "/incident", known.at) : undefined),
        () => incidentFault(said.body),
      ],
      () => {
        const incident = { ...own, id, endorsedBy: null, at: said.event.index };
        return withMovement(
          state,
          moved(movement, said.event.index, { incidents: [...movement.incidents, incident] }),
        );
      },
    );
  });

/** The certified report of an authority (TIR Convention, Art. 25): from then on the load is on the other means. */
export const endorseIncident: Act<"incident.endorse"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { body, event, at } = said;
    const incident = movement.incidents.find(({ id }) => id === body.incident);
    if (!incident) return refuse("incident/unknown", "/incident");
    const vehicle = incident.transshipment ?? movement.vehicle;
    return when(
      [
        byTerritory(said, regimes, territoriesNow(movement)),
        () => (incident.endorsedBy ? fault("incident/endorsed", "/incident", incident.at) : undefined),
        () => (incident.transshipment ? approvalFault({ ...movement, vehicle }, regimes, at) : undefined),
      ],
      () => {
        const endorsed = { ...incident, endorsedBy: body.authority, at: event.index };
        const incidents = movement.incidents.map((one) => (one.id === incident.id ? endorsed : one));
        return withMovement(state, moved(movement, event.index, { incidents, vehicle }));
      },
    );
  });
