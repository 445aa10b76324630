import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { km, type Position, type Topology } from "./base-map.ts";

interface LineFeature {
  readonly properties: {
    readonly link: string;
    readonly basis: "drawn" | "osm" | "great-circle" | "sea";
    readonly drawnShare?: number;
    readonly drawnSpans?: readonly (readonly [number, number])[];
  };
  readonly geometry: { readonly type: string; readonly coordinates: readonly Position[] };
}

interface NetworkLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly mode: string;
  readonly terrain?: string;
  readonly distanceKm: { readonly value: number };
}

const data = fileURLToPath(new URL("../data/", import.meta.url));
const geo = join(data, "geo");
const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(...path), "utf8")) as T;
const lines = (file: string) => read<{ features: LineFeature[] }>(geo, file).features;

const drawn = lines("open/links-drawn.geojson");
const sea = lines("open/sea-legs.geojson");
const osm = lines("odbl/roads-osm.geojson");
const all = [...drawn, ...sea, ...osm];
const byLink = new Map(all.map((line) => [line.properties.link, line]));

const links = readdirSync(join(data, "network/links")).flatMap((file) =>
  read<NetworkLink[]>(data, "network/links", file),
);
const places = new Map(
  read<{ id: string; lat: number; lon: number }[]>(data, "network/places.json").map(({ id, lat, lon }) => [
    id,
    [lon, lat] as Position,
  ]),
);

const steps = ({ geometry: { coordinates } }: LineFeature) =>
  coordinates.slice(1).map((point, i) => km(coordinates[i]!, point));
const length = (line: LineFeature) => steps(line).reduce((sum, step) => sum + step, 0);

const pairs = () =>
  links.flatMap((link) => {
    const line = byLink.get(link.id);
    return line ? [{ link, line }] : [];
  });

describe("lines of the links", () => {
  test("every link has one line, and every line a link", () => {
    expect(all.map((line) => line.properties.link).sort()).toEqual(links.map((link) => link.id).sort());
  });

  test("a line starts and ends at the link's places, within 3 km", () => {
    const off = pairs().filter(({ link, line }) => {
      const { coordinates } = line.geometry;
      return (
        km(coordinates[0]!, places.get(link.from)!) > 3 || km(coordinates.at(-1)!, places.get(link.to)!) > 3
      );
    });
    expect(off.map(({ link }) => link.id)).toEqual([]);
  });

  test("each file holds the bases that its name says", () => {
    const bases = (file: readonly LineFeature[]) =>
      [...new Set(file.map((line) => line.properties.basis))].sort();
    expect(bases(drawn)).toEqual(["drawn", "great-circle"]);
    expect(bases(sea)).toEqual(["sea"]);
    expect(bases(osm)).toEqual(["osm"]);
  });

  test("air links are arcs, sea links are sea routes, nothing else is", () => {
    const expected: Record<string, string> = { air: "great-circle", sea: "sea" };
    const wrong = pairs().filter(({ link, line }) => {
      const { basis } = line.properties;
      return expected[link.mode] ? basis !== expected[link.mode] : !["drawn", "osm"].includes(basis);
    });
    expect(wrong.map(({ link }) => link.id)).toEqual([]);
  });

  test("a line is not longer than the table's distance, nor much shorter", () => {
    const off = pairs().filter(({ link, line }) => {
      const ratio = length(line) / link.distanceKm.value;
      const most = line.properties.basis === "osm" ? 1.1 : 1.05;
      // Streets of a town and the mouth of a border post are not drawn: no lower bound on the shortest.
      const least = link.distanceKm.value > 20 ? 0.55 : 0;
      return ratio < least || ratio > most;
    });
    expect(off.map(({ link, line }) => [link.id, Math.round(length(line)), link.distanceKm.value])).toEqual(
      [],
    );
  });

  test("mountain roads follow their valleys: a vertex every 10 km, none further than 15 from the next", () => {
    const coarse = pairs().filter(({ link, line }) => {
      const gaps = steps(line);
      return link.terrain === "mountain" && (length(line) / gaps.length > 10 || Math.max(...gaps) > 15);
    });
    expect(coarse.map(({ link }) => link.id)).toEqual([]);
  });

  test("no line leaves the region", () => {
    const outside = all.filter((line) =>
      line.geometry.coordinates.some(([lon, lat]) => lon < 20 || lon > 130 || lat < 0 || lat > 60),
    );
    expect(outside.map((line) => line.properties.link)).toEqual([]);
  });

  test("composed lines say which vertices were drawn by hand", () => {
    for (const line of osm) {
      const { drawnShare = -1, drawnSpans = [] } = line.properties;
      const drawnKm = drawnSpans
        .flatMap(([from, to]) => steps(line).slice(from, to))
        .reduce((sum, step) => sum + step, 0);
      expect(drawnKm / length(line), line.properties.link).toBeCloseTo(drawnShare, 1);
    }
  });
});

