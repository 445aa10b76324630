import { type GeoProjection, geoArea } from "d3-geo";
import type { Basemap } from "./basemap.ts";
import { boundsOf, type MapScene } from "./scene.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

const PADDING = 50;
/** Shown when there is no way yet: Lahore to Almaty with room. */
const DEFAULT_BOUNDS = [62, 24, 86, 46] as const;

/** A projection that holds the chosen way, or all ways, with room at the edges. */
export function framed(
  projection: GeoProjection,
  scene: MapScene,
  chosen: string | null,
  size: Size,
): GeoProjection {
  const [west, south, east, north] =
    boundsOf(scene.lines, chosen) ?? boundsOf(scene.lines, null) ?? DEFAULT_BOUNDS;
  const corners: GeoJSON.MultiPoint = {
    type: "MultiPoint",
    coordinates: [
      [west, south],
      [east, north],
    ],
  };
  projection.fitExtent(
    [
      [PADDING, PADDING],
      [size.width - PADDING, size.height - PADDING],
    ],
    corners,
  );
  return projection.clipExtent([
    [-20, -20],
    [size.width + 20, size.height + 20],
  ]);
}

/** Rings turned the way that spherical drawing wants: a ring that would cover half the globe is reversed. */
export function rewound(basemap: Basemap): Basemap {
  const turn = <T extends { features: GeoJSON.Feature[] }>(layer: T): T => ({
    ...layer,
    features: layer.features.map(rewind),
  });
  return {
    ...basemap,
    countries: turn(basemap.countries),
    disputed: turn(basemap.disputed),
    lakes: turn(basemap.lakes),
    glaciers: turn(basemap.glaciers),
  };
}

function rewind(feature: GeoJSON.Feature): GeoJSON.Feature {
  const { geometry } = feature;
  if (geometry.type === "Polygon")
    return { ...feature, geometry: { ...geometry, coordinates: rings(geometry.coordinates) } };
  if (geometry.type !== "MultiPolygon") return feature;
  return { ...feature, geometry: { ...geometry, coordinates: geometry.coordinates.map(rings) } };
}

function rings(polygon: GeoJSON.Position[][]): GeoJSON.Position[][] {
  return polygon.map((ring, index) => {
    const hole = index > 0;
    const large = geoArea({ type: "Polygon", coordinates: [ring] }) > 2 * Math.PI;
    return large === hole ? ring : [...ring].reverse();
  });
}
