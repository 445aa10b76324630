import { type EpochHours, instantHours } from "@rahdari/units";
import { describe, expect, test } from "vitest";
import {
  closuresKnown,
  loadNetwork,
  openIntervals,
  type PaperJourney,
  papersNeeded,
  shippedDataDir,
  stateAt,
} from "../src/index.ts";

/** Facts that people of the trade know by heart, against the data that we ship. */
const network = loadNetwork({ dirs: [shippedDataDir] });

/** Opening hours of one local day, "HH:MM-HH:MM", in a zone so many hours ahead of UTC. */
function hoursOn(calendar: string, day: string, ahead: number, asOf = day): string[] {
  const midnight = instantHours(day) - ahead;
  const window = { from: midnight as EpochHours, to: (midnight + 24) as EpochHours, asOf };
  const clock = (hours: number) =>
    `${String(Math.floor(hours)).padStart(2, "0")}:${String(Math.round((hours % 1) * 60)).padStart(2, "0")}`;
  return openIntervals(network, calendar, window).map(
    ({ start, end }) => `${clock(start - midnight)}-${clock(end - midnight)}`,
  );
}

const BEIJING = 8;
const PAKISTAN = 5;
const KABUL = 4.5;

const days = (country: string, key: string, year: number) =>
  (network.holidays.get(country)?.days ?? [])
    .filter((day) => day.key === `${country.toLowerCase()}-${key}` && day.date.startsWith(String(year)))
    .map(({ date }) => date.slice(5));

