import { type PlacedEvent, type Reservation, RIGHT_BODIES, type Right } from "@rahdari/ledger";
import { type Fault, fault } from "../code/fault.ts";
import { dayOf, isParty, type Regimes, type Rules, rulesAt } from "../regime/regime.ts";
import type { RegimeId } from "../regime/schema.ts";
import type { Movement, TransitState } from "../state/transit-state.ts";
import { rulesOf, type Stated } from "./act.ts";
import { applyFor } from "./rights.ts";

/** A permit as it lies on the ledger: one of a right, reserved for a movement. */
type Permit = {
  readonly held: Reservation;
  readonly right: Right;
  /** The regime that it is of; undefined where the data knows none of that name, and so no rules. */
  readonly regime: RegimeId | undefined;
};

/** What keeps a movement from being accepted: a permit that its regime asks for, or one that it names. */
export function permitsFault(
  state: TransitState,
  movement: Movement,
  regimes: Regimes,
  { at }: Pick<Stated<unknown>, "at">,
): Fault {
  for (const id of movement.permits) {
    const found = permitFault(state, id, movement, regimes, at);
    if (found) return found;
  }
  const wanted = rulesOf(regimes, movement, at).flag("permit.required")?.value === true;
  const has = movement.permits.some((id) => permitOf(state, id, regimes)?.regime === movement.regime);
  return wanted && !has ? fault("permit/missing", "/movement") : undefined;
}

function permitFault(
  state: TransitState,
  id: string,
  movement: Movement,
  regimes: Regimes,
  at: number,
): Fault {
  const permit = permitOf(state, id, regimes);
  const uses = usesOf(state, id).filter((one) => one.id !== movement.id);
  const isHeld = permit?.held.state === "held";
  // Used up by another movement, that of the way out; by an office's own word, it is gone.
  const isUnderWay = permit?.held.state === "spent" && uses.length > 0;
  if (!permit || !(isHeld || isUnderWay)) return fault("permit/not-held", "/movement", permit?.held.at);
  const { right, regime } = permit;
  const rules = regime && rulesAt(regimes, regime, dayOf(at));
  if (regime && !isIssuer(right.issuer, movement, { regimes, regime, rules, at }))
    return fault("permit/other-state", "/movement", right.grantedAt);
  if (isHeld && right.expires !== null && at >= right.expires)
    return fault("permit/expired", "/movement", right.grantedAt);
  const isOfVehicle = uses.every(
    ({ vehicle }) =>
      vehicle.registration === movement.vehicle.registration && vehicle.country === movement.vehicle.country,
  );
  const journeys = rules?.number("permit.journeys")?.value ?? 1;
  return isOfVehicle && uses.length < journeys
    ? undefined
    : fault("permit/used", "/movement", uses.at(-1)?.at);
}

type Issuing = {
  readonly regimes: Regimes;
  readonly regime: RegimeId;
  readonly rules: Rules | undefined;
  readonly at: number;
};

function isIssuer(issuer: string, { vehicle }: Movement, { regimes, regime, rules, at }: Issuing): boolean {
  const isHome = rules?.flag("permit.issued-at-home")?.value !== true || issuer === vehicle.country;
  return isHome && isParty(regimes, regime, issuer, dayOf(at));
}

function permitOf({ rights }: TransitState, id: string, regimes: Regimes): Permit | undefined {
  const held = rights.reservations.get(id);
  const right = held && rights.rights.get(held.right);
  if (right?.kind !== "permit" || held?.amount !== 1) return undefined;
  return { held, right, regime: regimeOf(right, regimes) };
}

/** A permit's right says in its unit what it is a permit of: "qtta permit". */
function regimeOf({ unit }: Pick<Right, "unit">, { regimes }: Regimes): RegimeId | undefined {
  const name = unit.replace(/ permit$/, "") as RegimeId;
  return unit.endsWith(" permit") && regimes.has(name) ? name : undefined;
}

/** Movements that were accepted with a permit, without those that never left. */
function usesOf(state: TransitState, permit: string): Movement[] {
  return (state.permits.get(permit) ?? [])
    .flatMap((id) => state.movements.get(id) ?? [])
    .filter(({ state: now }) => !NEVER_LEFT.includes(now));
}

const NEVER_LEFT: readonly Movement["state"][] = ["withdrawn", "release-refused", "invalidated"];

/** Remembers what the permits of a movement that is accepted serve for. */
export function bindPermits(state: TransitState, { id, permits }: Movement): TransitState["permits"] {
  return state.permits.merge(
    permits.map((permit) => [permit, [...(state.permits.get(permit) ?? []).filter((one) => one !== id), id]]),
  );
}

/** The vehicle leaves: its permits are used, and no office can give them back to the quota any more. */
export function usePermits(state: TransitState, { permits }: Movement, event: PlacedEvent): TransitState {
  return permits.reduce((now, permit) => applyFor(now, event, "spend", permit), state);
}

/** What keeps an office from granting, spending or releasing permits by itself. */
export function permitRightFault(state: TransitState, event: PlacedEvent, regimes: Regimes): Fault {
  if (event.kind === "right.grant") return grantFault(state, event, regimes);
  if (event.kind !== "right.spend" && event.kind !== "right.release") return undefined;
  const [user] = usesOf(state, String(event.body.reservation));
  return user ? fault("permit/in-use", "/reservation", user.at) : undefined;
}

/**
 * Each party has no more permits of a regime than its quota (QTTA, minutes of 2003 and 2004): those that end in one
 * calendar year, UTC, count together, by the quota of their last day.
 */
function grantFault(
  { rights }: TransitState,
  { body, member, received }: PlacedEvent,
  regimes: Regimes,
): Fault {
  const granted = RIGHT_BODIES["right.grant"].safeParse(body).data;
  const regime = granted?.kind === "permit" ? regimeOf(granted, regimes) : undefined;
  if (!granted || !regime) return undefined;
  if (!isParty(regimes, regime, member, dayOf(received))) return fault("office/not-concerned");
  const { unit, cap, expires } = granted;
  if (expires !== null && expires > LAST_MOMENT) return fault("field/number", "/expires");
  const last = dayOf((expires ?? received + 1) - 1);
  const quota = rulesAt(regimes, regime, last).number("permit.quota");
  if (!quota) return undefined;
  if (expires === null) return fault("permit/beyond-quota", "/expires");
  const others = [...rights.rights.values()].filter(
    (one) => one.unit === unit && one.issuer === member && lastYearOf(one) === last.slice(0, 4),
  );
  // Of one that was closed nothing more is reserved: what was counts.
  const count = others.reduce((sum, one) => sum + (one.closed ? one.cap - one.free : one.cap), cap);
  return count > quota.value ? fault("permit/beyond-quota", "/cap", others.at(-1)?.grantedAt) : undefined;
}

/** The last moment that has a date (ECMA-262, time value), milliseconds since 1970. */
const LAST_MOMENT = 8.64e15;

function lastYearOf({ expires }: Right): string | undefined {
  return expires === null ? undefined : dayOf(expires - 1).slice(0, 4);
}
