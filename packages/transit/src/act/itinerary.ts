import type { Leg } from "../message/values.ts";
import { isParty, membersOf, type Regimes, territoryOf } from "../regime/regime.ts";
import type { Movement } from "../state/transit-state.ts";
import { dayOf, type Fault, fault, firstFault, rulesOf } from "./act.ts";

type Declared = Pick<Movement, "regime" | "readings">;

/** What is wrong with a way under a regime on a day. */
export function itineraryFault(
  declared: Declared,
  legs: readonly Leg[],
  regimes: Regimes,
  at: number,
): Fault {
  const day = dayOf(at);
  return firstFault(
    ...legs.flatMap((leg, i) => [
      () => legFault(leg, i, legs, regimes, day),
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
  const count = declared.legs.length;
  const least = rules.number("territories.min")?.value ?? 1;
  const most = rules.number("territories.max")?.value ?? count;
  const states = new Set(declared.legs.flatMap(({ from, to }) => [from.slice(0, 2), to.slice(0, 2)]));
  const required = rules.list("states.required")?.value ?? [];
  const serves = count >= least && count <= most && required.every((one) => states.has(one.toUpperCase()));
  return serves ? undefined : fault("itinerary/territories", "/legs");
}

/** Some treaties name the posts by which their states are entered and left (QTTA Regulations, Art. III). */
function postFault(declared: Declared, legs: readonly Leg[], regimes: Regimes, at: number): Fault {
  const posts = rulesOf(regimes, declared, at).list("posts")?.value;
  if (!posts) return undefined;
  const ends = legs.flatMap(({ from, to }, i) => [
    ...(i > 0 ? [[from, `/legs/${i}/from`] as const] : []),
    ...(i < legs.length - 1 ? [[to, `/legs/${i}/to`] as const] : []),
  ]);
  const strange = ends.find(([office]) => !posts.includes(office.slice("CC/".length)));
  return strange && fault("itinerary/post", strange[1]);
}

function legFault(
  { territory, from, to }: Leg,
  i: number,
  legs: readonly Leg[],
  regimes: Regimes,
  day: string,
): Fault {
  const lies = (office: string) => territoryOf(regimes, office.slice(0, 2), day) === territory;
  if (!lies(from)) return fault("office/other-territory", `/legs/${i}/from`);
  if (!lies(to)) return fault("office/other-territory", `/legs/${i}/to`);
  return legs[i + 1]?.territory === territory
    ? fault("itinerary/broken", `/legs/${i + 1}/territory`)
    : undefined;
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
