import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { admitsTrucks, closuresKnown, stateAt, stopsTrucks, type Traffic } from "../src/index.ts";
import { closure, network } from "./fixture.ts";

const known = (closures: readonly object[], asOf: string) =>
  closuresKnown(network({ closures }), asOf).map(({ closure: { id }, end }) => ({ id, ...end }));

describe("closuresKnown", () => {
  const torkham2025 = closure("torkham-2025", { from: "2025-02-21", to: "2025-03-19" });

  test("nothing before it could be known, an announced stop from its announcement", () => {
    expect(known([torkham2025], "2025-02-20")).toEqual([]);
    const announced = closure("holiday", { from: "2025-10-01", to: "2025-10-06", knownSince: "2025-09-20" });
    expect(known([announced], "2025-09-19")).toEqual([]);
    expect(known([announced], "2025-09-20")).toEqual([
      { id: "holiday", kind: "open", lastConfirmed: "2025-09-20" },
    ]);
  });

  test("while it runs its end is unknown, confirmed up to the day of asking", () => {
    expect(known([torkham2025], "2025-03-01")).toEqual([
      { id: "torkham-2025", kind: "open", lastConfirmed: "2025-03-01" },
    ]);
    expect(known([torkham2025], "2025-03-19")).toEqual([
      { id: "torkham-2025", kind: "ended", at: "2025-03-19" },
    ]);
  });

  test("an end announced beforehand is known then, one reported late only later", () => {
    const announced = closure("works", { from: "2025-02-01", to: "2025-06-01", endKnownSince: "2025-02-10" });
    expect(known([announced], "2025-02-10")).toEqual([{ id: "works", kind: "ended", at: "2025-06-01" }]);
    const late = closure("far", { from: "2025-02-01", to: "2025-02-05", endKnownSince: "2025-03-01" });
    expect(known([late], "2025-02-20")).toEqual([{ id: "far", kind: "open", lastConfirmed: "2025-02-05" }]);
  });

  test("without an end the last confirmation stands, never later than asked", () => {
    const border = closure("border", {
      from: "2025-10-12",
      lastConfirmed: { date: "2026-04-08", sources: ["gazette"] },
    });
    expect(known([border], "2026-01-01")).toEqual([
      { id: "border", kind: "open", lastConfirmed: "2026-01-01" },
    ]);
    expect(known([border], "2026-11-24")).toEqual([
      { id: "border", kind: "open", lastConfirmed: "2026-04-08" },
    ]);
    const bare = closure("bare", { from: "2025-10-12" });
    expect(known([bare], "2026-11-24")).toEqual([{ id: "bare", kind: "open", lastConfirmed: "2025-10-12" }]);
  });

  test("a stop said to be short is presumed over from the next day", () => {
    const slide = closure("slide", { from: "2024-11-23", presumedShort: true });
    expect(known([slide], "2024-11-23")).toEqual([
      { id: "slide", kind: "open", lastConfirmed: "2024-11-23" },
    ]);
    expect(known([slide], "2024-11-24")).toEqual([
      { id: "slide", kind: "presumed-ended", lastConfirmed: "2024-11-23" },
    ]);
  });

  test("what was known once stays known, and no date lies past the day of asking but an announced end", () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(1.7e12 + n * 864e5).toISOString().slice(0, 10));
    const record = fc.record({ days: fc.tuple(day, day, day, day), short: fc.boolean(), ends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), day, day, (records, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const closures = records.map(({ days, short, ends }, index) => {
          const [from, end, knownSince, endKnownSince] = days.toSorted();
          const over = ends ? { to: end, endKnownSince } : { presumedShort: short };
          return closure(`c${index}`, { from, knownSince: ends ? from : knownSince, ...over });
        });
        const before = known(closures, early);
        const ids = known(closures, late).map(({ id }) => id);
        for (const then of before) {
          expect(ids).toContain(then.id);
          if (then.kind !== "ended") expect(then.lastConfirmed <= early).toBe(true);
        }
      }),
    );
  });
});

