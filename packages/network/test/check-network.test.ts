import { describe, expect, test } from "vitest";
import { checkNetwork, formatIssue } from "../src/index.ts";
import {
  calendar,
  closure,
  crossing,
  EVERY_DAY,
  judged,
  link,
  network,
  place,
  printed,
  type Rows,
} from "./fixture.ts";

/** A small sound network; each test breaks one thing. */
const sound = {
  places: [
    place("karachi", { lat: 24.86, lon: 67.01, modes: ["road", "sea"] }),
    place("lahore", { lat: 31.55, lon: 74.34, modes: ["road", "rail"] }),
    place("torkham-pk", { lat: 34.12, lon: 71.09, kind: "border-post" }),
    place("torkham-af", { lat: 34.13, lon: 71.08, kind: "border-post", country: "AF", zone: "Asia/Kabul" }),
  ],
  sources: { gazette: { url: "https://example.org/gazette", date: "2025-03-19" } },
  links: [
    link("karachi--lahore", "karachi", "lahore", { distanceKm: { value: 1210, basis: printed } }),
    link("lahore--torkham-pk", "lahore", "torkham-pk", { distanceKm: { value: 540, basis: judged } }),
  ],
  crossings: [crossing("torkham", "torkham-pk", "torkham-af", { calendarOut: "torkham" })],
  calendars: [calendar("torkham", [{ weekly: [{ days: EVERY_DAY, open: "08:00", close: "17:00" }] }])],
  closures: [closure("torkham-2025", { to: "2025-03-19" })],
} satisfies Rows;

const [highway, access] = sound.links;
const [karachi, , ...posts] = sound.places;

function issues(broken: Rows): readonly string[] {
  return checkNetwork(network({ ...sound, ...broken })).map(formatIssue);
}

test("a sound network has no issues", () => {
  expect(issues({})).toEqual([]);
});

