import { describe, expect, it } from "vitest";
import { legsCsv, optionsCsv } from "../src/export/csv.ts";
import { answerGeoJson } from "../src/export/geojson.ts";
import { syntheticAnswer } from "./fixtures/synthetic-answer.ts";
import { syntheticGeometry, syntheticNetwork } from "./fixtures/synthetic-network.ts";

const answer = syntheticAnswer({ from: "lahore", to: "almaty", ready: "2027-01-11" });

describe("CSV", () => {
  it("has a row for each option under headings with units", () => {
    const [head, ...rows] = optionsCsv(answer).trimEnd().split("\r\n");
    expect(head?.split(",").slice(0, 9)).toEqual([
      "id",
      "labels",
      "places",
      "crossings",
      "modes",
      "km",
      "hours_p10",
      "hours_p50",
      "hours_p80",
    ]);
    expect(rows.map((row) => row.split(",")[0])).toEqual(["synthetic-a", "synthetic-b", "synthetic-c"]);
  });

  it("has a row for each leg in order of travel, with its basis and sources", () => {
    const rows = legsCsv(answer).trimEnd().split("\r\n");
    expect(rows).toHaveLength(1 + answer.options.reduce((sum, option) => sum + option.legs.length, 0));
    expect(rows[1]).toMatch(
      /^synthetic-a,1,lahore--islamabad,link,.*,published,synthetic-one; synthetic-two$/,
    );
  });
});

describe("GeoJSON", () => {
  const collection = answerGeoJson(answer, syntheticNetwork, syntheticGeometry);
  const lines = collection.features.filter(({ geometry }) => geometry.type === "MultiLineString");

  it("says of every line how it came about", () => {
    const basis = (leg: string) => lines.find(({ properties }) => properties?.leg === leg)?.properties?.line;
    expect([
      basis("islamabad--gilgit"),
      basis("lahore--islamabad"),
      basis("karachi--lianyungang"),
      basis("kabul--hairatan"),
    ]).toEqual(["osm", "drawn", "sea", "great-circle"]);
  });

  it("joins the ends of a leg without a line over the globe", () => {
    const leg = lines.find(({ properties }) => properties?.leg === "kabul--hairatan");
    const [part] = (leg as GeoJSON.Feature<GeoJSON.MultiLineString>).geometry.coordinates;
    expect(part?.[0]).toEqual([69.17, 34.53]);
    expect(part?.at(-1)).toEqual([67.42, 37.22]);
  });

  it("has the crossings that the options pass, with their state", () => {
    const points = collection.features.filter(({ geometry }) => geometry.type === "Point");
    const states = Object.fromEntries(
      points.map(({ properties }) => [properties?.crossing, properties?.state]),
    );
    expect(states).toMatchObject({
      khunjerab: "open",
      torkham: "shut",
      torugart: "restricted",
      "khorgos-rail": "unknown",
    });
  });

  it("holds places in degrees only", () => {
    const positions = JSON.stringify(collection).match(/\[-?[\d.]+(?:e-?\d+)?,-?[\d.]+(?:e-?\d+)?\]/g) ?? [];
    for (const text of positions) {
      const [lon, lat] = JSON.parse(text) as [number, number];
      expect(Math.abs(lon) <= 180 && Math.abs(lat) <= 90).toBe(true);
    }
  });
});