describe("base map", () => {
  const topology = read<Topology>(geo, "open/basemap.topojson");

  test("has its seven layers, with arcs that exist", () => {
    expect(Object.keys(topology.objects).sort()).toEqual(
      ["borders", "claims", "countries", "disputed", "glaciers", "lakes", "rivers"].sort(),
    );
    const shapes = Object.values(topology.objects).flatMap((layer) => layer.geometries);
    const indices = shapes.flatMap((shape) => (shape.arcs as unknown[]).flat(3) as number[]);
    expect(indices.filter((i) => (i < 0 ? ~i : i) >= topology.arcs.length)).toEqual([]);
  });

  test("no disputed glacier or reef is a country", () => {
    const names = topology.objects.countries!.geometries.map((shape) => shape.properties!.NAME);
    expect(names).not.toEqual(expect.arrayContaining(["Siachen Glacier"]));
    expect(names).toEqual(expect.arrayContaining(["Pakistan", "Kazakhstan", "India", "China"]));
    const disputed = topology.objects.disputed!.geometries.map((shape) => shape.properties!.BRK_NAME);
    expect(disputed).toEqual(
      expect.arrayContaining([
        "Jammu and Kashmir",
        "Azad Kashmir",
        "Northern Areas",
        "Aksai Chin",
        "Siachen Glacier",
      ]),
    );
  });

  test("borders are classed, so that only agreed ones are drawn solid", () => {
    const classes = new Set(
      topology.objects.borders!.geometries.map((shape) => shape.properties!.featurecla),
    );
    expect([...classes].sort()).toEqual([
      "Disputed (please verify)",
      "Indefinite (please verify)",
      "Indeterminant frontier",
      "International boundary (verify)",
      "Lease limit",
      "Line of control (please verify)",
    ]);
  });

  test("labels name no disputed area and speak six languages", () => {
    const labels = read<{ countries: Label[]; physical: Label[] }>(geo, "open/labels.json");
    for (const { names } of [...labels.countries, ...labels.physical]) {
      expect(Object.keys(names).sort()).toEqual(["en", "fa", "kk", "ru", "ur", "zh"]);
    }
    const text = JSON.stringify(labels);
    for (const name of ["Kashmir", "Siachen", "Aksai", "Taiwan", "Spratly"]) expect(text).not.toContain(name);
  });
});

interface Label {
  readonly lon: number;
  readonly lat: number;
  readonly names: Readonly<Record<string, string>>;
}

describe("licences and codes", () => {
  test("the share-alike folder carries its licence and its attribution", () => {
    expect(readFileSync(join(geo, "odbl/LICENSE"), "utf8")).toMatch(
      /OpenStreetMap contributors[\s\S]*Open Database License/,
    );
    expect(existsSync(join(geo, "odbl/README.md"))).toBe(true);
    expect(read<{ attribution: string }>(geo, "odbl/roads-osm.geojson").attribution).toMatch(
      /OpenStreetMap contributors/,
    );
  });

  test("HS 2022 is whole: 97 chapters less the reserved one, every code under its heading", () => {
    const { codes } = read<{ codes: Record<string, string> }>(geo, "../trade/hs2022.json");
    const ofLength = (n: number) => Object.keys(codes).filter((code) => code.length === n);
    expect([ofLength(2).length, ofLength(4).length, ofLength(6).length]).toEqual([96, 1228, 5612]);
    const orphans = ofLength(6).filter((code) => !codes[code.slice(0, 4)]);
    expect(orphans).toEqual([]);
  });
});