describe("stopsTrucks", () => {
  const stops = (scope: readonly string[], traffic: Traffic, more: object = {}) => {
    const [only] = network({ closures: [closure("x", { scope, ...more })] }).closures;
    return only !== undefined && stopsTrucks(only, traffic);
  };

  test.each(["all", "trade", "exports", "imports", "transit", "trucks", "trailers", "foreign-drivers"])(
    "%s stops a truck in transit",
    (scope) => {
      expect(stops([scope], { unit: "truck" })).toBe(true);
    },
  );

  test.each(["passengers", "slow", "rail", "sea"])("%s lets it pass", (scope) => {
    expect(stops([scope], { unit: "truck" })).toBe(false);
  });

  test("a wagon is stopped by rail, not by a ban on lorries or drivers", () => {
    expect(stops(["rail"], { unit: "wagon" })).toBe(true);
    expect(stops(["trucks", "foreign-drivers"], { unit: "wagon" })).toBe(false);
  });

  test("a container by what carries it", () => {
    expect(stops(["trucks"], { unit: "container" })).toBe(true);
    expect(stops(["trucks"], { unit: "container", mode: "rail" })).toBe(false);
    expect(stops(["sea"], { unit: "container", mode: "sea" })).toBe(true);
  });

  test("one direction leaves the other alone; a driver from here is no foreigner", () => {
    const regime = { direction: "back", kind: "restriction" };
    expect(stops(["exports", "transit"], { unit: "truck", direction: "back" }, regime)).toBe(true);
    expect(stops(["exports", "transit"], { unit: "truck", direction: "out" }, regime)).toBe(false);
    expect(stops(["foreign-drivers"], { unit: "truck", foreignDriver: false })).toBe(false);
  });

  test("an opening stops nothing and admits its scope", () => {
    const [opening] = network({ closures: [closure("x", { kind: "opening", scope: ["trade"] })] }).closures;
    expect(stopsTrucks(opening!, { unit: "truck" })).toBe(false);
    expect(admitsTrucks(opening!, { unit: "truck" })).toBe(true);
  });
});

describe("stateAt", () => {
  const on = { crossing: "torkham" };
  const border = closure("border", {
    from: "2025-10-12",
    basis: { published: ["dawn"] },
    lastConfirmed: { date: "2026-04-08", sources: ["gazette"] },
  });
  const state = (closures: readonly object[], date: string, asOf: string, traffic?: Traffic) =>
    stateAt(network({ closures }), { on, date, asOf, traffic });

  test("shut by its last confirmation, nothing known since", () => {
    expect(state([border], "2027-01-11", "2026-11-24")).toEqual({
      state: "shut",
      confirmed: "2026-04-08",
      assumed: "still-so",
      sources: ["dawn", "gazette"],
      closure: "border",
    });
  });

  test("shut and confirmed for the very day", () => {
    expect(state([border], "2026-01-05", "2026-01-05")).toMatchObject({
      confirmed: "2026-01-05",
      assumed: "none",
    });
  });

  test("a plan for 2021 knows nothing of 2025", () => {
    expect(state([border], "2025-12-01", "2021-06-01")).toEqual({
      state: "open",
      confirmed: null,
      assumed: "never-reported",
      sources: [],
    });
  });

  test("open since the last stop ended", () => {
    const past = closure("past", { from: "2024-05-17", to: "2024-05-20" });
    expect(state([past], "2024-08-01", "2024-07-01")).toEqual({
      state: "open",
      confirmed: "2024-05-21",
      assumed: "still-so",
      sources: ["gazette"],
    });
    expect(state([past], "2024-05-21", "2024-07-01")).toMatchObject({ state: "open", assumed: "none" });
  });

  test("a short stop without an end is assumed over", () => {
    const slide = closure("slide", { from: "2024-11-23", presumedShort: true });
    expect(state([slide], "2024-12-01", "2024-12-01")).toMatchObject({
      state: "open",
      confirmed: null,
      assumed: "reopened",
    });
  });

  test("an opening inside a closure restricts, for its days only", () => {
    const winter = closure("winter", { from: "2023-12-01", to: "2024-03-31" });
    const opening = closure("tir", {
      kind: "opening",
      from: "2024-01-02",
      to: "2024-01-16",
      scope: ["trade"],
    });
    expect(state([winter, opening], "2024-01-10", "2024-06-01")).toMatchObject({
      state: "restricted",
      closure: "tir",
    });
    expect(state([winter, opening], "2024-01-17", "2024-06-01").state).toBe("shut");
  });

  test("slow traffic and a stop of one direction are restrictions", () => {
    const slow = closure("slow", { kind: "restriction", scope: ["slow"] });
    const oneWay = closure("one-way", { kind: "restriction", scope: ["exports"], direction: "back" });
    expect(state([slow], "2025-03-01", "2025-03-01").state).toBe("restricted");
    expect(state([oneWay], "2025-03-01", "2025-03-01").state).toBe("restricted");
    expect(state([oneWay], "2025-03-01", "2025-03-01", { unit: "truck", direction: "back" }).state).toBe(
      "shut",
    );
    expect(state([oneWay], "2025-03-01", "2025-03-01", { unit: "truck", direction: "out" }).state).toBe(
      "open",
    );
  });

  test("a stop for persons leaves the gate open to goods", () => {
    expect(state([closure("x", { scope: ["passengers"] })], "2025-03-01", "2025-03-01").state).toBe("open");
  });
});
