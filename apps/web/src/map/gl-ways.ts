import type { GeoJSONSource, Map as GlMap, LayerSpecification } from "maplibre-gl";
import type { LineBasis } from "../api/contract.ts";
import { WAY_COLOURS } from "../ui/letter.tsx";
import { ABOVE_WAYS, MAP_FONT } from "./gl-style.ts";
import { labelledPlaces } from "./labelled-places.ts";
import type { Palette } from "./palette.ts";
import { type MapScene, wayGeometry } from "./scene.ts";

export interface GlNames {
  place(id: string): string;
}

/** Layers that choose an option when pressed. */
export const WAY_LAYERS = [
  "way-osm",
  "way-drawn",
  "way-great-circle",
  "way-sea",
  "chosen-osm",
  "chosen-drawn",
  "chosen-great-circle",
  "chosen-sea",
];

const DASHES: Readonly<Record<LineBasis, [number, number] | null>> = {
  osm: null,
  drawn: [3, 1.2],
  "great-circle": [1, 2],
  sea: [2, 2.5],
};
const BASES = Object.keys(DASHES) as readonly LineBasis[];

/** Adds the ways, crossings and places, empty; {@link setWays} fills them. */
export function addWays(map: GlMap, palette: Palette): void {
  const empty: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };
  for (const id of ["ways", "crossings", "places"]) map.addSource(id, { type: "geojson", data: empty });
  for (const basis of BASES) map.addLayer(wayLayer(basis, false), ABOVE_WAYS);
  map.addLayer(casing(palette), ABOVE_WAYS);
  for (const basis of BASES) map.addLayer(wayLayer(basis, true), ABOVE_WAYS);
  map.addLayer(crossingLayer());
  map.addLayer(placeDots(palette));
  map.addLayer(placeNames(palette));
}

export function setWays(
  map: GlMap,
  scene: MapScene,
  chosen: string | null,
  palette: Palette,
  names: GlNames,
): void {
  setData(map, "ways", wayFeatures(scene, chosen, palette));
  setData(
    map,
    "crossings",
    scene.crossings.map((crossing) => point(crossing, { icon: `sign-${crossing.state}` })),
  );
  setData(
    map,
    "places",
    labelledPlaces(scene, chosen, ({ id }) => names.place(id)).map(({ place, name }, rank) =>
      point(place, { name, rank }),
    ),
  );
}

function setData(map: GlMap, id: string, features: GeoJSON.Feature[]): void {
  map.getSource<GeoJSONSource>(id)?.setData({ type: "FeatureCollection", features });
}

function wayFeatures(scene: MapScene, chosen: string | null, palette: Palette): GeoJSON.Feature[] {
  return scene.lines.map((line) => ({
    type: "Feature",
    geometry: wayGeometry(line),
    properties: {
      option: line.option,
      basis: line.basis,
      chosen: line.option === chosen,
      colour: palette.ways[line.index % WAY_COLOURS] ?? palette.text,
    },
  }));
}

function point(
  at: { lon: number; lat: number },
  properties: Record<string, string | number>,
): GeoJSON.Feature {
  return { type: "Feature", geometry: { type: "Point", coordinates: [at.lon, at.lat] }, properties };
}

function wayLayer(basis: LineBasis, chosen: boolean): LayerSpecification {
  const dashes = DASHES[basis];
  return {
    id: `${chosen ? "chosen" : "way"}-${basis}`,
    type: "line",
    source: "ways",
    filter: ["all", ["==", ["get", "basis"], basis], ["==", ["get", "chosen"], chosen]],
    layout: { "line-cap": dashes === null ? "round" : "butt", "line-join": "round" },
    paint: {
      "line-color": ["get", "colour"],
      "line-width": (chosen ? 4.2 : 1.8) - (basis === "osm" ? 0 : 0.6),
      "line-opacity": chosen ? 1 : 0.7,
      ...(dashes === null ? {} : { "line-dasharray": dashes }),
    },
  };
}

function casing(palette: Palette): LayerSpecification {
  return {
    id: "casing",
    type: "line",
    source: "ways",
    filter: ["==", ["get", "chosen"], true],
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": palette.casing, "line-width": 7, "line-opacity": 0.85 },
  };
}

function crossingLayer(): LayerSpecification {
  return {
    id: "crossings",
    type: "symbol",
    source: "crossings",
    layout: {
      "icon-image": ["get", "icon"],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 3, 0.75, 6, 1.1],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    },
  };
}

function placeDots(palette: Palette): LayerSpecification {
  return {
    id: "place-dots",
    type: "circle",
    source: "places",
    paint: {
      "circle-radius": 3,
      "circle-color": palette.text,
      "circle-stroke-color": palette.halo,
      "circle-stroke-width": 1.2,
    },
  };
}

function placeNames(palette: Palette): LayerSpecification {
  return {
    id: "place-names",
    type: "symbol",
    source: "places",
    layout: {
      "text-field": ["get", "name"],
      "text-font": [MAP_FONT],
      "text-size": 13,
      "text-variable-anchor": ["left", "right", "bottom", "top"],
      "text-radial-offset": 0.7,
      "symbol-sort-key": ["get", "rank"],
    },
    paint: { "text-color": palette.text, "text-halo-color": palette.halo, "text-halo-width": 1.6 },
  };
}
