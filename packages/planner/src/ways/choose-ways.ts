import { parameters } from "../parameters.ts";
import type { Way } from "./find-ways.ts";
import { comesByOnce, signature } from "./signature.ts";

/** Countries whose borders are passed and changes of mode in order: ways that share them are one corridor. */
export function corridor(way: Way): string {
  const steps = way.edges.filter(({ arc }) => arc.kind !== "link");
  return steps.map(({ arc }) => `${arc.countries.toSorted().join("-")}/${arc.toMode}`).join(">");
}

/**
 * Ways worth simulating, chosen for spread. Of each sequence of crossings the fastest is kept, and the cheapest if
 * it saves 5 %. Of these come first the best of every criterion, then the fastest and the cheapest of each
 * corridor, then the others, all by expected arrival.
 */
export function chooseWays(found: readonly Way[]): Way[] {
  const fastest = Math.min(...found.map((way) => way.hours));
  const sensible = found.filter((way) => way.hours <= fastest * parameters.search.slowest);
  const groups = Map.groupBy(sensible, signature);
  const kept = [...groups.values()].flatMap(bestOfGroup);
  const best = (["hours", "usd", "variance", "handovers"] as const).flatMap((key) => least(kept, key, 1));
  const corridors = [...Map.groupBy(kept, corridor).values()];
  const fastestOfEach = corridors.flatMap((group) => least(group, "hours", 1));
  const cheapestOfEach = corridors.flatMap((group) => least(group, "usd", 1));
  const inTurn = [fastestOfEach, cheapestOfEach, kept].flatMap((ways) => least(ways, "hours", ways.length));
  return [...new Set([...best, ...inTurn])].slice(0, parameters.search.candidates);
}

/**
 * Ways worth simulating where the request names its places. One that comes by a place twice, such as a gate that it
 * turns at, is not meant by who names that gate; it counts only where all do.
 */
export function namedWays(found: readonly Way[]): Way[] {
  const straight = found.filter(({ edges }) => comesByOnce(edges));
  return straight.length > 0 ? chooseWays(straight) : chooseWays(found);
}

function bestOfGroup(group: readonly Way[]): Way[] {
  const quick = least(group, "hours", 1);
  const cheap = least(group, "usd", 1);
  const saves = (cheap[0]?.usd ?? 0) < (quick[0]?.usd ?? 0) * (1 - parameters.search.worthCheaper);
  return saves ? [...quick, ...cheap] : quick;
}

function least(ways: readonly Way[], key: "hours" | "usd" | "variance" | "handovers", count: number): Way[] {
  return ways.toSorted((a, b) => a[key] - b[key] || a.hours - b.hours).slice(0, count);
}
