import { type EpochHours, hoursToInstant, instantHours } from "@rahdari/units";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Calendar, NetworkError, openIntervals, uncertainHolidays } from "../src/index.ts";
import { zoneOf } from "../src/zone.ts";
import { calendar, EVERY_DAY, judged, network, WEEKDAYS } from "./fixture.ts";
import { isOpenSlowly } from "./slow-calendar.ts";

const holidays = {
  PK: {
    basis: judged,
    days: [
      { date: "2025-03-31", key: "eid-al-fitr", name: "Eid al-Fitr", plusMinusDays: 1 },
      { date: "2025-03-23", key: "pakistan-day", name: "Pakistan Day" },
    ],
  },
  CN: { basis: judged, days: [{ date: "2025-10-01", key: "national-day", name: "National Day" }] },
};

/** Opening times of one calendar as "start end" in UTC. */
function opening(
  periods: readonly object[],
  from: string,
  to: string,
  more: { zone?: string; asOf?: string } = {},
) {
  const world = network({ calendars: [calendar("office", periods, more.zone)], holidays });
  const window = { from: instantHours(from), to: instantHours(to), asOf: more.asOf ?? "2026-06-01" };
  return openIntervals(world, "office", window).map(
    ({ start, end }) => `${hoursToInstant(start)} ${hoursToInstant(end)}`,
  );
}

const daily = (open: string, close: string) => ({ weekly: [{ days: EVERY_DAY, open, close }] });
const weekdays = { weekly: [{ days: WEEKDAYS, open: "09:00", close: "17:00" }] };

describe("weekly hours", () => {
  test("are read in the office's own zone: Kashgar keeps Beijing time", () => {
    expect(opening([daily("11:00", "19:00")], "2025-06-02", "2025-06-03", { zone: "Asia/Shanghai" })).toEqual(
      ["2025-06-02T03:00Z 2025-06-02T11:00Z"],
    );
  });

  test("leave the weekend out", () => {
    expect(opening([weekdays], "2025-06-06", "2025-06-10")).toEqual([
      "2025-06-06T04:00Z 2025-06-06T12:00Z",
      "2025-06-09T04:00Z 2025-06-09T12:00Z",
    ]);
  });

  test("round the clock is one interval, cut by a pause", () => {
    expect(opening([daily("00:00", "24:00")], "2025-06-01", "2025-06-09")).toEqual([
      "2025-06-01T00:00Z 2025-06-09T00:00Z",
    ]);
    const pauses = [{ from: "02:00", to: "05:00" }];
    expect(opening([{ ...daily("00:00", "24:00"), pauses }], "2025-06-01", "2025-06-02")).toEqual([
      "2025-06-01T00:00Z 2025-06-01T21:00Z",
    ]);
  });

  test("a night shift belongs to the day on which it starts", () => {
    const friday = { weekly: [{ days: ["fri"], open: "20:00", close: "06:00" }] };
    expect(opening([friday], "2025-06-06", "2025-06-09")).toEqual(["2025-06-06T15:00Z 2025-06-07T01:00Z"]);
    expect(opening([friday], "2025-06-06T22:00Z", "2025-06-09")).toEqual([
      "2025-06-06T22:00Z 2025-06-07T01:00Z",
    ]);
  });

  test("an empty list is never open, no calendar is always open", () => {
    expect(opening([{ weekly: [] }], "2025-06-01", "2025-06-09")).toEqual([]);
    const window = { from: instantHours("2025-06-01"), to: instantHours("2025-06-02"), asOf: "2025-01-01" };
    expect(openIntervals(network({}), undefined, window)).toEqual([{ start: window.from, end: window.to }]);
    expect(openIntervals(network({}), undefined, { ...window, to: window.from })).toEqual([]);
  });

  test("a calendar that is not there throws", () => {
    const window = { from: instantHours("2025-06-01"), to: instantHours("2025-06-02"), asOf: "2025-01-01" };
    expect(() => openIntervals(network({}), "nowhere", window)).toThrow(NetworkError);
  });
});

