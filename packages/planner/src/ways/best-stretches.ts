import { parameters } from "../parameters.ts";
import { type EdgeClock, hoursThrough, type Way } from "./find-ways.ts";
import { comesByOnce, isStep, signature } from "./signature.ts";
import type { WayEdge } from "./way-graph.ts";
import type { WaySpace } from "./way-space.ts";

/** What a stretch is chosen by; the other settles ties. */
type Aim = "hours" | "usd";

/**
 * Of each sequence of crossings and changes of mode the quickest way there is, and the cheapest if it saves 5 %.
 * Which roads lie between them the search knows to within its error only: over a long trip that is room for a
 * detour of hours.
 */
export function bestStretches(
  space: WaySpace,
  clocks: readonly EdgeClock[],
  closuresExpected: boolean,
  found: readonly Way[],
): Way[] {
  const stretches = new Stretches(space, clocks, closuresExpected);
  return [...Map.groupBy(found, signature).values()].flatMap((group) => {
    const quick = least(group.map((way) => stretches.best(way, "hours")));
    const cheap = least(
      group.map((way) => stretches.best(way, "usd")),
      "usd",
    );
    return cheap.usd < quick.usd * (1 - parameters.search.worthCheaper) ? [quick, cheap] : [quick];
  });
}

function least(ways: readonly Way[], aim: Aim = "hours"): Way {
  return ways.reduce((best, way) => (way[aim] < best[aim] ? way : best));
}

/** Searches between two nodes over links alone; each is made once. */
class Stretches {
  readonly #space: WaySpace;
  readonly #clocks: readonly EdgeClock[];
  readonly #closuresExpected: boolean;
  readonly #known = new Map<string, readonly number[]>();

  constructor(space: WaySpace, clocks: readonly EdgeClock[], closuresExpected: boolean) {
    this.#space = space;
    this.#clocks = clocks;
    this.#closuresExpected = closuresExpected;
  }

  /** The way with the best links between its steps; as it was where they would bring it to a place twice. */
  best(way: Way, aim: Aim): Way {
    const made = this.#through(partsOf(way.edges), aim);
    return comesByOnce(made.edges) || !comesByOnce(way.edges) ? made : way;
  }

  #through(parts: readonly (readonly WayEdge[])[], aim: Aim): Way {
    const { edgeIds, edges, weights } = this.#space;
    const cost = [0, 0, 0, 0];
    const taken: WayEdge[] = [];
    for (const part of parts) {
      const given = part.map((edge) => edgeIds.get(edge) ?? -1);
      const ids = isStep(part[0]) ? given : this.#stretch(part, cost[0] as number, aim);
      for (const id of ids) {
        cost[0] = this.#after(id, cost[0] as number);
        for (let i = 1; i < cost.length; i++) cost[i] = (cost[i] as number) + (weights[i]?.[id] as number);
        taken.push(edges[id] as WayEdge);
      }
    }
    const [hours = 0, usd = 0, variance = 0, handovers = 0] = cost;
    return { edges: taken, hours, usd, variance, handovers };
  }

  /** Stops of roads are expected in any case: one that is shut is no best road to an open border. */
  #after(id: number, at: number): number {
    const { kindOf, edges } = this.#space;
    const clock = this.#clocks[kindOf[id] ?? -1];
    const expected = this.#closuresExpected || !isStep(edges[id]);
    return clock ? at + hoursThrough(clock, at, expected) : at;
  }

  #stretch(part: readonly WayEdge[], at: number, aim: Aim): readonly number[] {
    const [from, to] = [part[0]?.from ?? -1, part.at(-1)?.to ?? -1];
    const key = `${from}|${to}|${aim}|${at}`;
    const known = this.#known.get(key) ?? this.#search(from, to, at, aim);
    this.#known.set(key, known);
    return known;
  }

  /** Dijkstra's algorithm over links; who enters later does not leave earlier, so it holds with the hours of the day. */
  #search(from: number, to: number, at: number, aim: Aim): readonly number[] {
    const { offsets, targets, edgeIds } = this.#space.graph;
    const reached = new Map<number, Reached>([[from, { hours: at, usd: 0, by: -1, before: -1 }]]);
    const open = new Set([from]);
    while (open.size > 0) {
      const node = nearest(open, reached, aim);
      if (node === to) return walk(reached, to);
      open.delete(node);
      const here = reached.get(node) as Reached;
      for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
        const next = this.#over(edgeIds[slot] as number, node, here);
        const target = targets[slot] as number;
        const earlier = reached.get(target);
        if (!next || (earlier && !isBetter(next, earlier, aim))) continue;
        reached.set(target, next);
        open.add(target);
      }
    }
    throw new Error(`no links from node ${from} to ${to}`);
  }

  #over(id: number, node: number, here: Reached): Reached | undefined {
    const { edges, weights } = this.#space;
    if (edges[id] === undefined || isStep(edges[id])) return undefined;
    const usd = here.usd + (weights[1]?.[id] as number);
    return { hours: this.#after(id, here.hours), usd, by: id, before: node };
  }
}

interface Reached {
  readonly hours: number;
  readonly usd: number;
  readonly by: number;
  readonly before: number;
}

function isBetter(a: Reached, b: Reached, aim: Aim): boolean {
  const other = aim === "hours" ? "usd" : "hours";
  return a[aim] < b[aim] || (a[aim] === b[aim] && a[other] < b[other]);
}

/** A stretch has some dozen nodes: looking through them costs less than a heap. */
function nearest(open: ReadonlySet<number>, reached: ReadonlyMap<number, Reached>, aim: Aim): number {
  let best = -1;
  for (const node of open) {
    if (best < 0 || isBetter(reached.get(node) as Reached, reached.get(best) as Reached, aim)) best = node;
  }
  return best;
}

function walk(reached: ReadonlyMap<number, Reached>, to: number): number[] {
  const path: number[] = [];
  for (let at = reached.get(to); at !== undefined && at.by >= 0; at = reached.get(at.before))
    path.push(at.by);
  return path.reverse();
}

/** The way in parts: each step by itself, and the links between two steps together. */
function partsOf(edges: readonly WayEdge[]): WayEdge[][] {
  const parts: WayEdge[][] = [];
  for (const edge of edges) {
    const last = parts.at(-1);
    if (last && !isStep(edge) && !isStep(last[0])) last.push(edge);
    else parts.push([edge]);
  }
  return parts;
}
