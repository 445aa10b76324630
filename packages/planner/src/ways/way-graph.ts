import type { Mode, Network } from "@rahdari/network";
import type { Arc, ArcIndex } from "../arcs.ts";
import type { Shipment, Waypoint } from "../resolve.ts";
import { type Digraph, digraph } from "../search/graph.ts";
import { type Carriage, carriageKey, carriedBy } from "./carriage.ts";
import { type Cut, isCut, type Passage, passageOf } from "./passage.ts";

/** A state of the search: where the goods are, on what, and how many waypoints lie behind them. */
export interface WayNode {
  readonly place: string;
  readonly carriage: Carriage;
  readonly waypoints: number;
  /** True just after getting on: the next service is waited for. */
  readonly boarding: boolean;
}

/** An arc used by one carriage; parallel to the digraph's edges. */
export interface WayEdge {
  readonly arc: Arc;
  readonly passage: Passage;
  readonly from: number;
  readonly to: number;
  /** Waits for a departure before the arc. */
  readonly boards: boolean;
}

/** The network as one shipment may use it on one day. Node 0 is the start, node 1 the delivery. */
export interface WayGraph {
  readonly graph: Digraph;
  readonly nodes: readonly WayNode[];
  readonly edges: readonly WayEdge[];
  readonly cuts: ReadonlyMap<string, { readonly arc: Arc; readonly cut: Cut }>;
}

/** Ends of the edges that join a node at the destination to the sink carry no arc. */
export const SOURCE = 0;
export const SINK = 1;

/**
 * Expands the arcs from the shipment's start into states (place, carriage, waypoints passed), applying the
 * hard constraints of day `on`; what they cut is kept with its reason.
 */
export function buildWayGraph(network: Network, index: ArcIndex, shipment: Shipment, on: string): WayGraph {
  return new Expansion(network, index, shipment, on).run();
}

class Expansion {
  readonly #network: Network;
  readonly #index: ArcIndex;
  readonly #shipment: Shipment;
  readonly #on: string;
  readonly #ids = new Map<string, number>();
  readonly #nodes: WayNode[] = [];
  readonly #edges: WayEdge[] = [];
  readonly #cuts = new Map<string, { arc: Arc; cut: Cut }>();

  constructor(network: Network, index: ArcIndex, shipment: Shipment, on: string) {
    this.#network = network;
    this.#index = index;
    this.#shipment = shipment;
    this.#on = on;
  }

  run(): WayGraph {
    const start = this.#startNode();
    this.#nodes.push(start, { ...start, place: this.#shipment.to.id, waypoints: -1 });
    this.#ids.set(nodeKey(start), SOURCE);
    const ends: number[] = [];
    for (let node = 0; node < this.#nodes.length; node++) {
      if (node === SINK) continue;
      if (this.#isDelivered(node)) ends.push(node);
      else this.#expand(node);
    }
    const from = [...this.#edges.map((edge) => edge.from), ...ends];
    const to = [...this.#edges.map((edge) => edge.to), ...ends.map(() => SINK)];
    const graph = digraph(this.#nodes.length, from, to);
    return { graph, nodes: this.#nodes, edges: this.#edges, cuts: this.#cuts };
  }

  #startNode(): WayNode {
    const { from, request, registration, driver } = this.#shipment;
    const mode = startMode(from.modes, request.unit);
    const carriage: Carriage = mode === "road" ? { mode, registration, driver } : carriedBy(mode);
    const waypoints = this.#advance(0, from.id, undefined);
    return { place: from.id, carriage, waypoints, boarding: mode !== "road" };
  }

  #isDelivered(id: number): boolean {
    const node = this.#node(id);
    return node.place === this.#shipment.to.id && node.waypoints === this.#shipment.via.length;
  }

  #expand(from: number): void {
    const node = this.#node(from);
    for (const arc of this.#index.leaving.get(node.place) ?? []) {
      if (arc.mode !== node.carriage.mode) continue;
      const passage = passageOf(this.#network, this.#shipment, arc, node.carriage, this.#on);
      if (isCut(passage)) {
        if (!this.#cuts.has(arc.key)) this.#cuts.set(arc.key, { arc, cut: passage });
      } else this.#edges.push(this.#edge(from, node, arc, passage));
    }
  }

  #edge(from: number, node: WayNode, arc: Arc, passage: Passage): WayEdge {
    // At a break of gauge the wait for the next train is part of the crossing's hours.
    const changed = arc.kind === "interchange";
    const boards = node.boarding && arc.link?.departuresPerWeek !== undefined;
    const next: WayNode = {
      place: arc.to,
      carriage: passage.carriage,
      waypoints: this.#advance(node.waypoints, arc.to, arc),
      boarding: changed || (node.boarding && !boards && arc.kind !== "link"),
    };
    return { arc, passage, from, to: this.#idOf(next), boards };
  }

  /** Waypoints behind after reaching the place; a crossing counts once it is passed. */
  #advance(done: number, place: string, arc: Arc | undefined): number {
    let passed = done;
    let free = arc;
    for (let next = this.#shipment.via[passed]; next !== undefined; next = this.#shipment.via[passed]) {
      if (!reaches(next, place, free)) break;
      if ("crossing" in next) free = undefined;
      passed++;
    }
    return passed;
  }

  #idOf(node: WayNode): number {
    const key = nodeKey(node);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#nodes.length);
    return this.#nodes.push(node) - 1;
  }

  #node(id: number): WayNode {
    const node = this.#nodes[id];
    if (!node) throw new Error(`no node ${id}`);
    return node;
  }
}

/** Goods stand ready for the road, a wagon load for the rail; where there is no road, for what there is. */
function startMode(modes: readonly Mode[], unit: Shipment["request"]["unit"]): Mode {
  if (unit === "wagon" && modes.includes("rail")) return "rail";
  return (["road", "rail", "sea", "air"] as const).find((mode) => modes.includes(mode)) ?? "road";
}

function reaches(waypoint: Waypoint, place: string, arc: Arc | undefined): boolean {
  if ("place" in waypoint) return waypoint.place.id === place;
  const { id } = waypoint.crossing;
  return id === arc?.id || arc?.link?.includesCrossings?.includes(id) === true;
}

function nodeKey(node: WayNode): string {
  return `${node.place}|${carriageKey(node.carriage)}|${node.waypoints}|${node.boarding ? 1 : 0}`;
}
