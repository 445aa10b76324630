import type { Network } from "../network.ts";
import type { Mode } from "../schema/basis.ts";
import type { Fault } from "./fault.ts";

/** Cities between which some way must exist in the data; of a list in brackets any one. */
export const MAIN_CITIES: readonly string[] = [
  "karachi",
  "lahore",
  "islamabad",
  "peshawar",
  "quetta",
  "kabul",
  "kashgar",
  "bishkek",
  "almaty",
  "astana",
  "tashkent",
  "dushanbe",
  "ashgabat",
  "tehran",
  "mashhad",
];

type Stop = `${string}|${Mode}`;

/**
 * Every main city that the network holds reaches every other over links and crossings of status open,
 * changing mode at interchanges only. Closures and access rules are left aside: they come and go.
 */
export function checkReach(network: Network): readonly Fault[] {
  const cities = MAIN_CITIES.filter((id) => network.places.has(id));
  const steps = stepsOf(network);
  return cities.flatMap((city): readonly Fault[] => {
    const reached = reachedFrom(steps, startsAt(network, city));
    const missing = cities.filter((other) => !reached.has(other));
    const reason = `no open way leads from here to ${missing.join(", ")}`;
    return missing.length === 0 ? [] : [{ kind: "places", key: city, path: "", reason }];
  });
}

function startsAt(network: Network, id: string): readonly Stop[] {
  return (network.places.get(id)?.modes ?? []).map((mode): Stop => `${id}|${mode}`);
}

function reachedFrom(
  steps: ReadonlyMap<Stop, readonly Stop[]>,
  starts: readonly Stop[],
): ReadonlySet<string> {
  const seen = new Set<Stop>(starts);
  // A set grows while it is walked: breadth first.
  for (const stop of seen) {
    for (const next of steps.get(stop) ?? []) seen.add(next);
  }
  return new Set([...seen].map((stop) => stop.slice(0, stop.indexOf("|"))));
}

function stepsOf(network: Network): ReadonlyMap<Stop, readonly Stop[]> {
  const steps = new Map<Stop, Stop[]>();
  const join = (a: Stop, b: Stop) => steps.set(a, [...(steps.get(a) ?? []), b]);
  for (const { from, to, mode, oneWay, status } of network.links.values()) {
    if ((status?.value ?? "open") !== "open") continue;
    join(`${from}|${mode}`, `${to}|${mode}`);
    if (oneWay !== true) join(`${to}|${mode}`, `${from}|${mode}`);
  }
  for (const { from, to, mode, toMode, status } of network.crossings.values()) {
    if ((status?.value ?? "open") !== "open") continue;
    join(`${from}|${mode}`, `${to}|${toMode ?? mode}`);
    join(`${to}|${toMode ?? mode}`, `${from}|${mode}`);
  }
  return steps;
}
