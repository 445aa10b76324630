import { geoArea, geoMercator } from "d3-geo";
import { describe, expect, it } from "vitest";
import type { Lang } from "../src/i18n/locales.ts";
import { basemapOf, borderLine, countryLabels } from "../src/map/basemap.ts";
import { greatCircle } from "../src/map/great-circle.ts";
import { labelledPlaces } from "../src/map/labelled-places.ts";
import { DARK, LIGHT } from "../src/map/palette.ts";
import { nameAt, placeNames } from "../src/map/place-names.ts";
import { boundsOf, sceneOf, tabStop } from "../src/map/scene.ts";
import { framed, rewound } from "../src/map/svg-projection.ts";
import { uncovered } from "../src/map/uncovered.ts";
import { WAY_COLOURS } from "../src/ui/letter.tsx";
import { syntheticAnswer } from "./fixtures/synthetic-answer.ts";
import { syntheticGeometry, syntheticNetwork } from "./fixtures/synthetic-network.ts";

const answer = syntheticAnswer({ from: "lahore", to: "almaty", ready: "2027-01-11" });
const scene = sceneOf(answer, syntheticNetwork, syntheticGeometry);

describe("names on the plain map", () => {
  const size = { width: 200, height: 100 };
  const name = (x: number, y: number) => ({ name: `${x},${y}`, x, y, width: 60 });

  it("neither cover each other nor are cut at the edge", () => {
    const kept = uncovered(
      [name(100, 50), name(120, 52), name(100, 80), name(10, 50), name(190, 50)],
      size,
      17,
    );
    expect(kept.map(({ name: own }) => own)).toEqual(["100,50", "100,80"]);
  });

  it("of countries step aside for those of places, or are left out", () => {
    const taken = [{ name: "Naryn", x: 140, y: 52, width: 60 }];
    expect(uncovered([name(100, 50)], size, 17, taken)).toMatchObject([{ x: 80 }]);
    expect(uncovered([name(140, 50)], size, 17, taken)).toEqual([]);
  });

  it("of places stand on the side that has room, and are never cut", () => {
    const dot = (x: number, y: number, own: string) => ({ id: own, name: own, x, y });
    const long = "Хунджерабский перев";
    const placed = placeNames([dot(20, 20, "Lahore"), dot(190, 40, "Almaty"), dot(110, 60, long)], size, 17);
    expect(placed.map((one) => nameAt(one).anchor)).toEqual(["start", "end", "middle"]);
    for (const { middle, width } of placed) {
      expect(middle - width / 2).toBeGreaterThanOrEqual(0);
      expect(middle + width / 2).toBeLessThanOrEqual(size.width);
    }
  });
});

describe("boundaries", () => {
  it("are solid only where they are international and undisputed", () => {
    expect(borderLine("International boundary (verify)")).toBe("international");
    expect(borderLine("Line of control (please verify)")).toBe("control");
    for (const other of [
      "Disputed (please verify)",
      "Indefinite (please verify)",
      "Indeterminant frontier",
      "Lease limit",
      "",
    ]) {
      expect(borderLine(other)).toBe("other");
    }
  });

  it("put no country's name where that would take a side", () => {
    const country = (code: string) => ({
      type: "Polygon" as const,
      arcs: [],
      properties: { NAME: code, ADM0_A3: code, LABEL_X: 1, LABEL_Y: 1 },
    });
    const basemap = basemapOf({
      type: "Topology",
      arcs: [],
      objects: {
        countries: {
          type: "GeometryCollection",
          geometries: [country("PAK"), country("KGZ"), country("NPL"), country("TWN"), country("KAS")],
        },
      },
    });
    const names = (lang: Lang) => countryLabels(basemap, lang).map(({ name }) => name);
    expect(names("en")).toEqual(["Pakistan", "Kyrgyzstan", "NPL"]);
    // As the rest of the page says it; the base map itself has the older name.
    expect(names("ru")).toEqual(["Пакистан", "Кыргызстан", "NPL"]);
  });
});

