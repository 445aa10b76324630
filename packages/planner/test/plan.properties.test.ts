import type { Calendar, Crossing, Network } from "@rahdari/network";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedSpells } from "../src/closures/spells.ts";
import { contextFor } from "../src/context.ts";
import { dominates } from "../src/explain/choose-options.ts";
import { type CrossingOutlook, makeContext, type Option, plan } from "../src/index.ts";
import { parameters } from "../src/parameters.ts";
import { syntheticNetwork } from "./synthetic-network.ts";

const network = syntheticNetwork();
const request = { from: "start", to: "goal", ready: "2026-07-01T08:00Z", asOf: "2026-06-20", draws: 400 };

const EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** The data's outlook with the short border shut in the given spans, hours after ready. */
function withShut(spans: readonly (readonly [number, number])[]): ReturnType<typeof makeContext> {
  const { outlook } = contextFor(network, "2026-06-20");
  const ready = Date.parse("2026-07-01T08:00Z") / 3_600_000;
  const changed: CrossingOutlook = {
    delay: outlook.delay,
    closures: (query, _window, draws) =>
      query.subject === "short"
        ? fixedSpells(
            draws,
            spans.map(([from, to]): [number, number] => [ready + from, ready + to]),
          )
        : null,
  };
  return makeContext(network, changed);
}

function ifOpen(option: Option): number {
  return option.worlds.find((world) => world.state === "open")?.hours.p50 ?? option.hours.p50;
}

function byId(options: readonly Option[]): Map<string, Option> {
  return new Map(options.map((option) => [option.id, option]));
}

describe("plan", () => {
  it("finds both ways and says what each is best at", () => {
    const { options } = plan(network, request);
    expect(options.map((option) => option.crossings)).toContainEqual(["short"]);
    expect(options[0]?.labels).toContain("fastest");
  });

  it("never arrives earlier with more closures", () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 3 }), span, (some, more) => {
        const spans = some.map(([from, length]): [number, number] => [from, from + length]);
        const via = { ...request, via: ["short"] };
        const before = plan(network, via, { context: withShut(spans) }).options[0];
        const after = plan(network, via, { context: withShut([...spans, [more[0], more[0] + more[1]]]) })
          .options[0];
        for (const key of ["p10", "p50", "p80", "p95", "mean"] as const) {
          expect(after?.hours[key]).toBeGreaterThanOrEqual(before?.hours[key] as number);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("never lowers the chance for a later deadline", () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 300 }), fc.integer({ min: 1, max: 200 }), (hours, more) => {
        const deadline = (after: number) =>
          new Date(Date.parse(request.ready) + after * 3_600_000).toISOString();
        const sooner = byId(plan(network, { ...request, deadline: deadline(hours) }).options);
        const later = plan(network, { ...request, deadline: deadline(hours + more) }).options;
        for (const option of later) {
          const chance = sooner.get(option.id)?.onTime;
          if (chance !== undefined && chance !== null) expect(option.onTime).toBeGreaterThanOrEqual(chance);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("gives the same answer for the same seed, another for another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const once = plan(network, { ...request, seed });
        const again = plan(syntheticNetwork(), { ...request, seed });
        expect(again).toEqual(once);
        expect(plan(network, { ...request, seed: seed + 1 }).options[0]?.hours).not.toEqual(
          once.options[0]?.hours,
        );
      }),
      { numRuns: 15 },
    );
  });

  it("never shows a dominated option", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 150 }), (seed, length) => {
        const { options } = plan(network, { ...request, seed }, { context: withShut([[0, length]]) });
        const shown = options.map((option) => ({ ...option, hoursIfOpen: ifOpen(option), corridor: "" }));
        for (const a of shown) for (const b of shown) expect(dominates(a, b)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it("waits out a closure that holds on arrival", () => {
    const answer = plan(network, { ...request, via: ["short"] }, { context: withShut([[0, 500]]) });
    expect(answer.options[0]?.hours.p10).toBeGreaterThan(500);
  });

  it("draws the day of a holiday that hangs on the moon", () => {
    const basis = { estimated: "synthetic" };
    const days = [...EVERY_DAY];
    const office: Calendar = {
      id: "office",
      zone: "UTC",
      name: "office",
      periods: [{ weekly: [{ days, open: "00:00", close: "24:00" }], holidaysOf: ["PK"], basis }],
    };
    const onTime = (plusMinusDays: number) => {
      const eid = { date: "2026-07-02", key: "eid", name: "Eid", plusMinusDays };
      const short = { ...network.crossings.get("short"), calendarOut: "office" } as Crossing;
      const world: Network = {
        ...network,
        crossings: new Map([...network.crossings, ["short", short]]),
        calendars: new Map([["office", office]]),
        holidays: new Map([["PK", { days: [eid], basis }]]),
      };
      const context = makeContext(world, contextFor(network, "2026-06-20").outlook);
      const tight = { ...request, via: ["short"], deadline: "2026-07-02T06:00Z" };
      return plan(world, tight, { context }).options[0]?.onTime ?? 0;
    };
    // Who is through on the first of July is in time, unless the moon brought the holiday to that day.
    expect(onTime(0)).toBeGreaterThan(0.3);
    expect(onTime(1) / onTime(0)).toBeCloseTo(1 - parameters.moon.early, 1);
  });

  it("goes by the border that is open where the named places leave the choice, and by no other than a named one", () => {
    const context = withShut([[0, 3_000]]);
    const by = (via: string[]) => plan(network, { ...request, via }, { context }).options[0]?.places;
    expect(by(["start"])).toContain("long-b");
    expect(by(["short-a", "short-b"])).toEqual(["start", "short-a", "short-b", "goal"]);
  });

  it("re-plans from a place under way", () => {
    const rest = plan(network, request, { at: { place: "long-a", on: "2026-07-03" } });
    expect(rest.options[0]?.places[0]).toBe("long-a");
    expect(rest.options[0]?.legs[0]?.enter.slice(0, 10)).toBe("2026-07-03");
    expect(rest.at).toEqual({ place: "long-a", on: "2026-07-03" });
  });

  it("says that a day of planning still ahead is none whose knowledge there is", () => {
    const codes = (asOf: string, today: string) =>
      plan(network, { ...request, asOf }, { now: new Date(today) }).warnings.map(({ code }) => code);
    expect(codes("2026-06-20", "2026-06-19T12:00Z")).toContain("planning-day-ahead");
    expect(codes("2026-06-20", "2026-06-20T00:30Z")).not.toContain("planning-day-ahead");
  });

  it("re-plans a trip that began before the day of planning, late as it may be", () => {
    const begun = { ...request, asOf: "2026-07-03", deadline: "2026-07-02" };
    const rest = plan(network, begun, { at: { place: "long-a", on: "2026-07-04T10:00+05:00" } });
    expect(rest.options[0]?.legs[0]?.enter).toBe("2026-07-04T05:00Z");
    expect(rest.options[0]?.onTime).toBe(0);
  });
});

