import { pointer } from "@rahdari/ledger";
import { type Fault, fault } from "../code/fault.ts";
import { isReference } from "../code/reference.ts";
import { OPERATION } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import type { Body } from "../message/messages.ts";
import type { Regimes } from "../regime/regime.ts";
import { type Movement, type TransitState, withMovement } from "../state/transit-state.ts";
import {
  type Act,
  byOffice,
  byTerritory,
  type Check,
  departure,
  onMovement,
  type Result,
  type Stated,
  territoriesNow,
  when,
} from "./act.ts";
import { letGo } from "./guarantee-acts.ts";
import { itineraryFault, officesFault, territoriesFault } from "./itinerary.ts";
import { settleLiability } from "./liability.ts";
import { bindPermits, permitsFault } from "./permits.ts";
import { holderFault, moved, movementFault, stepped, wayFault } from "./steps.ts";
import { approvalFault } from "./vehicle.ts";

type Declared = Omit<Body<"declaration.lodge">, "movement">;

export function newMovement(id: string, declared: Declared, { event }: Stated<unknown>): Movement {
  return {
    ...declared,
    id,
    state: "lodged",
    reference: null,
    commit: event.commit,
    acceptedAt: null,
    operations: [],
    leg: 0,
    seals: [],
    incidents: [],
    suspended: null,
    resumedAt: null,
    diversion: null,
    presented: false,
    controlFailed: false,
    guaranteeAccepted: false,
    fallback: null,
    lodgedAt: event.index,
    at: event.index,
  };
}

/** What keeps a declaration from being lodged, whoever lodges it. */
export function declarationChecks(
  state: TransitState,
  declared: Declared,
  regimes: Regimes,
  { event, at }: Pick<Stated<unknown>, "event" | "at">,
): Check[] {
  return [
    () => holderFault(state, declared.holder, "/holder", [event.member]),
    () => readingsFault(declared, regimes),
    () => itineraryFault(declared, declared.legs, regimes, at),
    () => territoriesFault(declared, regimes, at),
    () => officesFault(declared, regimes, at),
    () => approvalFault(declared, regimes, at),
  ];
}

/** A reading that the data has not is none: it would switch the rule off. */
function readingsFault({ regime, readings }: Declared, { regimes }: Regimes): Fault {
  const rows = regimes.get(regime)?.parameters ?? [];
  const strange = Object.entries(readings).find(
    ([name, reading]) =>
      name !== "status" && !rows.some((row) => row.name === name && row.reading === reading),
  );
  return strange && fault("value/unknown", pointer(["readings", strange[0]]));
}

export const lodge: Act<"declaration.lodge"> = (state, said, regimes) => {
  const { movement: id, ...declared } = said.body;
  const known = state.movements.get(id);
  return when(
    [
      () => (known ? fault("movement/known", "/movement", known.lodgedAt) : undefined),
      byOffice(said, departure(declared)),
      ...declarationChecks(state, declared, regimes, said),
    ],
    () => withMovement(state, newMovement(id, declared, said)),
  );
};

/** Before acceptance; the guarantee is checked anew. */
export const amend: Act<"declaration.amend"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { movement: _, ...declared } = said.body;
    const { event } = said;
    return when(
      [
        byOffice(said, departure(movement)),
        () =>
          movement.reference === null
            ? movementFault(movement, "amend")
            : fault("movement/state", "/movement", movement.at),
        () =>
          departure(declared) === departure(movement)
            ? undefined
            : fault("office/not-concerned", "/legs/0/from"),
        ...declarationChecks(state, declared, regimes, said),
      ],
      () => {
        const changes = { ...declared, commit: event.commit, guaranteeAccepted: false };
        const next = withMovement(state, stepped(movement, "amend", event.index, changes));
        return letGo(next, movement, event.index);
      },
    );
  });

export const withdraw: Act<"declaration.withdraw"> = (state, said) =>
  onMovement(state, said, (movement) =>
    when(
      [
        byOffice(said, departure(movement)),
        () =>
          movementFault(
            movement,
            "withdraw",
            isPastRelease(movement) ? "movement/released" : "movement/state",
          ),
      ],
      () =>
        letGo(
          withMovement(state, stepped(movement, "withdraw", said.event.index)),
          movement,
          said.event.index,
        ),
    ),
  );

function isPastRelease({ state }: Movement): boolean {
  return !["lodged", "accepted", "under-control", "rejected", "withdrawn", "release-refused"].includes(state);
}

export const present: Act<"declaration.present"> = (state, said) =>
  onMovement(state, said, (movement) =>
    when(
      [
        byOffice(said, departure(movement)),
        () => (movement.state === "lodged" ? undefined : fault("movement/state", "/movement", movement.at)),
      ],
      () => withMovement(state, moved(movement, said.event.index, { presented: true })),
    ),
  );

export const reject: Act<"declaration.reject"> = (state, said) =>
  onMovement(state, said, (movement) =>
    when([byOffice(said, departure(movement)), () => movementFault(movement, "reject")], () =>
      letGo(withMovement(state, stepped(movement, "reject", said.event.index)), movement, said.event.index),
    ),
  );

/** A reference of the office's own country, never given before. */
export function referenceFault(
  state: TransitState,
  reference: string,
  { event, at }: Stated<unknown>,
): Fault {
  if (!isReference(reference, event.member, at)) return fault("reference/malformed", "/reference");
  const known = state.references.get(reference);
  return known === undefined
    ? undefined
    : fault("reference/known", "/reference", state.movements.get(known)?.at);
}