describe("the scene", () => {
  it("has a line for each leg that goes somewhere, with direction marks ignored", () => {
    const turned = structuredClone(answer);
    const [first] = turned.options[0]?.legs ?? [];
    if (first) first.id = "lahore--islamabad#back";
    const [line] = sceneOf(turned, syntheticNetwork, syntheticGeometry).lines;
    expect(line?.basis).toBe("drawn");
  });

  it("draws nothing for a change of vehicle in one place", () => {
    expect(scene.lines.some(({ leg }) => leg === "karachi-road-sea")).toBe(false);
  });

  it("survives an unknown place", () => {
    const bare = sceneOf(answer, { ...syntheticNetwork, places: [] }, undefined);
    expect([bare.lines, bare.crossings, bare.places]).toEqual([[], [], []]);
  });

  it("labels the ends of the chosen way first", () => {
    const named = (option: string | null) => labelledPlaces(scene, option, ({ name }) => name);
    const ids = named("synthetic-a").map(({ place }) => place.id);
    expect(ids.slice(0, 2).sort()).toEqual(["almaty", "lahore"]);
    expect(named(null)).toEqual([]);
  });

  it("names the two posts of a border once where they bear one name", () => {
    const names = labelledPlaces(scene, "synthetic-a", ({ name }) => name.replace(" port", ""));
    expect(names.filter(({ name }) => name === "Torugart").length).toBe(1);
  });

  it("is framed so that the chosen way is seen whole", () => {
    const size = { width: 1000, height: 600 };
    const projection = framed(geoMercator(), scene, "synthetic-a", size);
    for (const [lon, lat] of scene.lines
      .filter(({ option }) => option === "synthetic-a")
      .flatMap(({ coordinates }) => coordinates.flat())) {
      const [x = -1, y = -1] = projection([lon, lat]) ?? [];
      expect(x > 0 && x < size.width && y > 0 && y < size.height).toBe(true);
    }
  });

  it("lets the Tab key stop at a crossing of the chosen way", () => {
    const stop = (chosen: string | null) => tabStop(scene.crossings, scene.ways, chosen);
    expect(answer.options[0]?.crossings).toContain(stop("synthetic-a"));
    expect(stop(null)).toBe(scene.crossings[0]?.id);
    const lons = scene.crossings.map(({ lon }) => lon);
    expect(lons).toEqual(lons.toSorted((a, b) => a - b));
    expect(tabStop([], [], null)).toBeUndefined();
  });

  it("knows when there is nothing to frame", () => expect(boundsOf([], null)).toBeNull());
});

describe("shapes", () => {
  it("go the short way round the globe", () => {
    const [start, ...rest] = greatCircle([66.98, 24.85], [76.91, 43.25]);
    expect([start, rest.at(-1)]).toEqual([
      [66.98, 24.85],
      [76.91, 43.25],
    ]);
  });

  it("never cover half the globe by a ring in the wrong order", () => {
    const ring = [
      [60, 30],
      [70, 30],
      [70, 40],
      [60, 40],
      [60, 30],
    ];
    const empty = { type: "FeatureCollection" as const, features: [] };
    const feature = (coordinates: number[][]) => ({
      type: "Feature" as const,
      properties: {},
      geometry: { type: "Polygon" as const, coordinates: [coordinates] },
    });
    const layers = {
      countries: { ...empty, features: [feature(ring), feature([...ring].reverse())] },
      disputed: empty,
      lakes: empty,
      rivers: empty,
      glaciers: empty,
      borders: empty,
    };
    for (const item of rewound(layers).countries.features) expect(geoArea(item)).toBeLessThan(1);
  });
});

describe("colours", () => {
  it("of the ways are as many as the style sheet has, in light and dark", () => {
    for (const palette of [LIGHT, DARK]) expect(new Set(palette.ways).size).toBe(WAY_COLOURS);
  });
});