describe("plan, refusals", () => {
  const code = (change: object) => {
    try {
      plan(network, { ...request, ...change });
    } catch (error) {
      return (error as { code: string }).code;
    }
    return "planned";
  };

  it.each([
    ["unknown-place", { from: "nowhere at all" }],
    ["same-place", { to: "start" }],
    ["past-date", { ready: "2026-01-01" }],
    ["too-heavy", { goods: { tonnes: 30 } }],
    ["invalid-request", { goods: { tonnes: 1e9 } }],
    ["invalid-request", { exclude: { countries: ["UK"] } }],
    ["invalid-request", { registration: "XX" }],
    ["invalid-request", { driver: "ZZ" }],
    ["contradiction", { deadline: "2026-06-30" }],
    ["contradiction", { exclude: { countries: ["KZ"] } }],
    ["contradiction", { exclude: { modes: ["road", "rail", "sea", "air"] } }],
    ["too-far-ahead", { ready: "2031-01-01" }],
  ])("refuses with %s", (expected, change) => {
    expect(code(change)).toBe(expected);
  });

  it.each([
    ["unknown-place", "/at/place", { place: "nowhere at all", on: "2026-07-03" }],
    ["same-place", "/at/place", { place: "goal", on: "2026-07-03" }],
    ["invalid-request", "/at/on", { place: "long-a", on: "soon" }],
    ["invalid-request", "/at/on", { place: "long-a", on: "2026-07-03T08:00" }],
    ["past-date", "/at/on", { place: "long-a", on: "1999-07-03" }],
    ["too-far-ahead", "/at/on", { place: "long-a", on: "2099-07-03" }],
  ])("refuses with %s at %s what is said of the place under way", (expected, pointer, at) => {
    expect(() => plan(network, request, { at })).toThrow(
      expect.objectContaining({ code: expected, issues: [expect.objectContaining({ pointer })] }),
    );
  });

  it("refuses goods under way before they are ready, at both dates", () => {
    const issues = ["/at/on", "/ready"].map((pointer) =>
      expect.objectContaining({ pointer, code: "at-before-ready" }),
    );
    const under = (on: string) => () => plan(network, request, { at: { place: "long-a", on } });
    expect(under("2026-06-30")).toThrow(expect.objectContaining({ code: "contradiction", issues }));
    expect(under("2026-07-01")).not.toThrow();
  });

  it("answers without options, with the reasons, where no way is lawful", () => {
    const answer = plan(network, { ...request, exclude: { crossings: ["short", "long"] } });
    expect(answer.options).toEqual([]);
    expect(answer.rejected.map((one) => one.what).sort()).toEqual(["long", "short"]);
  });
});
