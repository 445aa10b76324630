import { describe, expect, it } from "vitest";
import { formatGeojson } from "../../src/format/geojson.ts";
import { type LinkLine, loadLines } from "../../src/format/lines.ts";
import { answer } from "./answer-fixture.ts";

const places: Record<string, readonly [number, number]> = {
  lahore: [74.3, 31.5],
  khunjerab: [75.4, 36.9],
  almaty: [76.9, 43.2],
};
const line: LinkLine = {
  basis: "drawn",
  geometry: {
    type: "LineString",
    coordinates: [
      [75.4, 36.9],
      [74, 34],
      [74.3, 31.5],
    ],
  },
};
const context = {
  lines: new Map([["lahore--khunjerab-road", line]]),
  positionOf: (id: string) => places[id],
};

describe("formatGeojson", () => {
  const { features, attribution } = formatGeojson(answer(), context);

  it("turns a line that is used against its direction", () => {
    expect(features[0]?.geometry).toEqual({
      type: "LineString",
      coordinates: [
        [74.3, 31.5],
        [74, 34],
        [75.4, 36.9],
      ],
    });
    expect(features[0]?.properties).toMatchObject({
      option: "khunjerab",
      rank: 1,
      from: "lahore",
      basis: "drawn",
    });
  });

  it("draws a leg without a line straight, and says so", () => {
    expect(features[1]?.geometry).toEqual({
      type: "LineString",
      coordinates: [
        [75.4, 36.9],
        [76.9, 43.2],
      ],
    });
    expect(features[1]?.properties.basis).toBe("great-circle");
  });

  it("names each place once and credits OpenStreetMap", () => {
    const points = features.filter((feature) => feature.geometry.type === "Point");
    expect(points.map((point) => point.properties.place)).toEqual(["lahore", "khunjerab", "almaty"]);
    expect(attribution).toContain("OpenStreetMap");
  });

  it("leaves out what lies nowhere", () => {
    expect(formatGeojson(answer(), { lines: new Map(), positionOf: () => undefined }).features).toEqual([]);
  });
});

describe("loadLines", () => {
  const file = (link: string, lat: number) =>
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: { link },
          geometry: {
            type: "LineString",
            coordinates: [
              [70, lat],
              [71, lat],
            ],
          },
        },
      ],
    });

  it("prefers the surveyed line and takes an absent file as empty", () => {
    const texts: Record<string, string> = {
      "open/links-drawn.geojson": file("a", 1),
      "odbl/roads-osm.geojson": file("a", 2),
    };
    const lines = loadLines((path) => texts[path]);
    expect([...lines.keys()]).toEqual(["a"]);
    expect(lines.get("a")).toMatchObject({
      basis: "osm",
      geometry: {
        coordinates: [
          [70, 2],
          [71, 2],
        ],
      },
    });
  });

  it("refuses what is not lines", () => {
    expect(() => loadLines(() => '{"features":[{"properties":{},"geometry":{"type":"Point"}}]}')).toThrow();
  });
});
