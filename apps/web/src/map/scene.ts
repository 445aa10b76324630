import type {
  CrossingState,
  Geometry,
  LineBasis,
  Mode,
  Network,
  NetworkCrossing,
  NetworkPlace,
  PlanAnswer,
} from "../api/contract.ts";
import { bare } from "../ui/bare.ts";
import { greatCircle } from "./great-circle.ts";

export type Position = readonly [lon: number, lat: number];

/** One leg of one option as drawn. */
export interface MapLine {
  readonly option: string;
  /** Rank of the option in the answer, which gives its colour and letter. */
  readonly index: number;
  readonly leg: string;
  readonly mode: Mode;
  readonly basis: LineBasis;
  readonly coordinates: readonly (readonly Position[])[];
}

interface MapCrossing {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly state: CrossingState;
  readonly confirmed: string | null;
  readonly lon: number;
  readonly lat: number;
}

export interface MapScene {
  readonly lines: readonly MapLine[];
  /** From west to east, the order in which arrow keys pass through them. */
  readonly crossings: readonly MapCrossing[];
  readonly places: readonly NetworkPlace[];
  /** Ids of the places of each option, in order of travel. */
  readonly ways: readonly { readonly option: string; readonly places: readonly string[] }[];
}

/** What the maps show of an answer, free of any library. Legs without a line are straight over the globe. */
export function sceneOf(
  answer: PlanAnswer | undefined,
  network: Network,
  geometry: Geometry | undefined,
): MapScene {
  const places = new Map(network.places.map((place) => [place.id, place]));
  const drawn = new Map(geometry?.features.map((feature) => [feature.properties.link, feature]));
  const options = answer?.options ?? [];
  const lines = options.flatMap((option, index) =>
    option.legs.flatMap((leg): MapLine[] => {
      const line = lineOf(leg, drawn, places);
      return line === null ? [] : [{ option: option.id, index, leg: leg.id, mode: leg.mode, ...line }];
    }),
  );
  const borders = network.crossings.filter(isBorder);
  const crossings = borders.flatMap((crossing): MapCrossing[] => {
    const at = middle(places.get(crossing.from), places.get(crossing.to));
    return at === null ? [] : [{ ...crossing, ...at }];
  });
  crossings.sort((a, b) => a.lon - b.lon);
  const named = new Set(options.flatMap((option) => option.places));
  return {
    lines,
    crossings,
    places: network.places.filter((place) => named.has(place.id)),
    ways: options.map((option) => ({ option: option.id, places: option.places })),
  };
}

/** The crossing of a scene that the Tab key stops at: one on the chosen way, which is in the frame, else the first. */
export function tabStop(crossings: MapScene["crossings"], ways: MapScene["ways"], chosen: string | null) {
  const places = ways.find(({ option }) => option === chosen)?.places ?? [];
  const own = crossings.find(({ from, to }) => places.includes(from) && places.includes(to));
  return (own ?? crossings[0])?.id;
}

/** Ports and terminals come in the same list, and close like borders, but are no borders. */
export function isBorder({ countries }: NetworkCrossing): boolean {
  return new Set(countries).size > 1;
}

type Drawn = ReadonlyMap<string, Geometry["features"][number]>;

function lineOf(
  leg: { id: string; from: string; to: string },
  drawn: Drawn,
  places: ReadonlyMap<string, NetworkPlace>,
): Pick<MapLine, "basis" | "coordinates"> | null {
  const feature = drawn.get(bare(leg.id));
  if (feature !== undefined) return { basis: feature.properties.basis, coordinates: parts(feature.geometry) };
  const from = places.get(leg.from);
  const to = places.get(leg.to);
  if (from === undefined || to === undefined || from.id === to.id) return null;
  return { basis: "great-circle", coordinates: [greatCircle([from.lon, from.lat], [to.lon, to.lat])] };
}

function parts(geometry: GeoJSON.LineString | GeoJSON.MultiLineString): readonly (readonly Position[])[] {
  const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  return lines.map((line) => line.map(([lon = 0, lat = 0]): Position => [lon, lat]));
}

/** A drawn way as GeoJSON geometry, for the map and the export. */
export function wayGeometry({ coordinates }: MapLine): GeoJSON.MultiLineString {
  return {
    type: "MultiLineString",
    coordinates: coordinates.map((part) => part.map(([lon, lat]) => [lon, lat])),
  };
}

function middle(
  a: NetworkPlace | undefined,
  b: NetworkPlace | undefined,
): { lon: number; lat: number } | null {
  if (a === undefined || b === undefined) return null;
  return { lon: (a.lon + b.lon) / 2, lat: (a.lat + b.lat) / 2 };
}

/** West, south, east, north of the lines of an option, or of all; null when there is none. */
export function boundsOf(
  lines: readonly MapLine[],
  option: string | null,
): readonly [number, number, number, number] | null {
  const points = lines
    .filter((line) => option === null || line.option === option)
    .flatMap((line) => line.coordinates.flat());
  if (points.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
