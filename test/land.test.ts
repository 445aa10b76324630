import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Area, along, areas, holds, km, kmToOutline, type Position } from "./base-map.ts";

const data = fileURLToPath(new URL("../data/", import.meta.url));
const read = <T>(path: string): T => JSON.parse(readFileSync(join(data, path), "utf8")) as T;
const baseMap = join(data, "geo/open/basemap.topojson");

interface Line {
  readonly properties: { readonly link: string };
  readonly geometry: { readonly coordinates: readonly Position[] };
}
const lines = new Map(
  ["geo/open/links-drawn.geojson", "geo/odbl/roads-osm.geojson"].flatMap((file) =>
    read<{ features: Line[] }>(file).features.map(({ properties, geometry }) => [
      properties.link,
      geometry.coordinates,
    ]),
  ),
);
interface Link {
  readonly id: string;
  readonly mode: string;
  readonly countries: readonly string[];
}
const land = readdirSync(join(data, "network/links"))
  .flatMap((file) => read<Link[]>(`network/links/${file}`))
  .filter(({ mode }) => mode === "road" || mode === "rail");
interface Place {
  readonly id: string;
  readonly country: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  readonly coordinates: { readonly accuracyKm: number };
}
const places = new Map(read<Place[]>("network/places.json").map((place) => [place.id, place]));

const ALPHA_3: Readonly<Record<string, string>> = {
  AF: "AFG",
  AE: "ARE",
  CN: "CHN",
  IN: "IND",
  IR: "IRN",
  KG: "KGZ",
  KZ: "KAZ",
  PK: "PAK",
  TJ: "TJK",
  TM: "TKM",
  TR: "TUR",
  UZ: "UZB",
};
/** How far the thinned outlines of the base map may lie from the ground. */
const OUTLINE_KM = 3;
/** West of it the base map is empty. */
const WEST = 38;

const countries = Map.groupBy(areas(baseMap, "countries"), ({ properties }) => properties.ADM0_A3);
const disputed = areas(baseMap, "disputed");
const lakes = areas(baseMap, "lakes");

function kmOutside(codes: readonly string[], point: Position): number {
  const own = codes.flatMap((code): readonly Area[] => countries.get(ALPHA_3[code]!) ?? []);
  if ([...own, ...disputed].some((area) => holds(area, point))) return 0;
  return kmToOutline(own, point);
}

describe("roads and railways on the base map", () => {
  test("keep to the countries that their link names, disputed areas aside", () => {
    const strays = land.flatMap(({ id, countries: codes }) => {
      const points = along(lines.get(id)!, 4).filter(([lon]) => lon > WEST);
      const worst = Math.max(0, ...points.map((point) => kmOutside(codes, point)));
      return worst > OUTLINE_KM ? [`${id}: ${worst.toFixed(1)} km outside ${codes.join(", ")}`] : [];
    });
    expect(strays).toEqual([]);
  });

  test("run through no lake, but for the ferry on Lake Van", () => {
    const wet = land.flatMap(({ id }) => {
      const names = along(lines.get(id)!, 2).flatMap((point) =>
        lakes.flatMap((lake) => (holds(lake, point) ? [String(lake.properties.name)] : [])),
      );
      return names.length > 1 ? [id] : [];
    });
    expect(wet).toEqual(["zahedan--istanbul-iti-rail"]);
  });

  test.each([
    ["dostyk--almaty-rail", "Aktogay", [79.67, 46.95]],
    ["saryagash--shymkent-rail", "Arys", [68.8, 42.43]],
    ["saryagash--almaty-rail", "Arys", [68.8, 42.43]],
    ["xian--almaty-through-rail", "alashankou"],
    ["xian--almaty-through-rail", "dostyk"],
    ["xian--horgos-cn-rail", "urumqi"],
    ["lianyungang--horgos-cn-rail", "xian"],
    ["bereket--mary-rail", "ashgabat"],
    ["saragt--farap-rail", "mary"],
    ["farap--keles-rail", "samarkand"],
    ["karachi--lahore-rail", "multan"],
    ["karachi--quetta-road", "khuzdar"],
    ["quetta--chaman-bcp-road", "khojak-pass"],
    ["gilgit--sost-road", "aliabad-hunza"],
    ["jalalabad--kabul-road", "mahipar"],
    ["kohat--kharlachi-pk-road", "parachinar"],
    ["peshawar--torkham-pk-road", "landi-kotal"],
    ["dushanbe--khujand-road", "anzob-tunnel"],
    ["urumqi--horgos-cn-road", "Jinghe", [82.89, 44.6]],
    ["naryn--bishkek-road", "Kochkor", [75.76, 42.22]],
  ] as const)("%s passes %s", (link, name, point?: Position) => {
    const place = places.get(name);
    const at: Position = point ?? [place!.lon, place!.lat];
    expect(Math.min(...along(lines.get(link)!, 2).map((here) => km(here, at)))).toBeLessThan(12);
  });
});

describe("border posts on the base map", () => {
  test("lie in their own country, as far as their accuracy and that of the map go", () => {
    const astray = [...places.values()].flatMap(({ id, country, kind, lat, lon, coordinates }) => {
      if ((kind !== "border-post" && kind !== "pass") || lon < WEST) return [];
      const off = kmOutside([country], [lon, lat]);
      return off > OUTLINE_KM
        ? [`${id}: ${off.toFixed(1)} km outside ${country}, ${coordinates.accuracyKm} km`]
        : [];
    });
    expect(astray).toEqual([]);
  });
});
