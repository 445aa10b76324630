import { addDays, type Network } from "@rahdari/network";
import type { ArcIndex } from "../arcs.ts";
import { utcDay } from "../local-time.ts";
import type { Shipment } from "../resolve.ts";
import { distancesTo } from "../search/dijkstra.ts";
import type { Samples } from "../simulate/samples.ts";
import { hoursThroughCuts } from "./cut-bounds.ts";
import { type EdgeValue, edgeValue } from "./edge-value.ts";
import { buildWayGraph, SINK, type WayEdge, type WayGraph } from "./way-graph.ts";

/** The ways of a kind of shipment with all that does not depend on the hour: kept between requests. */
export interface WaySpace extends WayGraph {
  readonly edgeIds: ReadonlyMap<WayEdge, number>;
  /** Edges on which time and money pass alike, whatever vehicle uses them, are of one kind. */
  readonly kinds: readonly WayKind[];
  /** Kind of each edge of `edges`. */
  readonly kindOf: Int32Array;
  /** Least hours, price, variance and handovers of each edge of the digraph. */
  readonly weights: readonly Float64Array[];
  /** For each of them the least from each node to the delivery. */
  readonly bounds: readonly Float64Array[];
  /** Least hours of a way through each arc that is cut, see `hoursThroughCuts`. */
  readonly throughCuts: ReadonlyMap<string, number>;
}

export interface WayKind {
  readonly edge: WayEdge;
  readonly value: EdgeValue;
}

/** Builds the space for the day of readiness. */
export function buildWaySpace(
  network: Network,
  index: ArcIndex,
  shipment: Shipment,
  samples: Samples,
): WaySpace {
  const ways = buildWayGraph(network, index, shipment, utcDay(shipment.readyAt));
  const kinds = new Map<string, number>();
  const list: WayKind[] = [];
  const kindOf = Int32Array.from(ways.edges, (edge) => {
    const key = kindKey(edge);
    const known = kinds.get(key);
    if (known !== undefined) return known;
    kinds.set(key, list.length);
    return list.push({ edge, value: edgeValue(edge, shipment, samples) }) - 1;
  });
  const column = (pick: (value: EdgeValue) => number) =>
    Float64Array.from({ length: ways.graph.edges }, (_, edge) => {
      const kind = list[kindOf[edge] ?? -1];
      return kind ? pick(kind.value) : 0;
    });
  const weights = [
    column((v) => v.hours),
    column((v) => v.usd),
    column((v) => v.variance),
    column((v) => v.handovers),
  ];
  return {
    ...ways,
    edgeIds: new Map(ways.edges.map((edge, id) => [edge, id])),
    kinds: list,
    kindOf,
    weights,
    bounds: weights.map((by) => distancesTo(ways.graph, by, SINK)),
    throughCuts: hoursThroughCuts(index, ways, shipment, samples),
  };
}

/** Requests with one key have the same space: all that decides on arcs and prices but the hour. */
export function spaceKey(network: Network, shipment: Shipment): string {
  const { request, from, to, via, registration, driver } = shipment;
  const { goods, unit, drivers, exclude } = request;
  const stops = via.map((stop) => ("place" in stop ? stop.place.id : `x:${stop.crossing.id}`));
  const day = utcDay(shipment.readyAt);
  const parts = [
    from.id,
    to.id,
    stops,
    registration,
    driver,
    unit,
    drivers,
    goods,
    exclude,
    rulesInForce(network, day),
  ];
  return JSON.stringify([...parts, day.slice(5, 7)]);
}

const boundaries = new WeakMap<Network, readonly string[]>();

/** How many dates on which a rule or fee begins or ends lie on or before the day: equal counts, equal rules. */
function rulesInForce(network: Network, day: string): number {
  const known = boundaries.get(network) ?? ruleDates(network);
  boundaries.set(network, known);
  return known.filter((date) => date <= day).length;
}

function ruleDates(network: Network): readonly string[] {
  const fees = [...network.crossings.values()].flatMap((crossing) => crossing.fees);
  return [...network.access, ...fees].flatMap(({ validFrom, validTo }) => [
    ...(validFrom ? [validFrom] : []),
    ...(validTo ? [addDays(validTo, 1)] : []),
  ]);
}

function kindKey({ arc, boards, passage }: WayEdge): string {
  return `${arc.key}|${boards}|${passage.handovers}|${passage.rules.map((rule) => rule.id)}`;
}