describe("offsets have a history", () => {
  test("Almaty went from UTC+6 to UTC+5 on 1 March 2024", () => {
    expect(opening([daily("09:00", "18:00")], "2024-02-29", "2024-03-02", { zone: "Asia/Almaty" })).toEqual([
      "2024-02-29T03:00Z 2024-02-29T12:00Z",
      "2024-03-01T04:00Z 2024-03-01T13:00Z",
    ]);
  });

  test("Iran kept summer time until 2022", () => {
    const inJuly = (year: number) =>
      opening([daily("08:00", "16:00")], `${year}-07-01`, `${year}-07-02`, { zone: "Asia/Tehran" })[0];
    expect(inJuly(2022)).toBe("2022-07-01T03:30Z 2022-07-01T11:30Z");
    expect(inJuly(2023)).toBe("2023-07-01T04:30Z 2023-07-01T12:30Z");
  });

  test("an offset is no zone", () => {
    expect(() => zoneOf("+05:00")).toThrow(/time zone/);
    expect(() => zoneOf("Asia/Atlantis")).toThrow(NetworkError);
  });
});

describe("periods", () => {
  const khunjerab = [
    { ...daily("09:00", "17:00"), season: { from: "04-01", to: "11-30" }, knownSince: "2010-01-01" },
    { ...weekdays, validFrom: "2024-12-01" },
  ];

  test("the season that held until 2024, and the whole year since", () => {
    expect(opening(khunjerab, "2023-12-04", "2023-12-06")).toEqual([]);
    expect(opening(khunjerab, "2024-12-04", "2024-12-05")).toHaveLength(1);
  });

  test("what was not known yet is not used", () => {
    expect(opening(khunjerab, "2025-01-06", "2025-01-11", { asOf: "2024-11-30" })).toEqual([]);
    expect(opening(khunjerab, "2025-01-06", "2025-01-11", { asOf: "2024-12-01" })).toHaveLength(5);
  });

  test("a rule that has run out without a successor stays the best guess", () => {
    const past = [{ ...weekdays, validFrom: "2020-01-01", validTo: "2020-12-31" }];
    expect(opening(past, "2025-06-02", "2025-06-03")).toHaveLength(1);
  });

  test("with nothing known nothing restricts", () => {
    expect(
      opening([{ weekly: [], validFrom: "2024-01-01" }], "2020-01-01", "2020-01-02", { asOf: "2020-01-01" }),
    ).toEqual(["2020-01-01T00:00Z 2020-01-02T00:00Z"]);
  });

  test("a season may run over New Year", () => {
    const winter = [{ ...daily("00:00", "24:00"), season: { from: "12-01", to: "03-31" } }];
    expect(opening(winter, "2025-01-05", "2025-01-06")).toHaveLength(1);
    expect(opening(winter, "2025-06-05", "2025-06-06")).toEqual([]);
  });
});

