import type { PlacedEvent, Verdict } from "@rahdari/ledger";
import { type Fault, fault, refuse } from "../code/fault.ts";
import type { Body, Kind } from "../message/messages.ts";
import { dayOf, type Regimes, type Rules, rulesAt, territoryOf } from "../regime/regime.ts";
import type { Movement, Operation, TransitState } from "../state/transit-state.ts";

/** What an office states, when, and on which paper where it enters one later. */
export type Stated<Content> = {
  readonly body: Content;
  readonly event: PlacedEvent;
  /** When the act took place, milliseconds since 1970: the office's word, or the paper's. */
  readonly at: number;
  readonly paper: string | null;
};
export type Said<K extends Kind> = Stated<Body<K>>;
export type AboutMovement = Stated<{ readonly movement: string }>;
export type AboutOperation = Stated<{ readonly movement: string; readonly sequence: number }>;

export type Result = Verdict<TransitState>;
export type Act<K extends Kind> = (state: TransitState, said: Said<K>, regimes: Regimes) => Result;

/** How far back an office may date an act: a post can be cut off for long, but rules of last year are not chosen so. */
export const LONGEST_AWAY = 90 * 86_400_000;

/** A check that is made only where those before it found nothing. */
export type Check = () => Fault;

export function firstFault(...checks: readonly Check[]): Fault {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return undefined;
}

/** The change, unless a check finds a fault. */
export function when(checks: readonly Check[], change: () => TransitState | Result): Result {
  const found = firstFault(...checks);
  if (found) return { rejection: found };
  const changed = change();
  return "state" in changed || "rejection" in changed ? changed : { state: changed };
}

/** An act about a movement that has to be known. */
export function onMovement(
  state: TransitState,
  { body }: AboutMovement,
  act: (movement: Movement) => Result,
): Result {
  const movement = state.movements.get(body.movement);
  return movement ? act(movement) : refuse("movement/unknown", "/movement");
}

/** An operation of the movement that was started. */
export function onOperation(
  state: TransitState,
  said: AboutOperation,
  act: (movement: Movement, operation: Operation) => Result,
): Result {
  return onMovement(state, said, (movement) => {
    const operation = movement.operations.find(({ sequence }) => sequence === said.body.sequence);
    if (!operation) return refuse("operation/unknown", "/sequence", movement.at);
    return operation.state === "refused"
      ? refuse("operation/not-started", "/sequence", operation.at)
      : act(movement, operation);
  });
}

export function rulesOf(
  regimes: Regimes,
  { regime, readings }: Pick<Movement, "regime" | "readings">,
  at: number,
  territory?: string,
): Rules {
  return rulesAt(regimes, regime, dayOf(at), { readings, ...(territory !== undefined && { territory }) });
}

/** Only the offices named may do it. */
export function byOffice({ event }: Stated<unknown>, ...offices: readonly string[]): Check {
  return () => (offices.includes(event.author) ? undefined : fault("office/not-concerned", "/movement"));
}

/** Only offices that lie in one of the territories may do it. */
export function byTerritory(
  { event, at }: Stated<unknown>,
  regimes: Regimes,
  territories: readonly string[],
): Check {
  return () =>
    event.author.includes("/") && territories.includes(territoryOf(regimes, event.member, dayOf(at)))
      ? undefined
      : fault("office/not-concerned", "/movement");
}

/** Office where the movement begins. */
export function departure({ legs }: Pick<Movement, "legs">): string {
  return legs[0]?.from ?? "";
}

/** Territories whose offices have the load before them now. */
export function territoriesNow({ legs, leg, state }: Movement): string[] {
  const here = legs[leg]?.territory;
  const before =
    state === "between-operations" || state === "suspended" ? legs[leg - 1]?.territory : undefined;
  const after = here === undefined ? legs.at(-1)?.territory : undefined;
  return [here, before, after].filter((one) => one !== undefined);
}
