import { feature } from "topojson-client";
import { countryName } from "../i18n/format.ts";
import type { Lang } from "../i18n/locales.ts";

interface CountryProperties {
  readonly NAME?: string;
  readonly NAME_UR?: string;
  readonly NAME_RU?: string;
  readonly NAME_ZH?: string;
  readonly NAME_FA?: string;
  readonly LABEL_X?: number;
  readonly LABEL_Y?: number;
  readonly ADM0_A3?: string;
}
type Topology = Parameters<typeof feature>[0];
type GeometryCollection = Extract<Parameters<typeof feature>[1], { type: "GeometryCollection" }>;
type Layer<P = Record<string, unknown>> = GeoJSON.FeatureCollection<GeoJSON.Geometry, P>;

/** The drawn world: public-domain layers with disputed areas cut out of every country. */
export interface Basemap {
  readonly countries: Layer<CountryProperties>;
  readonly disputed: Layer;
  readonly lakes: Layer;
  readonly rivers: Layer;
  readonly glaciers: Layer;
  readonly borders: Layer<{ readonly line: BorderLine }>;
}
/** Solid, dotted, dashed: only an undisputed international boundary is solid. */
export type BorderLine = "international" | "control" | "other";

/** Corners of the relief picture: 38..126 E, 3.987..57 N in Web Mercator. */
export const RELIEF = { url: "/geo/relief.webp", west: 38, east: 126, south: 3.987, north: 57 } as const;
/** Beyond this the base map has nothing to show. */
export const EXTENT = [38, 4, 126, 57] as const;

/** Fetches and unpacks the base map. Throws when it is not there or not readable. */
export async function loadBasemap(signal?: AbortSignal): Promise<Basemap> {
  const response = await fetch("/geo/basemap.topojson", signal === undefined ? {} : { signal });
  if (!response.ok) throw new Error(`base map: HTTP ${response.status}`);
  return basemapOf((await response.json()) as Topology);
}

/** Unpacks the topology; a layer that it lacks is empty. */
export function basemapOf(topology: Topology): Basemap {
  const layer = <P>(name: string): Layer<P> => {
    const object = topology.objects[name];
    if (object === undefined) return { type: "FeatureCollection", features: [] };
    const unpacked = feature(topology, object as GeometryCollection) as unknown as Layer<P>;
    return { ...unpacked, features: unpacked.features.filter((item) => item.geometry !== null) };
  };
  return {
    countries: layer("countries"),
    disputed: layer("disputed"),
    lakes: layer("lakes"),
    rivers: layer("rivers"),
    glaciers: layer("glaciers"),
    borders: classified(layer<{ featurecla?: string }>("borders")),
  };
}

function classified(borders: Layer<{ featurecla?: string }>): Basemap["borders"] {
  const features = borders.features.map((item) => ({
    ...item,
    properties: { line: borderLine(item.properties.featurecla ?? "") },
  }));
  return { type: "FeatureCollection", features };
}

/** How a boundary of a class is drawn. */
export function borderLine(featureClass: string): BorderLine {
  if (featureClass.startsWith("International boundary")) return "international";
  return featureClass.startsWith("Line of control") ? "control" : "other";
}

const NAME_KEYS: Readonly<Record<string, keyof CountryProperties>> = {
  ur: "NAME_UR",
  ru: "NAME_RU",
  zh: "NAME_ZH",
  "fa-AF": "NAME_FA",
};
/** The countries of the network, which the map calls as the rest of the page does: Natural Earth has older names. */
const OWN: Readonly<Record<string, string>> = {
  AFG: "AF",
  ARE: "AE",
  CHN: "CN",
  IND: "IN",
  IRN: "IR",
  KAZ: "KZ",
  KGZ: "KG",
  PAK: "PK",
  TJK: "TJ",
  TKM: "TM",
  TUR: "TR",
  UZB: "UZ",
};
/** Whose label would take a side, or stand for no country here. */
const UNLABELLED = new Set(["TWN", "KAS", "SOL", "CYN", "PGA", "SCR", "SPI"]);

export interface CountryLabel {
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

/** Names of countries at their label points, in the page's language where the data have it. */
export function countryLabels(basemap: Basemap, lang: Lang): readonly CountryLabel[] {
  return basemap.countries.features.flatMap(({ properties }): CountryLabel[] => {
    const { ADM0_A3: code = "", LABEL_X: lon, LABEL_Y: lat } = properties;
    const own = OWN[code];
    const drawn = properties[NAME_KEYS[lang] ?? "NAME"] ?? properties.NAME;
    const name = own === undefined ? drawn : countryName(lang, own);
    if (typeof name !== "string" || lon === undefined || lat === undefined || UNLABELLED.has(code)) return [];
    return [{ name, lon, lat }];
  });
}