describe("holidays and exceptions", () => {
  test("holidays of the named countries close", () => {
    expect(opening([{ ...daily("09:00", "17:00"), holidaysOf: ["PK"] }], "2025-03-31", "2025-04-01")).toEqual(
      [],
    );
    expect(
      opening([{ ...daily("09:00", "17:00"), holidaysOf: ["CN"] }], "2025-03-31", "2025-04-01"),
    ).toHaveLength(1);
  });

  test("only the named ones where the others are worked", () => {
    const office = [{ ...daily("09:00", "17:00"), holidaysOf: ["PK"], onlyHolidays: ["eid-al-fitr"] }];
    expect(opening(office, "2025-03-23", "2025-03-24")).toHaveLength(1);
    expect(opening(office, "2025-03-31", "2025-04-01")).toEqual([]);
  });

  test("an exception overrides weekday, season and holiday, in usual hours", () => {
    const exceptions = [
      { from: "2025-10-04", to: "2025-10-05", open: true, why: "cargo only" },
      { from: "2025-10-06", to: "2025-10-06", open: false, why: "holiday" },
    ];
    expect(opening([{ ...weekdays, exceptions }], "2025-10-04", "2025-10-08")).toEqual([
      "2025-10-04T04:00Z 2025-10-04T12:00Z",
      "2025-10-05T04:00Z 2025-10-05T12:00Z",
      "2025-10-07T04:00Z 2025-10-07T12:00Z",
    ]);
  });

  test("days that hang on the moon are told apart", () => {
    const world = network({
      calendars: [calendar("office", [{ ...weekdays, holidaysOf: ["PK", "CN"] }])],
      holidays,
    });
    const window = { from: instantHours("2025-01-01"), to: instantHours("2026-01-01"), asOf: "2026-01-01" };
    expect(uncertainHolidays(world, "office", window)).toEqual([
      expect.objectContaining({
        country: "PK",
        key: "eid-al-fitr",
        plusMinusDays: 1,
        start: instantHours("2025-03-30T19:00Z"),
        end: instantHours("2025-03-31T19:00Z"),
      }),
    ]);
    expect(uncertainHolidays(world, undefined, window)).toEqual([]);
  });

  test("the moon moves what hangs on it and is still ahead, nothing else", () => {
    const world = network({
      calendars: [calendar("office", [{ ...daily("09:00", "17:00"), holidaysOf: ["PK", "CN"] }])],
      holidays,
    });
    const shutOn = (asOf: string, shift: number) => {
      const days = Array.from({ length: 365 }, (_, i) =>
        hoursToInstant((instantHours("2025-01-01") + i * 24) as EpochHours).slice(0, 10),
      );
      const window = { from: instantHours("2025-01-01"), to: instantHours("2026-01-01"), asOf };
      const worked = new Set(
        openIntervals(world, "office", window, shift).map(({ start }) => hoursToInstant(start).slice(0, 10)),
      );
      return days.filter((day) => !worked.has(day));
    };
    const tabled = shutOn("2025-03-01", 0);
    expect(tabled).toContain("2025-03-31");
    const fixed = tabled.filter((day) => day !== "2025-03-31");
    expect(shutOn("2025-03-01", 1)).toEqual([...fixed, "2025-04-01"].sort());
    expect(shutOn("2025-03-01", -1)).toEqual([...fixed, "2025-03-30"].sort());
    expect(shutOn("2025-04-02", 1)).toEqual(tabled);
  });
});

