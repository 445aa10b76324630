import type { Arc, ArcIndex } from "../arcs.ts";
import type { Shipment } from "../resolve.ts";
import { distancesFrom, distancesTo } from "../search/dijkstra.ts";
import { digraph } from "../search/graph.ts";
import type { Samples } from "../simulate/samples.ts";
import { edgeValue } from "./edge-value.ts";
import { goodsLimit } from "./passage.ts";
import { SOURCE, type WayGraph } from "./way-graph.ts";

/**
 * For each arc that is cut, by its key, the least expected hours of a way through it: without waiting, and with
 * all that law, works or the request keep out elsewhere granted. A flight that the goods forbid is granted nowhere
 * but on the arc itself. `Infinity` where no way leads through it.
 */
export function hoursThroughCuts(
  index: ArcIndex,
  ways: WayGraph,
  shipment: Shipment,
  samples: Samples,
): ReadonlyMap<string, number> {
  const hours = hoursOfArcs(ways, shipment, samples);
  const granted = index.arcs.filter((arc) => arc.kind === "interchange" || !goodsLimit(shipment, arc));
  const nodes = new Nodes();
  const from = granted.map((arc) => nodes.id(arc.from, arc.mode));
  const to = granted.map((arc) => nodes.id(arc.to, arc.toMode));
  const weights = granted.map(hours);
  const start = nodes.id(shipment.from.id, ways.nodes[SOURCE]?.carriage.mode ?? "road");
  const cuts = [...ways.cuts.values()].map(({ arc }) => arc);
  const ends = cuts.map((arc) => [nodes.id(arc.from, arc.mode), nodes.id(arc.to, arc.toMode)] as const);
  const delivered = shipment.to.modes.map((mode) => nodes.id(shipment.to.id, mode));
  const sink = nodes.count;
  const graph = digraph(sink + 1, [...from, ...delivered], [...to, ...delivered.map(() => sink)]);
  const all = [...weights, ...delivered.map(() => 0)];
  const gone = distancesFrom(graph, all, start);
  const left = distancesTo(graph, all, sink);
  return new Map(
    cuts.map((arc, i) => {
      const [enters = start, leaves = sink] = ends[i] ?? [];
      return [arc.key, (gone[enters] as number) + hours(arc) + (left[leaves] as number)];
    }),
  );
}

/** Places by the mode that the goods are on there, numbered. */
class Nodes {
  readonly #ids = new Map<string, number>();

  get count(): number {
    return this.#ids.size;
  }

  id(place: string, mode: string): number {
    const key = `${place}|${mode}`;
    const known = this.#ids.get(key) ?? this.#ids.size;
    this.#ids.set(key, known);
    return known;
  }
}

function hoursOfArcs(ways: WayGraph, shipment: Shipment, samples: Samples): (arc: Arc) => number {
  const carriage = ways.nodes[SOURCE]?.carriage ?? { mode: "road", registration: null, driver: null };
  const passage = { carriage, handovers: 0, rules: [] };
  const known = new Map<string, number>();
  return (arc) => {
    const edge = { arc, passage, from: SOURCE, to: SOURCE, boards: false };
    const hours = known.get(arc.key) ?? edgeValue(edge, shipment, samples).hours;
    known.set(arc.key, hours);
    return hours;
  };
}
