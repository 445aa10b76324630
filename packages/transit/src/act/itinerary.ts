import { type Fault, fault } from "../code/fault.ts";
import type { FurtherOffice, Leg } from "../message/values.ts";
import { dayOf, isParty, membersOf, type Regimes, territoryOf } from "../regime/regime.ts";
import type { Movement } from "../state/transit-state.ts";
import { firstFault, rulesOf } from "./act.ts";

type Declared = Pick<Movement, "regime" | "readings">;
type DeclaredWay = Declared & Pick<Movement, "furtherOffices">;

/** What is wrong with a way under a regime on a day. */
export function itineraryFault(
  declared: DeclaredWay,
  legs: readonly Leg[],
  regimes: Regimes,
  at: number,
): Fault {
  const day = dayOf(at);
  return firstFault(
    ...legs.flatMap((leg, i) => [
      () => legFault(leg, regimes, { day, path: `/legs/${i}` }),
      () => joinFault(leg, legs[i + 1], declared, `/legs/${i + 1}`),
      () => partyFault(declared, leg, i, regimes, day),
    ]),
    () => postFault(declared, legs, regimes, at),
    () => statusFault(declared, regimes, at),
  );
}

/** A way that the regime is for: across a frontier (TIR Convention, Art. 2), in one country, or from party to party. */
export function territoriesFault(
  declared: Declared & Pick<Movement, "legs">,
  regimes: Regimes,
  at: number,
): Fault {
  const rules = rulesOf(regimes, declared, at);
  const { legs } = declared;
  const count = legs.filter(({ territory }, i) => territory !== legs[i - 1]?.territory).length;
  const least = rules.number("territories.min")?.value ?? 1;
  const most = rules.number("territories.max")?.value ?? count;
  const states = new Set(legs.flatMap(({ from, to }) => [from.slice(0, 2), to.slice(0, 2)]));
  const required = rules.list("states.required")?.value ?? [];
  const serves = count >= least && count <= most && required.every((one) => states.has(one.toUpperCase()));
  return serves ? undefined : fault("itinerary/territories", "/legs");
}

/** Some treaties name the posts by which their states are entered and left (QTTA Regulations, Art. III). */
function postFault(declared: Declared, legs: readonly Leg[], regimes: Regimes, at: number): Fault {
  const posts = rulesOf(regimes, declared, at).list("posts")?.value;
  if (!posts) return undefined;
  const ends = legs.flatMap((leg, i) => [
    ...(i > 0 && !isStopBetween(legs[i - 1], leg) ? [[leg.from, `/legs/${i}/from`] as const] : []),
    ...(i < legs.length - 1 && !isStopBetween(leg, legs[i + 1]) ? [[leg.to, `/legs/${i}/to`] as const] : []),
  ]);
  const strange = ends.find(([office]) => !posts.includes(office.slice("CC/".length)));
  return strange && fault("itinerary/post", strange[1]);
}

type Place = { readonly day: string; readonly path: string };

function legFault({ territory, from, to }: Leg, regimes: Regimes, { day, path }: Place): Fault {
  const lies = (office: string) => territoryOf(regimes, office.slice(0, 2), day) === territory;
  if (!lies(from)) return fault("office/other-territory", `${path}/from`);
  return lies(to) ? undefined : fault("office/other-territory", `${path}/to`);
}

/** The next leg lies in another territory, or begins at an office that parts the load. */
function joinFault(leg: Leg, next: Leg | undefined, { furtherOffices }: DeclaredWay, path: string): Fault {
  if (next?.territory !== leg.territory) return undefined;
  const isStop = isStopBetween(leg, next) && furtherOffices.some(({ office }) => office === leg.to);
  return isStop ? undefined : fault("itinerary/broken", `${path}/territory`);
}

/** Whether two legs meet at one office, and not at the two sides of a frontier. */
function isStopBetween(leg: Leg | undefined, next: Leg | undefined): boolean {
  return leg !== undefined && leg.to === next?.from;
}

/**
 * Offices of departure and destination: not more than the regime allows, each where a leg begins or ends, and those of
 * destination after all of departure, so that no load is taken off before it is taken in (TIR Convention, Art. 18).
 */
export function officesFault(
  declared: DeclaredWay & Pick<Movement, "legs">,
  regimes: Regimes,
  at: number,
): Fault {
  const { legs, furtherOffices } = declared;
  const most = rulesOf(regimes, declared, at).number("offices.max");
  if (most && 2 + furtherOffices.length > most.value) return fault("itinerary/offices", "/furtherOffices");
  const on = officesOn(legs, furtherOffices);
  const strange = furtherOffices.findIndex((one) => !on.includes(one));
  if (strange >= 0) return fault("office/unknown", `/furtherOffices/${strange}/office`);
  return orderFault(legs, furtherOffices, "/furtherOffices");
}

/** Further offices at which a leg of the way ends or begins, its first and last apart. */
export function officesOn(legs: readonly Leg[], furtherOffices: readonly FurtherOffice[]): FurtherOffice[] {
  const ends = legs.flatMap(({ from, to }) => [from, to]).slice(1, -1);
  return furtherOffices.filter(({ office }) => ends.includes(office));
}

/** No load is taken off before all of it is taken in (TIR Convention, Art. 18). */
export function orderFault(
  legs: readonly Leg[],
  furtherOffices: readonly FurtherOffice[],
  path: string,
): Fault {
  const ends = legs.flatMap(({ from, to }) => [from, to]);
  const wrong = furtherOffices.findIndex((one, i) => !mayFollow(furtherOffices[i - 1], one, ends));
  if (wrong < 0) return undefined;
  return fault("itinerary/order", path === "/furtherOffices" ? `${path}/${wrong}` : path);
}

/** Of one office: taken in before it is taken off. */
function mayFollow(before: FurtherOffice | undefined, one: FurtherOffice, ends: readonly string[]): boolean {
  if (!before) return true;
  const [first, next] = [ends.indexOf(before.office), ends.indexOf(one.office)];
  if (before.role === "destination" && one.role === "departure") return false;
  return first < next || (first === next && before.role !== one.role);
}

/** Every state of the way is bound by the treaty on that day. */
function partyFault(
  { regime }: Declared,
  { territory, from, to }: Leg,
  i: number,
  regimes: Regimes,
  day: string,
): Fault {
  const states = new Set([from.slice(0, 2), to.slice(0, 2)]);
  const bound = [...states].every(
    (state) => membersOf(regimes, territory, day).includes(state) && isParty(regimes, regime, state, day),
  );
  return bound ? undefined : fault("regime/not-in-force", `/legs/${i}/territory`);
}

function statusFault(declared: Declared, regimes: Regimes, at: number): Fault {
  const { status } = rulesOf(regimes, declared, at);
  if (status === "in-force") return undefined;
  // Contested: who relies on it says so, and the declaration shows it.
  if (status === "contested")
    return declared.readings.status === "in-force"
      ? undefined
      : fault("regime/contested", "/readings/status");
  return fault("regime/not-in-force", "/regime");
}
