import cyrillic from "@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url";
import cyrillicExt from "@fontsource/noto-sans/files/noto-sans-cyrillic-ext-400-normal.woff2?url";
import latin from "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url";
import arabic from "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2?url";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Lang } from "../i18n/locales.ts";
import { type Basemap, countryLabels, RELIEF } from "./basemap.ts";
import type { Palette } from "./palette.ts";

/** The face of all labels on the moving map. Nastaliq cannot be set there: its letters come out as Naskh. */
export const MAP_FONT = "Noto Sans";

const FONT_FACES: NonNullable<StyleSpecification["font-faces"]> = {
  [MAP_FONT]: [
    { url: latin, "unicode-range": ["U+0000-02FF", "U+2000-206F", "U+20A0-20CF", "U+2190-22FF"] },
    { url: cyrillic, "unicode-range": ["U+0301", "U+0400-045F", "U+0490-0491", "U+04B0-04B1", "U+2116"] },
    { url: cyrillicExt, "unicode-range": ["U+0460-048F", "U+0492-04AF", "U+04B2-052F"] },
    {
      url: arabic,
      "unicode-range": ["U+0600-06FF", "U+0750-077F", "U+08A0-08FF", "U+FB50-FDFF", "U+FE70-FEFF"],
    },
  ],
};

/** Layer that the hatch goes under, and the one that the ways go under. */
export const ABOVE_HATCH = "rivers";
export const ABOVE_WAYS = "country-names";

/** The world under the ways: relief, water, neutral boundaries, names of countries. All from the page's own server. */
export function baseStyle(basemap: Basemap, palette: Palette, lang: Lang): StyleSpecification {
  const source = (data: GeoJSON.GeoJSON) => ({ type: "geojson" as const, data, tolerance: 0.3 });
  return {
    version: 8,
    "font-faces": FONT_FACES,
    sources: {
      countries: source(basemap.countries as GeoJSON.FeatureCollection),
      disputed: source(basemap.disputed),
      lakes: source(basemap.lakes),
      rivers: source(basemap.rivers),
      glaciers: source(basemap.glaciers),
      borders: source(basemap.borders as GeoJSON.FeatureCollection),
      names: source(labelPoints(basemap, lang)),
      relief: { type: "image", url: RELIEF.url, coordinates: reliefCorners() },
    },
    layers: baseLayers(palette),
  };
}

function reliefCorners(): [[number, number], [number, number], [number, number], [number, number]] {
  const { west, east, south, north } = RELIEF;
  return [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ];
}

function labelPoints(basemap: Basemap, lang: Lang): GeoJSON.FeatureCollection {
  const features = countryLabels(basemap, lang).map(
    ({ name, lon, lat }): GeoJSON.Feature => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { name },
    }),
  );
  return { type: "FeatureCollection", features };
}

function baseLayers(palette: Palette): LayerSpecification[] {
  const fill = (id: string, colour: string): LayerSpecification => ({
    id,
    type: "fill",
    source: id,
    paint: { "fill-color": colour },
  });
  return [
    { id: "water", type: "background", paint: { "background-color": palette.water } },
    fill("countries", palette.land),
    fill("disputed", palette.disputed),
    {
      id: "relief",
      type: "raster",
      source: "relief",
      paint: { "raster-opacity": palette.relief, "raster-fade-duration": 0 },
    },
    {
      id: "glaciers",
      type: "fill",
      source: "glaciers",
      paint: { "fill-color": palette.glacier, "fill-opacity": 0.8 },
    },
    {
      id: "rivers",
      type: "line",
      source: "rivers",
      paint: {
        "line-color": palette.river,
        "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 7, 1.4],
      },
    },
    fill("lakes", palette.lake),
    boundary("international", palette.border, 1.2),
    boundary("control", palette.border, 1.4, [0.4, 2.2]),
    boundary("other", palette.border, 1.1, [3, 2.2]),
    {
      id: "country-names",
      type: "symbol",
      source: "names",
      layout: {
        "text-field": ["get", "name"],
        "text-font": [MAP_FONT],
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, 11, 6, 16],
        "text-letter-spacing": 0.02,
      },
      paint: { "text-color": palette.country, "text-halo-color": palette.halo, "text-halo-width": 1 },
    },
  ];
}

function boundary(
  line: string,
  colour: string,
  width: number,
  dashes?: [number, number],
): LayerSpecification {
  return {
    id: `boundary-${line}`,
    type: "line",
    source: "borders",
    filter: ["==", ["get", "line"], line],
    layout: {
      "line-cap": dashes === undefined || line === "control" ? "round" : "butt",
      "line-join": "round",
    },
    paint: {
      "line-color": colour,
      "line-width": width,
      ...(dashes === undefined ? {} : { "line-dasharray": dashes }),
    },
  };
}
