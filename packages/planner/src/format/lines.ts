import { z } from "zod";

const Position = z.array(z.number()).min(2);

/** GeoJSON line of a link, RFC 7946: longitude, latitude in WGS 84. */
export const LineGeometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("LineString"), coordinates: z.array(Position).min(2) }),
  z.object({ type: z.literal("MultiLineString"), coordinates: z.array(z.array(Position).min(2)).min(1) }),
]);
export type LineGeometry = z.infer<typeof LineGeometry>;

/** Where a line comes from: surveyed by OpenStreetMap, drawn by hand, a sea route, or the shortest arc. */
export const LineBasis = z.enum(["osm", "drawn", "sea", "great-circle"]);
export type LineBasis = z.infer<typeof LineBasis>;

export interface LinkLine {
  readonly basis: LineBasis;
  readonly geometry: LineGeometry;
}

const Layer = z.object({
  features: z.array(
    z.object({
      properties: z.object({ link: z.string().optional(), basis: LineBasis.optional() }),
      geometry: LineGeometry,
    }),
  ),
});

/** Files with lines, lowest first: where two have a line for one link, the later file's line is shown. */
const LAYERS = [
  { file: "open/links-drawn.geojson", basis: "drawn" },
  { file: "open/sea-legs.geojson", basis: "sea" },
  { file: "odbl/roads-osm.geojson", basis: "osm" },
] as const;

/**
 * Lines by link id from the geometry files of data/geo. `read` gives the text of a file by its path under that
 * directory; undefined, for one that is absent, counts as no lines: they are for the eye, no length or time
 * depends on them. Throws when a text is not GeoJSON lines.
 */
export function loadLines(read: (path: string) => string | undefined): ReadonlyMap<string, LinkLine> {
  const lines = new Map<string, LinkLine>();
  for (const { file, basis } of LAYERS) {
    const text = read(file);
    if (text === undefined) continue;
    for (const { properties, geometry } of Layer.parse(JSON.parse(text)).features) {
      if (properties.link) lines.set(properties.link, { basis: properties.basis ?? basis, geometry });
    }
  }
  return lines;
}

/** The same line travelled the other way. */
export function reversed(geometry: LineGeometry): LineGeometry {
  if (geometry.type === "LineString") return { ...geometry, coordinates: geometry.coordinates.toReversed() };
  return { ...geometry, coordinates: geometry.coordinates.map((part) => part.toReversed()).toReversed() };
}