export const accept: Act<"declaration.accept"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { reference } = said.body;
    const { event, at } = said;
    return when(
      [
        byOffice(said, departure(movement)),
        () => movementFault(movement, "accept"),
        () => holderFault(state, movement.holder, "/movement", [event.member]),
        () => (movement.guaranteeAccepted ? undefined : fault("guarantee/state", "/movement")),
        () => permitsFault(state, movement, regimes, said),
        () => referenceFault(state, reference, said),
      ],
      () => ({
        ...withMovement(state, stepped(movement, "accept", event.index, { reference, acceptedAt: at })),
        permits: bindPermits(state, movement),
        references: state.references.set(reference, movement.id),
      }),
    );
  });

/** Offices en route control what is before them, and the journey goes on: only at departure it waits for the result. */
function controlledEnRoute(movement: Movement, { event }: Stated<unknown>): boolean {
  return event.author !== departure(movement) || movement.operations.length > 0;
}

function controlEnRoute(
  state: TransitState,
  movement: Movement,
  said: Stated<unknown>,
  regimes: Regimes,
): Result {
  return when([byTerritory(said, regimes, territoriesNow(movement)), () => wayFault(movement)], () =>
    withMovement(state, moved(movement, said.event.index)),
  );
}

export const decideControl: Act<"control.decide"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    if (controlledEnRoute(movement, said)) return controlEnRoute(state, movement, said, regimes);
    return when([() => movementFault(movement, "control")], () =>
      withMovement(state, stepped(movement, "control", said.event.index, { controlFailed: false })),
    );
  });

export const tellControl: Act<"control.result"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { event, body } = said;
    if (controlledEnRoute(movement, said)) return controlEnRoute(state, movement, said, regimes);
    const isClear = body.result.startsWith("A") && body.result !== "A5";
    const checks = [
      () => movementFault(movement, "clear"),
      () =>
        isClear && movement.controlFailed ? fault("movement/state", "/movement", movement.at) : undefined,
    ];
    // Not satisfactory: it stays under control, to be refused or controlled again.
    return when(checks, () =>
      withMovement(
        state,
        isClear
          ? stepped(movement, "clear", event.index)
          : moved(movement, event.index, { controlFailed: true }),
      ),
    );
  });

export const release: Act<"release.grant"> = (state, said) =>
  onMovement(state, said, (movement) =>
    when(
      [
        byOffice(said, departure(movement)),
        () => movementFault(movement, "release"),
        () => holderFault(state, movement.holder, "/movement", [said.event.member]),
      ],
      () => withMovement(state, stepped(movement, "release", said.event.index)),
    ),
  );

export const refuseRelease: Act<"release.refuse"> = (state, said) =>
  onMovement(state, said, (movement) =>
    when([byOffice(said, departure(movement)), () => movementFault(movement, "refuse-release")], () =>
      letGo(
        withMovement(state, stepped(movement, "refuse-release", said.event.index)),
        movement,
        said.event.index,
      ),
    ),
  );

/** By customs of departure, after release: what was reserved is given back. */
export const invalidate: Act<"movement.invalidate"> = (state, said) =>
  onMovement(state, said, (movement) => {
    const { event } = said;
    const checks = [
      byOffice(said, departure(movement)),
      () => movementFault(movement, "invalidate"),
      () => abroadFault(movement),
      () => openMatterFault(movement),
    ];
    return when(checks, () => {
      const operations = movement.operations.map((one) => ({
        ...one,
        state: after(OPERATION, one.state, "invalidate") ?? one.state,
        liabilities: [],
      }));
      const settled = movement.operations.reduce(
        (now, one) => settleLiability(now, event, one, "release"),
        state,
      );
      const next = withMovement(
        settled,
        stepped(movement, "invalidate", event.index, { operations, suspended: null }),
      );
      return letGo(next, movement, event.index);
    });
  });

/** What is disputed is settled first: it does not vanish with the movement. */
function openMatterFault({ operations }: Movement): Fault {
  const open = operations.find((one) => one.state === "discrepancy-open" || one.state === "not-discharged");
  if (!open) return undefined;
  const code = open.state === "discrepancy-open" ? "operation/discrepancy-open" : "recovery/state";
  return fault(code, "/movement", open.at);
}

/** What another country has taken in is its own to end: its claim does not vanish by a word from elsewhere. */
function abroadFault({ operations, legs }: Movement): Fault {
  const abroad = operations.find(
    ({ territory, state }) => state !== "refused" && territory !== legs[0]?.territory,
  );
  return abroad ? fault("operation/state", "/movement", abroad.at) : undefined;
}

export const adviseOffice: Act<"notice.advance"> = (state, said) =>
  onMovement(state, said, (movement) => {
    const onItinerary = movement.legs.some(({ from, to }) => [from, to].includes(said.body.office));
    return when(
      [
        byOffice(said, departure(movement)),
        () => (onItinerary ? undefined : fault("office/not-concerned", "/office")),
        () => (isPastRelease(movement) ? undefined : fault("movement/state", "/movement", movement.at)),
      ],
      () => withMovement(state, moved(movement, said.event.index)),
    );
  });