describe("names the file, the path and the reason of", () => {
  test("a reference to nothing", () => {
    expect(
      issues({
        links: [
          highway!,
          access!,
          link("lahore--x", "lahore", "x", { calendar: "y", includesCrossings: ["z"] }),
        ],
        closures: [closure("c", { on: { link: "w" } })],
      }),
    ).toEqual([
      "links.json#/2/to: lahore--x: no x in places",
      "links.json#/2/calendar: lahore--x: no y in calendars",
      "links.json#/2/includesCrossings/0: lahore--x: no z in crossings",
      "closures.json#/0/on/link: c: no w in links",
    ]);
  });

  test("a holiday table or key that is not there", () => {
    const period = { weekly: [{ days: EVERY_DAY, open: "08:00", close: "17:00" }] };
    const calendars = [calendar("torkham", [{ ...period, holidaysOf: ["AF"], onlyHolidays: ["eid"] }])];
    expect(issues({ calendars })).toEqual([
      "calendars.json#/0/periods/0/holidaysOf/0: torkham: no AF in holidays",
      "calendars.json#/0/periods/0/onlyHolidays/0: torkham: no holiday has the key eid",
    ]);
  });

  test("a source that nobody can look up", () => {
    const links = [
      link("karachi--lahore", "karachi", "lahore", {
        distanceKm: { value: 1210, basis: { published: ["dawn"] } },
      }),
      access!,
    ];
    expect(issues({ links, sources: { gazette: {} } })).toEqual([
      "links.json#/0/distanceKm/basis/published/0: karachi--lahore: no source dawn; add it to sources.json",
      "sources.json#/gazette: gazette: neither url nor note: nobody can look it up",
    ]);
  });

  test("a code of another country, and one that two places have", () => {
    const coded = (of: (typeof posts)[number], unlocode: string) => ({ ...of, unlocode });
    const [pk, af] = posts;
    const kept = sound.places.slice(0, 2);
    expect(issues({ places: [...kept, coded(pk!, "PKTOR"), coded(af!, "PKTRK")] })).toEqual([
      "places.json#/3/unlocode: torkham-af: PKTRK is not of AF",
    ]);
    expect(issues({ places: [coded(karachi!, "PKTOR"), kept[1]!, coded(pk!, "PKTOR"), af!] })).toEqual([
      "places.json#/2/unlocode: torkham-pk: PKTOR is already the code of karachi",
    ]);
  });

  test("a road shorter than the great circle, and one absurdly long", () => {
    const km = (value: number) => ({ distanceKm: { value, basis: printed } });
    const [short, long] = [1000, 3000].map((value) =>
      issues({ links: [link("karachi--lahore", "karachi", "lahore", km(value)), access!] }),
    );
    expect(short?.[0]).toMatch(
      /^links.json#\/0\/distanceKm\/value: karachi--lahore: ratio 0\.9\d \(1000 km over/,
    );
    expect(long?.[0]).toMatch(/ratio 2\.9\d .*expected 1 to 2\.5$/);
  });

  test("a ship may go round a continent", () => {
    const poti = place("poti", {
      lat: 42.15,
      lon: 41.65,
      country: "GE",
      zone: "Asia/Tbilisi",
      modes: ["sea"],
    });
    const sea = (value: number) => [
      highway!,
      access!,
      link("karachi--poti", "karachi", "poti", { mode: "sea", distanceKm: { value, basis: judged } }),
    ];
    expect(issues({ places: [...sound.places, poti], links: sea(7600) })).toEqual([]);
    expect(issues({ places: [...sound.places, poti], links: sea(25_000) })).toHaveLength(1);
  });

  test("an end that the mode does not serve, an interchange that changes nothing", () => {
    expect(
      issues({
        links: [
          highway!,
          access!,
          link("rails", "karachi", "lahore", { mode: "rail", distanceKm: { value: 1214, basis: judged } }),
        ],
        crossings: [...sound.crossings, crossing("yard", "lahore", "lahore", { kind: "interchange" })],
      }),
    ).toEqual([
      "links.json#/2/from: rails: karachi is not served by rail (modes: road, sea)",
      "crossings.json#/1/toMode: yard: an interchange leads to another mode than `mode`",
    ]);
  });

  test("spans and ranges that run backwards, at any depth", () => {
    expect(
      issues({
        closures: [closure("c", { from: "2025-03-19", to: "2025-02-21" })],
        crossings: [
          crossing("torkham", "torkham-pk", "torkham-af", {
            fees: [
              {
                id: "gate",
                name: "gate",
                low: 50,
                typical: 20,
                high: 90,
                validFrom: "2025-01-01",
                validTo: "2024-01-01",
                basis: judged,
              },
            ],
          }),
        ],
      }),
    ).toEqual([
      "crossings.json#/0/fees/0/validFrom: torkham: lies after `validTo` of the same entry",
      "crossings.json#/0/fees/0/low: torkham: lies after `typical` of the same entry",
      "closures.json#/0/from: c: lies after `to` of the same entry",
      "closures.json#/0/endKnownSince: c: the end is known on 2025-02-21, before the beginning on 2025-03-19",
    ]);
  });

  test("hours that no clock shows", () => {
    const calendars = [
      calendar("torkham", [
        {
          weekly: [
            { days: ["mon"], open: "24:00", close: "12:00" },
            { days: ["tue"], open: "08:00", close: "24:30" },
            { days: ["wed"], open: "08:00", close: "08:00" },
          ],
          season: { from: "02-30", to: "11-30" },
        },
        {
          weekly: [{ days: EVERY_DAY, open: "08:00", close: "17:00" }],
          pauses: [{ from: "07:00", to: "18:00" }],
        },
      ]),
    ];
    expect(issues({ calendars })).toEqual([
      "calendars.json#/0/periods/0/weekly/0: torkham: starts at 24:00: the day's last minute is 23:59",
      "calendars.json#/0/periods/0/weekly/1: torkham: ends at 24:30: the day ends at 24:00",
      "calendars.json#/0/periods/0/weekly/2: torkham: empty: from 08:00 to 08:00",
      "calendars.json#/0/periods/0/season/from: torkham: no such day: 02-30",
      "calendars.json#/0/periods/1/pauses: torkham: the pauses leave no hour open",
    ]);
  });

  test("closures that contradict themselves", () => {
    const confirmed = { date: "2025-01-01", sources: ["gazette"] };
    expect(
      issues({
        closures: [
          closure("a", { endKnownSince: "2025-04-01" }),
          closure("b", { to: "2025-03-01", presumedShort: true }),
          closure("c", { lastConfirmed: confirmed }),
          closure("d", { kind: "opening", from: "2020-01-01", to: "2020-01-02" }),
        ],
      }),
    ).toEqual([
      "closures.json#/0/endKnownSince: a: given without `to`",
      "closures.json#/1/presumedShort: b: given beside `to`",
      "closures.json#/2/lastConfirmed/date: c: before `from`",
      "closures.json#/3/from: d: an opening that begins inside no closure of the same place",
    ]);
  });

  test("a text under the code of another", () => {
    const says = (id: string, because: string, becauseCode?: string) => ({
      id,
      on: { crossing: "torkham" },
      who: {},
      effect: "permit",
      because,
      ...(becauseCode && { becauseCode }),
      basis: printed,
    });
    expect(
      issues({
        access: [
          says("a", "Lorries on permits", "on-permits"),
          says("b", "Lorries on permits", "on-permits"),
          says("c", "No lorries", "on-permits"),
          says("d", "No lorries"),
        ],
      }),
    ).toEqual(["access.json#/2/becauseCode: c: on-permits is the code of another text, that of a"]);
  });

  test("what a rule says of years after its beginning, or after its oldest source", () => {
    const rule = (id: string, because: string, dated: object) => ({
      id,
      on: { crossing: "torkham" },
      who: {},
      effect: "permit",
      because,
      basis: printed,
      ...dated,
    });
    const remarks = [{ knownSince: "2026-05-01", text: "Still so in May 2026" }];
    expect(
      issues({
        access: [
          rule("a", "On permits since 2024", { validFrom: "2024-02-01", remarks }),
          rule("b", "On permits, still so in 2025", { validFrom: "2024-02-01" }),
          rule("c", "On permits by the gazette of 2025", {}),
          rule("d", "On permits, still so in 2026", {}),
        ],
      }),
    ).toEqual([
      "access.json#/1/because: b: tells of 2025, but the rule is of 2024-02-01: move that into `remarks` with its day",
      "access.json#/3/because: d: tells of 2026, but the rule is of 2025-03-19: move that into `remarks` with its day",
    ]);
  });

  test("a stop under the code of another", () => {
    const stop = (id: string, reason: string, contested: string) =>
      closure(id, { reason, reasonCode: "storm", contested, contestedCode: "storm-dates" });
    expect(
      issues({ closures: [stop("a", "Storm", "One day or two"), stop("b", "Snow", "Two days or three")] }),
    ).toEqual([
      "closures.json#/1/reasonCode: b: storm is the code of another text, that of a",
      "closures.json#/1/contestedCode: b: storm-dates is the code of another text, that of a",
    ]);
  });

  test("a main city that no open way reaches, one-way and planned links minded", () => {
    const planned = {
      status: { value: "planned", basis: judged },
      distanceKm: { value: 1210, basis: printed },
    };
    expect(issues({ links: [link("karachi--lahore", "karachi", "lahore", planned), access!] })).toEqual([
      "places.json#/0: karachi: no open way leads from here to lahore",
      "places.json#/1: lahore: no open way leads from here to karachi",
    ]);
    const oneWay = { oneWay: true, distanceKm: { value: 1210, basis: printed } };
    expect(issues({ links: [link("karachi--lahore", "karachi", "lahore", oneWay), access!] })).toEqual([
      "places.json#/1: lahore: no open way leads from here to karachi",
    ]);
  });
});
