import { distancesFrom, pathFinder } from "../search/dijkstra.ts";
import type { Way } from "./find-ways.ts";
import { SINK, SOURCE, type WayEdge } from "./way-graph.ts";
import type { WaySpace } from "./way-space.ts";

/**
 * The fastest way by each mode, and over each border of the two countries at the ends, that none of the given
 * ways uses. The search dropped it, since another is better in everything; simulated, it can be told by how much.
 * Not more than `slowest` times as long as the fastest given.
 */
export function missedWays(
  space: WaySpace,
  given: readonly Way[],
  ends: readonly string[],
  slowest: number,
): Way[] {
  const used = new Set(given.flatMap((way) => way.edges.flatMap((edge) => traits(edge, ends))));
  const most = Math.min(...given.map((way) => way.hours)) * slowest;
  const missed = [...throughTraits(space, used, ends, most).values()].flatMap((candidates) => {
    const nearest = candidates.toSorted((a, b) => a.hours - b.hours).slice(0, TRIED);
    return firstOf(nearest, ({ edge }) => wayThrough(space, edge)) ?? [];
  });
  // One way may answer for a mode and a border.
  return [...new Map(missed.map((way) => [way.edges.map(({ arc }) => arc.key).join(), way])).values()];
}

/** Edges with a trait that are tried until the fastest way through one passes no place twice. */
const TRIED = 8;

function firstOf<T, R>(items: readonly T[], make: (item: T) => R | null): R | null {
  for (const item of items) {
    const made = make(item);
    if (made) return made;
  }
  return null;
}

/** What tells one kind of way from another: the modes it uses and the borders by which it leaves and arrives. */
function traits({ arc }: WayEdge, ends: readonly string[]): string[] {
  if (arc.kind === "link") return [arc.mode];
  const atEnd = arc.kind === "crossing" && arc.countries.some((country) => ends.includes(country));
  return atEnd ? [arc.countries.toSorted().join("-")] : [];
}

interface Through {
  readonly edge: number;
  readonly hours: number;
}

/** For each trait not in use the edges that have it, with the hours of the fastest way through each, up to `most`. */
function throughTraits(
  space: WaySpace,
  used: ReadonlySet<string>,
  ends: readonly string[],
  most: number,
): ReadonlyMap<string, Through[]> {
  const { graph, edges, weights, bounds } = space;
  const [hours, left] = [weights[0], bounds[0]];
  const found = new Map<string, Through[]>();
  if (!hours || !left) return found;
  const gone = distancesFrom(graph, hours, SOURCE);
  for (const [id, edge] of edges.entries()) {
    const through = (gone[edge.from] as number) + (hours[id] as number) + (left[edge.to] as number);
    if (!(through <= most)) continue;
    for (const trait of traits(edge, ends)) {
      if (!used.has(trait)) found.set(trait, [...(found.get(trait) ?? []), { edge: id, hours: through }]);
    }
  }
  return found;
}

/** The fastest way through an edge; null where it would pass a place twice. */
function wayThrough(space: WaySpace, id: number): Way | null {
  const { graph, edges, weights } = space;
  const [edge, hours] = [edges[id], weights[0]];
  if (!edge || !hours) return null;
  const finder = pathFinder(graph, hours);
  const before = finder.find(SOURCE, edge.from);
  const after = finder.find(edge.to, SINK);
  if (!before || !after) return null;
  const path = [...before.edges, id, ...after.edges].filter((one) => edges[one] !== undefined);
  const taken = path.flatMap((one) => edges[one] ?? []);
  const places = taken.filter(({ arc }) => arc.kind !== "interchange").map(({ arc }) => arc.to);
  if (new Set(places).size < places.length) return null;
  const [ours = 0, usd = 0, variance = 0, handovers = 0] = weights.map((by) =>
    path.reduce((sum, one) => sum + (by[one] as number), 0),
  );
  return { edges: taken, hours: ours, usd, variance, handovers };
}