describe("any calendar", () => {
  const clock = fc.integer({ min: 0, max: 95 }).map((n) => `${pad(Math.floor(n / 4))}:${pad((n % 4) * 15)}`);
  const date = fc
    .integer({ min: 0, max: 2000 })
    .map((n) => hoursToInstant((429_000 + n * 24) as EpochHours).slice(0, 10));
  const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
  const span = (arb: fc.Arbitrary<string>) =>
    fc.uniqueArray(arb, { minLength: 2, maxLength: 2 }).map((two) => two as [string, string]);
  const dates = span(date).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
  const monthDay = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }));
  const monthDayText = monthDay.map(([month, day]) => `${pad(month)}-${pad(day)}`);
  const periodArb = fc.record({
    valid: optional(dates),
    knownSince: optional(date),
    season: optional(span(monthDayText).map(([from, to]) => ({ from, to }))),
    weekly: fc.array(fc.record({ days: fc.subarray(EVERY_DAY, { minLength: 1 }), hours: span(clock) }), {
      maxLength: 3,
    }),
    pauses: fc.array(span(clock), { maxLength: 2 }),
    holidaysOf: optional(fc.subarray(["PK", "CN"])),
    exceptions: fc.array(fc.record({ span: dates, open: fc.boolean() }), { maxLength: 2 }),
  });
  const officeArb = fc.record({
    zone: fc.constantFrom("Asia/Karachi", "Asia/Kabul", "Asia/Shanghai", "Asia/Almaty", "Asia/Tehran"),
    periods: fc.array(periodArb, { minLength: 1, maxLength: 3 }).map((periods) => periods.map(rules)),
  });

  function rules(
    period: (typeof periodArb)["generate"] extends (...args: never[]) => { value: infer P } ? P : never,
  ) {
    return {
      ...(period.valid && { validFrom: period.valid.from, validTo: period.valid.to }),
      ...(period.knownSince && { knownSince: period.knownSince }),
      ...(period.season && { season: period.season }),
      weekly: period.weekly.map(({ days, hours: [open, close] }) => ({ days, open, close })),
      pauses: period.pauses.map(([from, to]) => ({ from, to })),
      ...(period.holidaysOf && { holidaysOf: period.holidaysOf }),
      exceptions: period.exceptions.map(({ span: { from, to }, open }) => ({ from, to, open, why: "test" })),
    };
  }

  function pad(n: number): string {
    return String(n).padStart(2, "0");
  }

  const world = (office: { zone: string; periods: readonly object[] }) =>
    network({ calendars: [calendar("office", office.periods, office.zone)], holidays });
  const windowArb = fc
    .record({
      from: fc.integer({ min: 429_000, max: 477_000 }),
      days: fc.integer({ min: 0, max: 60 }),
      asOf: date,
    })
    .map(({ from, days, asOf }) => ({
      from: from as EpochHours,
      to: (from + days * 24) as EpochHours,
      asOf,
    }));

  test("is open when the rules, read minute by minute, say so, and only then", () => {
    const minutes = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(officeArb, windowArb, minutes, (office, window, shares) => {
        const net = world(office);
        const intervals = openIntervals(net, "office", window);
        for (const share of shares) {
          const at = Math.floor((window.from + share * (window.to - window.from)) * 60) / 60;
          if (at < window.from || at >= window.to || nearClockChange(office.zone, at)) continue;
          const open = intervals.some(({ start, end }) => start - 1e-9 <= at && at < end - 1e-9);
          expect(open).toBe(isOpenSlowly(net, net.calendars.get("office") as Calendar, at, window.asOf));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("gives ascending, disjoint, non-empty intervals inside the window", () => {
    fc.assert(
      fc.property(officeArb, windowArb, (office, window) => {
        let last = Number.NEGATIVE_INFINITY;
        for (const { start, end } of openIntervals(world(office), "office", window)) {
          expect(start).toBeGreaterThan(last);
          expect(start).toBeGreaterThanOrEqual(window.from);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(window.to);
          last = end;
        }
      }),
    );
  });

  test("does not change by rules that become known later", () => {
    fc.assert(
      fc.property(officeArb, periodArb.map(rules), windowArb, (office, later, window) => {
        const knownSince = "2099-01-01";
        const more = { ...office, periods: [...office.periods, { ...later, knownSince }] };
        expect(openIntervals(world(more), "office", window)).toEqual(
          openIntervals(world(office), "office", window),
        );
      }),
    );
  });

  test("is the same asked for in two halves", () => {
    fc.assert(
      fc.property(officeArb, windowArb, (office, window) => {
        const net = world(office);
        const middle = ((window.from + window.to) / 2) as EpochHours;
        const halves = [
          ...openIntervals(net, "office", { ...window, to: middle }),
          ...openIntervals(net, "office", { ...window, from: middle }),
        ];
        const hours = (list: typeof halves) => list.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(hours(halves)).toBeCloseTo(hours([...openIntervals(net, "office", window)]), 6);
      }),
    );
  });

  /** In the hour that comes twice, or not at all, the clock does not say which instant is meant. */
  function nearClockChange(zone: string, at: number): boolean {
    return zoneOf(zone).starts.some((start) => Math.abs(start - at) <= 2);
  }
});
