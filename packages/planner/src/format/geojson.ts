import type { Leg, Option, PlanAnswer } from "../answer.ts";
import { type LineBasis, type LineGeometry, type LinkLine, reversed } from "./lines.ts";

/** Longitude and latitude in degrees, WGS 84. */
type LonLat = readonly [lon: number, lat: number];

export interface GeojsonContext {
  /** Line of each link that has one, by id. */
  readonly lines: ReadonlyMap<string, LinkLine>;
  /** Where a place lies; undefined when not known. */
  readonly positionOf: (place: string) => LonLat | undefined;
}

interface Feature {
  readonly type: "Feature";
  readonly geometry: LineGeometry | { readonly type: "Point"; readonly coordinates: LonLat };
  readonly properties: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

export interface FeatureCollection {
  readonly type: "FeatureCollection";
  /** Credit that must be shown with the lines. */
  readonly attribution: string;
  readonly features: readonly Feature[];
}

/** Credit owed where a line has basis `osm`. */
export const OSM_ATTRIBUTION =
  'Lines with basis "osm" © OpenStreetMap contributors, Open Database License 1.0 (openstreetmap.org/copyright)';

/**
 * The options as GeoJSON, RFC 7946: one line a leg in the direction of travel, then one point a place.
 * A leg whose link has no line is drawn straight between its ends and says so (`basis` great-circle).
 */
export function formatGeojson(answer: PlanAnswer, context: GeojsonContext): FeatureCollection {
  const legs = answer.options.flatMap((option, index) => legFeatures(option, index + 1, context));
  const places = new Set(answer.options.flatMap((option) => option.places));
  const points = [...places].flatMap((place) => placeFeature(place, context));
  return { type: "FeatureCollection", attribution: OSM_ATTRIBUTION, features: [...legs, ...points] };
}

function legFeatures(option: Option, rank: number, context: GeojsonContext): Feature[] {
  return option.legs.flatMap((leg) => {
    const line = lineOf(leg, context);
    if (!line) return [];
    const properties = { ...optionProperties(option, rank), ...legProperties(leg), basis: line.basis };
    return [{ type: "Feature" as const, geometry: line.geometry, properties }];
  });
}

function optionProperties(option: Option, rank: number) {
  return { option: option.id, rank, labels: option.labels, optionHoursP50: option.hours.p50 };
}

function legProperties(leg: Leg) {
  return {
    leg: leg.id,
    kind: leg.kind,
    name: leg.name,
    from: leg.from,
    to: leg.to,
    mode: leg.mode,
    km: leg.km,
    hoursP50: leg.hours.p50,
    waitHours: leg.waitHours,
    enter: leg.enter,
    leave: leg.leave,
  };
}

function lineOf(leg: Leg, context: GeojsonContext): { basis: LineBasis; geometry: LineGeometry } | undefined {
  const [link = leg.id, back] = leg.id.split("#");
  const known = context.lines.get(link);
  if (known) return { basis: known.basis, geometry: back ? reversed(known.geometry) : known.geometry };
  const [from, to] = [context.positionOf(leg.from), context.positionOf(leg.to)];
  if (!from || !to || leg.from === leg.to) return undefined;
  return { basis: "great-circle", geometry: { type: "LineString", coordinates: [[...from], [...to]] } };
}

function placeFeature(place: string, context: GeojsonContext): Feature[] {
  const coordinates = context.positionOf(place);
  if (!coordinates) return [];
  return [{ type: "Feature", geometry: { type: "Point", coordinates }, properties: { place } }];
}
