import { readFileSync } from "node:fs";

/** Longitude and latitude, degrees. */
export type Position = readonly [number, number];
type Ring = readonly Position[];
type ArcTree = readonly (number | ArcTree)[];

interface Shape {
  readonly type: string;
  readonly arcs: ArcTree;
  readonly properties?: Readonly<Record<string, string | number | null>>;
}

export interface Topology {
  readonly arcs: readonly (readonly Position[])[];
  readonly transform: { readonly scale: Position; readonly translate: Position };
  readonly objects: Readonly<Record<string, { readonly geometries: readonly Shape[] }>>;
}

/** A polygon of a layer, rings joined, the outer one first. */
export interface Area {
  readonly properties: Readonly<Record<string, string | number | null>>;
  readonly rings: readonly Ring[];
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

const EARTH_KM = 6371.0088;
const RAD = Math.PI / 180;

export function km([lonA, latA]: Position, [lonB, latB]: Position): number {
  const h =
    Math.sin(((latB - latA) * RAD) / 2) ** 2 +
    Math.cos(latA * RAD) * Math.cos(latB * RAD) * Math.sin(((lonB - lonA) * RAD) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}

/** Points along a line, at most `step` km apart. */
export function along(line: readonly Position[], step: number): Position[] {
  return line.flatMap((b, i): Position[] => {
    const a = line[i - 1];
    if (a === undefined) return [b];
    const parts = Math.max(1, Math.ceil(km(a, b) / step));
    return Array.from({ length: parts }, (_, part): Position => {
      const t = (part + 1) / parts;
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    });
  });
}

/** The polygons of one layer of the base map. */
export function areas(file: string, layer: string): readonly Area[] {
  const topology = JSON.parse(readFileSync(file, "utf8")) as Topology;
  const arcs = topology.arcs.map((arc) => decoded(arc, topology.transform));
  return topology.objects[layer]!.geometries.flatMap((shape) => {
    const polygons = (shape.type === "Polygon" ? [shape.arcs] : shape.arcs) as number[][][];
    return polygons.map((polygon) => {
      const rings = polygon.map((indices) => joined(arcs, indices));
      return { properties: shape.properties ?? {}, rings, box: boxOf(rings[0]!) };
    });
  });
}

function decoded(arc: readonly Position[], { scale, translate }: Topology["transform"]): Ring {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function joined(arcs: readonly Ring[], indices: readonly number[]): Ring {
  return indices.flatMap((index, at) => {
    const arc = index < 0 ? arcs[~index]!.toReversed() : arcs[index]!;
    return at === 0 ? arc : arc.slice(1);
  });
}

function boxOf(ring: Ring): Area["box"] {
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

export function holds({ rings, box }: Area, point: Position): boolean {
  const [west, south, east, north] = box;
  if (point[0] < west || point[0] > east || point[1] < south || point[1] > north) return false;
  return inRing(rings[0]!, point) && !rings.slice(1).some((hole) => inRing(hole, point));
}

function inRing(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  ring.forEach(([xi, yi], i) => {
    const [xj, yj] = ring.at(i - 1)!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  });
  return inside;
}

/** Kilometres from a point to the outline of the nearest of some areas. */
export function kmToOutline(some: readonly Area[], point: Position): number {
  const shrink = Math.cos(point[1] * RAD);
  let best = Number.POSITIVE_INFINITY;
  for (const ring of some.flatMap(({ rings }) => rings)) {
    for (let i = 1; i < ring.length; i++)
      best = Math.min(best, kmToSegment(point, ring[i - 1]!, ring[i]!, shrink));
  }
  return best;
}

function kmToSegment([x, y]: Position, [ax, ay]: Position, [bx, by]: Position, shrink: number): number {
  const [dx, dy] = [(bx - ax) * shrink, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * shrink * dx + (y - ay) * dy) / length));
  return Math.hypot((x - ax) * shrink - t * dx, y - ay - t * dy) * RAD * EARTH_KM;
}
