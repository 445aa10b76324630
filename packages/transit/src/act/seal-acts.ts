import { type Fault, fault, refuse } from "../code/fault.ts";
import type { SealStep } from "../machine/machines.ts";
import { SEAL } from "../machine/machines.ts";
import { after } from "../machine/table.ts";
import type { Regimes } from "../regime/regime.ts";
import { type Movement, type Seal, type TransitState, withMovement } from "../state/transit-state.ts";
import {
  type Act,
  byTerritory,
  type Check,
  onMovement,
  type Result,
  type Stated,
  territoriesNow,
  when,
} from "./act.ts";
import { moved } from "./steps.ts";

/** As many as a message of a start or an end names. */
const MOST_SEALS = 20;

/** A number once recorded is never taken again, on no movement (eTIR code 309). */
export const affix: Act<"seal.affix"> = (state, said, regimes) =>
  onMovement(state, said, (movement) => {
    const { body } = said;
    return when(
      [
        byTerritory(said, regimes, territoriesNow(movement)),
        () => sealingFault(movement),
        () => sealNumberFault(state, body.seal, "/seal"),
        () => (movement.seals.length < MOST_SEALS ? undefined : fault("seal/too-many", "/seal", movement.at)),
      ],
      () => added(state, movement, { id: body.seal, type: body.type }, said),
    );
  });

function added(
  state: TransitState,
  movement: Movement,
  seal: Pick<Seal, "id" | "type">,
  { event }: Stated<unknown>,
): TransitState {
  const affixed: Seal = {
    ...seal,
    movement: movement.id,
    by: event.author,
    state: "affixed",
    at: event.index,
  };
  const sealed = moved(movement, event.index, { seals: [...movement.seals, seal.id] });
  return { ...withMovement(state, sealed), seals: state.seals.set(seal.id, affixed) };
}

function sealNumberFault(state: TransitState, id: string, path: string): Fault {
  const known = state.seals.get(id);
  return known ? fault("seal/known", path, known.at) : undefined;
}

/** Sealed is what was accepted and has not arrived. */
function sealingFault({ state, at }: Movement): Fault {
  return ["accepted", "under-control", "released", "in-transit", "between-operations", "suspended"].includes(
    state,
  )
    ? undefined
    : fault("movement/state", "/movement", at);
}

type AboutSeal = Stated<{ readonly movement: string; readonly seal: string }>;

function onSeal(
  state: TransitState,
  said: AboutSeal,
  regimes: Regimes,
  step: SealStep,
  change: (movement: Movement, seal: Seal) => TransitState | Result,
): Result {
  return onMovement(state, said, (movement) => {
    const seal = state.seals.get(said.body.seal);
    if (!seal) return refuse("seal/unknown", "/seal");
    const next = after(SEAL, seal.state, step);
    const checks: Check[] = [
      byTerritory(said, regimes, territoriesNow(movement)),
      () => (seal.movement === movement.id ? undefined : fault("seal/other-movement", "/seal", seal.at)),
      () => (next ? undefined : fault("seal/state", "/seal", seal.at)),
    ];
    return when(checks, () => change(movement, { ...seal, state: next ?? seal.state, at: said.event.index }));
  });
}

function withSeal(state: TransitState, movement: Movement, seal: Seal): TransitState {
  return { ...withMovement(state, moved(movement, seal.at)), seals: state.seals.set(seal.id, seal) };
}

function off(movement: Movement, seal: string): Movement {
  return { ...movement, seals: movement.seals.filter((id) => id !== seal) };
}

export const check: Act<"seal.check"> = (state, said, regimes) =>
  onSeal(state, said, regimes, "find-intact", (movement, seal) => withSeal(state, movement, seal));

/** By an office that examines, or in an incident (TIR Convention, Arts. 24, 25). */
export const breakSeal: Act<"seal.break"> = (state, said, regimes) =>
  onSeal(state, said, regimes, "break", (movement, seal) => withSeal(state, movement, seal));

export const replace: Act<"seal.replace"> = (state, said, regimes) =>
  onSeal(state, said, regimes, "replace", (movement, seal) => {
    const over = sealingFault(movement);
    if (over) return { rejection: over };
    const taken = sealNumberFault(state, said.body.by, "/by");
    if (taken) return { rejection: taken };
    const without = withSeal(state, off(movement, seal.id), seal);
    const left = without.movements.get(movement.id) ?? movement;
    return added(without, left, { id: said.body.by, type: seal.type }, said);
  });

/**
 * Where the load has arrived, or part of it is taken in or off, or where the territory ends whose seal it is; under
 * way, at a frontier and while the load is lost, a seal is replaced.
 */
export const remove: Act<"seal.remove"> = (state, said, regimes) =>
  onSeal(state, said, regimes, "remove", (movement, seal) =>
    mayOpen(movement, seal)
      ? withSeal(state, off(movement, seal.id), seal)
      : refuse("movement/state", "/movement", movement.at),
  );

function mayOpen({ state, legs, leg, furtherOffices }: Movement, { type }: Seal): boolean {
  if (state === "between-operations") {
    const here = [legs[leg - 1]?.to, legs[leg]?.from];
    return type === "navigation" || furtherOffices.some(({ office }) => here.includes(office));
  }
  if (state === "not-discharged") return leg === legs.length;
  return state !== "in-transit" && state !== "suspended";
}

export const alarm: Act<"seal.alarm"> = (state, said, regimes) =>
  onSeal(state, said, regimes, "alarm", (movement, seal) => withSeal(state, movement, seal));

export const investigate: Act<"seal.investigate"> = (state, said, regimes) =>
  onSeal(state, said, regimes, said.body.tampered ? "confirm-alarm" : "clear-alarm", (movement, seal) =>
    withSeal(state, movement, seal),
  );
