import { type EpochHours, instantHours } from "@rahdari/units";
import { describe, expect, test } from "vitest";
import { MAIN_CITIES } from "../src/check/reach.ts";
import { scriptNames } from "../src/find-place.ts";
import {
  checkNetwork,
  closuresKnown,
  findCrossing,
  findPlace,
  formatIssue,
  loadNetwork,
  openIntervals,
  shippedDataDir,
  stateAt,
  unusedRecords,
} from "../src/index.ts";

const network = loadNetwork({ dirs: [shippedDataDir] });

describe("the shipped data", () => {
  test("hold no record that nothing uses", () => {
    expect(unusedRecords(network).map(({ reason }) => reason)).toEqual([]);
  });

  test("have no issues", () => {
    const lines = checkNetwork(network).map((issue) => formatIssue(issue).replace(`${shippedDataDir}/`, ""));
    expect(lines.join("\n")).toBe("");
  });

  test.each([
    "places",
    "sources",
    "links",
    "crossings",
    "calendars",
    "closures",
    "access",
    "papers",
    "holidays",
    "indicators",
    "projects",
    "journeys",
  ] as const)("hold %s", (kind) => {
    const records = network[kind];
    expect("size" in records ? records.size : records.length).toBeGreaterThan(0);
  });

  test("hold the main cities, and Tehran or Mashhad", () => {
    const missing = MAIN_CITIES.filter((id) => !network.places.has(id));
    expect(missing.filter((id) => id !== "tehran" && id !== "mashhad")).toEqual([]);
    expect(missing.length).toBeLessThan(2);
  });

  test("know the goods of HS 2022 by chapter, heading and subheading", () => {
    expect(network.goods.size).toBeGreaterThan(6500);
    for (const code of ["08", "0805", "080521"]) expect(network.goods.get(code)).toBeTypeOf("string");
    expect(network.goods.has("0899")).toBe(false);
  });

  test("date themselves", () => {
    expect(network.newestSource).toMatch(/^202\d-\d\d-\d\d$/);
  });

  test.each([
    ["Lahore", "lahore"],
    ["لاہور", "lahore"],
    ["Алматы", "almaty"],
    ["PKKHI", "karachi"],
    ["pk lhe", "lahore"],
    ["喀什", "kashgar"],
    ["CNTAO", "qingdao"],
    ["CNQIN", "qingdao"],
    ["CNSIA", "xian"],
    ["CNKHG", "kashgar"],
    ["CNURC", "urumqi"],
    ["IRBND", "bandar-abbas"],
    ["KZDMB", "taraz"],
  ])("find %s", (text, id) => {
    expect(findPlace(network, text)).toMatchObject({ kind: "found", place: { id } });
  });

  test.each([
    ["Torkham", "torkham"],
    ["Khunjerab", "khunjerab"],
    ["khorgos-road", "khorgos-road"],
  ])("find the crossing %s", (text, id) => {
    expect(findCrossing(network, text)).toMatchObject({ kind: "found", crossing: { id } });
  });

  test("every place answers to its id, and no name of one is unknown", () => {
    for (const place of network.places.values()) {
      expect(findPlace(network, place.id)).toEqual({ kind: "found", place });
      for (const name of [place.name, ...scriptNames(place), ...(place.aliases ?? [])]) {
        expect([name, findPlace(network, name).kind]).not.toEqual([name, "unknown"]);
      }
    }
  });

  test("every crossing answers to its id, and no name of one is unknown", () => {
    for (const crossing of network.crossings.values()) {
      expect(findCrossing(network, crossing.id)).toEqual({ kind: "found", crossing });
      expect(findCrossing(network, crossing.name).kind).not.toBe("unknown");
    }
  });

  test("every calendar opens within three years, but those that say when they are shut for good", () => {
    const window = { from: instantHours("2025-01-01"), to: instantHours("2028-01-01"), asOf: "2026-11-24" };
    const shut = [...network.calendars.values()]
      .filter(({ periods }) =>
        periods.every(({ weekly, validTo }) => weekly.length > 0 && validTo === undefined),
      )
      .filter(({ id }) => openIntervals(network, id, window).length === 0);
    expect(shut.map(({ id }) => id)).toEqual([]);
  });

  test("the year 2021 knows nothing that began later", () => {
    for (const { closure } of closuresKnown(network, "2021-06-01")) {
      expect(closure.knownSince ?? closure.from).not.toMatch(/^202[2-9]/);
    }
  });

  test("the Pakistan - Afghanistan border was last confirmed shut in spring 2026, and nothing is known after", () => {
    const on = { crossing: "torkham" };
    const now = stateAt(network, { on, date: "2027-01-11", asOf: "2026-11-24" });
    expect(now).toMatchObject({ state: "shut", assumed: "still-so" });
    expect(now.confirmed).toMatch(/^2026-0[3-6]/);
    expect(stateAt(network, { on, date: "2024-02-01", asOf: "2024-02-01" }).state).toBe("open");
  });

  test("Khunjerab kept its winter until 2024 and opens all year since", () => {
    const crossing = network.crossings.get("khunjerab");
    const hours = (from: string, asOf: string) => {
      const start = instantHours(from);
      const window = { from: start, to: (start + 14 * 24) as EpochHours, asOf };
      return openIntervals(network, crossing?.calendarOut, window).length;
    };
    expect(hours("2023-01-10", "2023-01-10")).toBe(0);
    expect(hours("2026-01-12", "2026-01-12")).toBeGreaterThan(0);
  });
});