describe("public holidays", () => {
  test.each([
    ["PK", "eid-al-fitr", 2026, ["03-20", "03-21", "03-22"]],
    ["PK", "eid-al-adha", 2026, ["05-27", "05-28", "05-29"]],
    ["PK", "pakistan-day", 2027, ["03-23"]],
    ["CN", "spring-festival", 2026, ["02-16", "02-17", "02-18", "02-19"]],
    ["CN", "spring-festival", 2027, ["02-05", "02-06", "02-07", "02-08"]],
    ["CN", "mid-autumn-festival", 2025, ["10-06"]],
    ["CN", "national-day", 2026, ["10-01", "10-02", "10-03"]],
    ["CN", "dragon-boat-festival", 2026, ["06-19"]],
    ["KZ", "nauryz", 2027, ["03-21", "03-22", "03-23"]],
    ["KZ", "republic-day", 2026, ["10-25"]],
    ["KZ", "day-in-lieu", 2026, ["03-09", "03-16", "03-24", "05-11", "10-26"]],
    ["UZ", "independence-day", 2026, ["09-01"]],
    ["KG", "nooruz", 2026, ["03-21"]],
    ["KG", "independence-day", 2027, ["08-31"]],
    ["KG", "may-holidays", 2026, ["05-02", "05-03", "05-04", "05-06", "05-07", "05-08"]],
    ["KG", "history-days", 2024, ["11-07", "11-08"]],
    ["KG", "history-days", 2025, []],
    ["TJ", "navruz", 2026, ["03-21", "03-22", "03-23", "03-24"]],
    ["TM", "neutrality-day", 2026, ["12-12"]],
    ["IR", "nowruz", 2026, ["03-21", "03-22", "03-23", "03-24"]],
    ["IR", "nowruz", 2028, ["03-20", "03-21", "03-22", "03-23"]],
    ["AF", "independence-day", 2026, ["08-19"]],
    ["TR", "republic-day", 2028, ["10-29"]],
    ["AE", "national-day", 2027, ["12-02"]],
  ])("%s %s of %i", (country, key, year, dates) => {
    expect(days(country, key, year)).toEqual(dates);
  });

  test("of all eleven countries and the Gulf's hub are tabled from 2024 to 2028", () => {
    const eleven = ["PK", "AF", "CN", "KG", "KZ", "UZ", "TJ", "TM", "IR", "TR", "AE"];
    const missing = eleven.flatMap((country) =>
      [2024, 2025, 2026, 2027, 2028]
        .filter((year) => !network.holidays.get(country)?.days.some(({ date }) => date.startsWith(`${year}`)))
        .map((year) => `${country} ${year}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("hours of the borders", () => {
  test("Torkham works round the clock but for a pause from 02:00 to 05:00, twelve hours before 2019", () => {
    expect(hoursOn("torkham", "2026-05-12", PAKISTAN)).toEqual(["00:00-02:00", "05:00-24:00"]);
    expect(hoursOn("torkham", "2020-07-14", PAKISTAN)).toEqual(["00:00-24:00"]);
    expect(hoursOn("torkham", "2018-07-10", PAKISTAN)).toEqual(["07:00-20:00"]);
  });

  test("Khunjerab keeps Beijing time, rests on weekends and Chinese holidays, and had a winter until 2024", () => {
    expect(hoursOn("khunjerab", "2026-01-13", BEIJING)).toEqual(["12:00-20:00"]);
    expect(hoursOn("khunjerab", "2026-01-17", BEIJING)).toEqual([]);
    expect(hoursOn("khunjerab", "2026-02-17", BEIJING)).toEqual([]);
    expect(hoursOn("khunjerab", "2023-03-31", BEIJING)).toEqual([]);
    expect(hoursOn("khunjerab", "2023-04-03", BEIJING)).toEqual(["12:00-20:00"]);
    expect(hoursOn("khunjerab", "2023-12-01", BEIJING)).toEqual([]);
    expect(hoursOn("khunjerab", "2024-01-09", BEIJING)).toEqual(["12:00-20:00"]);
  });

  test("what Khunjerab announced in September 2024 is not known in August", () => {
    expect(hoursOn("khunjerab", "2025-01-14", BEIJING, "2024-08-31")).toEqual([]);
    expect(hoursOn("khunjerab", "2025-01-14", BEIJING, "2024-09-20")).toEqual(["12:00-20:00"]);
  });

  test("Torugart and Irkeshtam: weekdays until early 2024, every day since, shut on National Day", () => {
    for (const calendar of ["torugart", "irkeshtam"]) {
      expect(hoursOn(calendar, "2024-01-06", BEIJING)).toEqual([]);
      expect(hoursOn(calendar, "2025-06-07", BEIJING)).toEqual(["09:00-23:00"]);
      expect(hoursOn(calendar, "2026-10-01", BEIJING)).toEqual([]);
    }
  });

  test("the roads from China to Kazakhstan are shut on holidays of both sides, the railways work", () => {
    const shut = ["2024-05-01", "2024-05-07", "2024-05-09", "2024-06-10"];
    shut.push("2025-10-01", "2025-10-03", "2025-10-06", "2025-12-16", "2026-02-16", "2026-02-18");
    for (const road of ["khorgos-road", "alashankou-dostyk-road"]) {
      expect(shut.filter((day) => hoursOn(road, day, BEIJING).length > 0)).toEqual([]);
      expect(hoursOn(road, "2025-10-04", BEIJING)).not.toEqual([]);
    }
    expect(hoursOn("khorgos-rail", "2025-10-01", BEIJING)).toEqual(["00:00-24:00"]);
  });

  test("a day off in lieu shuts no post", () => {
    expect(days("KZ", "day-in-lieu", 2021)).toContain("05-10");
    expect(hoursOn("khorgos-road", "2021-05-10", BEIJING)).not.toEqual([]);
  });

  test("Khunjerab and Karasu work on the Chinese leave days of October 2025, not before", () => {
    for (const post of ["khunjerab", "kulma-karasu"]) {
      const span = ["01", "02", "03", "04", "05", "06", "07", "08"].map((day) => `2025-10-${day}`);
      expect(span.filter((day) => hoursOn(post, day, BEIJING).length > 0)).toEqual([
        "2025-10-07",
        "2025-10-08",
      ]);
    }
  });

  test("Taftan rests at Nowruz", () => {
    expect(hoursOn("taftan-mirjaveh", "2027-03-21", PAKISTAN)).toEqual([]);
    expect(hoursOn("taftan-mirjaveh", "2027-04-06", PAKISTAN)).toEqual(["00:00-24:00"]);
  });

  test("Salang: lorries by night only in August 2023", () => {
    expect(hoursOn("salang", "2023-08-15", KABUL)).toEqual(["00:00-06:00", "18:00-24:00"]);
  });
});

describe("closures", () => {
  test("what a day did not know yet, it does not hold", () => {
    const ids = (asOf: string) => closuresKnown(network, asOf).map(({ closure }) => closure.id);
    expect(ids("2025-10-11")).not.toContain("torkham-2025-10-12");
    expect(ids("2025-10-12")).toContain("torkham-2025-10-12");
    expect(ids("2026-06-29")).not.toContain("salang-2026-07-10");
    expect(ids("2026-06-30")).toContain("salang-2026-07-10");
  });

  test.each(["torkham", "chaman-spin-boldak", "ghulam-khan", "kharlachi", "angoor-ada"])(
    "%s: last confirmed shut in spring 2026, nothing known after",
    (crossing) => {
      const state = stateAt(network, { on: { crossing }, date: "2026-11-24", asOf: "2026-11-24" });
      expect(state).toMatchObject({ state: "shut", confirmed: "2026-04-08", assumed: "still-so" });
    },
  );

  test("the seven known stops of Torkham from 2023 to summer 2025 last 1 to 26 days", () => {
    const stops = network.closures.filter(
      ({ on, kind, from }) =>
        "crossing" in on &&
        on.crossing === "torkham" &&
        kind === "closure" &&
        from >= "2023-01-01" &&
        from < "2025-10-01",
    );
    const days = stops.map(({ from, to }) => (instantHours(to ?? from) - instantHours(from)) / 24 + 1);
    expect(days.toSorted((a, b) => a - b)).toEqual([1, 3, 3, 6, 9, 11, 26]);
  });
});

describe("papers", () => {
  const journey = {
    entering: ["CN", "KG", "KZ"],
    crossings: ["khunjerab", "torugart", "ak-tilek-karasu"],
    modes: ["road"],
    registration: "PK",
    driver: "PK",
    goods: ["general"],
    from: "PK",
    to: "KZ",
    on: "2026-11-01",
    asOf: "2026-10-01",
  } as const satisfies PaperJourney;
  const ids = (change: Partial<PaperJourney>) =>
    papersNeeded(network, { ...journey, ...change }).map(({ paper }) => paper.id);

  test("clothes by Kyrgyzstan to Kazakhstan go under a navigation seal since 11 February 2026", () => {
    expect(ids({ hs: "620342" })).toContain("eaeu-navigation-seal");
    expect(ids({ hs: "620342", on: "2026-02-10", asOf: "2026-02-01" })).not.toContain("eaeu-navigation-seal");
    expect(ids({ hs: "080521" })).not.toContain("eaeu-navigation-seal");
    const direct = { entering: ["AF", "UZ", "KZ"], crossings: ["torkham", "yallama-konysbayeva"] };
    expect(ids({ hs: "620342", ...direct })).not.toContain("eaeu-navigation-seal");
  });

  test("Kazakh spirits leave by Kyrgyzstan under a seal, Kazakh clothes without", () => {
    const export_ = { from: "KZ", to: "PK", entering: ["KG", "CN", "PK"], registration: "KZ", driver: "KZ" };
    expect(ids({ ...export_, hs: "220860" })).toContain("eaeu-navigation-seal-export");
    const seals = ids({ ...export_, hs: "620342" }).filter((id) => id.startsWith("eaeu"));
    expect(seals).toEqual([]);
  });

  test("the crew of each nationality has its visas", () => {
    expect(ids({})).toEqual(expect.arrayContaining(["visa-cn", "visa-kg", "visa-kz", "qtta-permit"]));
    expect(ids({ driver: "UZ" })).toContain("visa-cn-uzbek");
    expect(ids({ driver: "KZ" }).filter((id) => id.startsWith("visa-cn"))).toEqual([]);
  });
});

describe("lengths of railways", () => {
  const length = (id: string) => (network.links.get(id) ?? network.crossings.get(id))?.distanceKm.value ?? 0;
  const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + length(id), 0);

  test.each([
    ["Saryagash - Almaty", 930, ["saryagash--shymkent-rail", "shymkent--taraz-rail", "taraz--almaty-rail"]],
    ["Urumqi - Almaty by Horgos", 1040, ["urumqi--horgos-cn-rail", "khorgos-rail", "altynkol--almaty-rail"]],
    [
      "Urumqi - Almaty by the Alataw Pass",
      1341,
      ["urumqi--alashankou-rail", "alashankou-dostyk-rail", "dostyk--almaty-rail"],
    ],
    [
      "Farap - Keles",
      720,
      [
        "farap-alat-rail",
        "alat--bukhara-rail",
        "bukhara--samarkand-rail",
        "samarkand--tashkent-rail",
        "tashkent--keles-rail",
      ],
    ],
    [
      "Incheh Borun - Uzen without Iran",
      840,
      ["akyayla--bereket-rail", "bereket--serhetyaka-rail", "bolashak--zhanaozen-rail"],
    ],
  ])("%s, %i km, is the sum of its pieces", (_, whole, pieces) => {
    expect(sum(pieces) / whole).toBeGreaterThan(0.95);
    expect(sum(pieces) / whole).toBeLessThan(1.05);
  });

  test("the train Xi'an - Almaty runs 3,860 km by Urumqi and Dostyk", () => {
    const toUrumqi = length("xian--horgos-cn-rail") - length("urumqi--horgos-cn-rail");
    const onwards = sum(["urumqi--alashankou-rail", "alashankou-dostyk-rail", "dostyk--almaty-rail"]);
    expect((toUrumqi + onwards) / length("xian--almaty-through-rail")).toBeCloseTo(1, 1);
  });
});
