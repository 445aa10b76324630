import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrivalOf, chanceAt } from "../src/chart/arrival.ts";
import { courseOf } from "../src/chart/course.ts";
import { placeLabels } from "../src/chart/labels.ts";
import { bandPath, linePath } from "../src/chart/path.ts";
import { linearScale, niceTicks } from "../src/chart/scale.ts";
import { timeTicks } from "../src/chart/ticks.ts";
import { syntheticAnswer } from "./fixtures/synthetic-answer.ts";

const READY = new Date("2027-01-11T03:00:00Z");
const { options } = syntheticAnswer({ from: "lahore", to: "almaty", ready: "2027-01-11" });
const [karakoram, afghan, sea] = options as [(typeof options)[0], (typeof options)[0], (typeof options)[0]];

describe("courseOf", () => {
  it.each(options)("ends at the distance, time and cost of $id", (option) => {
    const { end } = courseOf(option, READY);
    expect(end.km).toBeCloseTo(option.km);
    expect(end.hours).toBeCloseTo(option.hours.p50);
    expect(end.usd).toBeCloseTo(option.costUsd.typical);
    expect([end.usdLow, end.usdHigh]).toEqual([
      expect.closeTo(option.costUsd.low),
      expect.closeTo(option.costUsd.high),
    ]);
  });

  it.each(options)("never goes back in distance, time or money for $id", (option) => {
    const { points } = courseOf(option, READY);
    for (const key of ["km", "hours", "usd", "usdLow", "usdHigh"] as const) {
      const values = points.map((point) => point[key]);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });

  it("tells the time at a border as the timeline does", () => {
    const hours = new Map(karakoram.legs.map((leg) => [leg.id, leg.hours.p50]));
    for (const { id, spent } of courseOf(karakoram, READY).steps) expect(spent).toBe(hours.get(id));
  });

  it("shows borders and changes of vehicle as vertical steps", () => {
    expect(courseOf(karakoram, READY).steps.map(({ id, km }) => [id, km])).toEqual([
      ["khunjerab", 1124],
      ["torugart", 1797],
      ["ak-tilek-karasu", 2321],
    ]);
    expect(courseOf(sea, READY).steps.map(({ kind }) => kind)).toEqual(["interchange", "crossing"]);
    for (const { before, after } of courseOf(afghan, READY).steps)
      expect(after.hours).toBeGreaterThan(before.hours);
  });

  it("shows waiting before departure as a step at kilometre nought", () => {
    const { points } = courseOf(karakoram, new Date(READY.getTime() - 48 * 3_600_000));
    expect(points.filter(({ km }) => km === 0).map(({ hours }) => hours)).toEqual([0, 0, 48]);
  });
});

describe("placeLabels", () => {
  const wish = fc.record({
    x: fc.double({ min: 0, max: 800, noNaN: true }),
    width: fc.double({ min: 5, max: 150, noNaN: true }),
  });

  it("never lets one label cover another or leave the plot", () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), fc.integer({ min: 1, max: 12 }), (wishes, rows) => {
        const placed = placeLabels(wishes, 0, 800, rows);
        if (placed === null) return;
        const boxes = placed.map(({ left, row }, index) => ({
          left,
          right: left + (wishes[index]?.width ?? 0),
          row,
        }));
        for (const [i, a] of boxes.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(800 + 1e-9);
          expect(a.row).toBeLessThan(rows);
          for (const b of boxes.slice(i + 1))
            expect(a.row !== b.row || a.right <= b.left || b.right <= a.left).toBe(true);
        }
      }),
    );
  });

  it("gives up rather than squeeze", () => {
    const crowd = Array.from({ length: 4 }, () => ({ x: 100, width: 90 }));
    expect(placeLabels(crowd, 0, 200, 3)).toBeNull();
  });
});

describe("arrivalOf", () => {
  it("shows the deadline and the slowest of twenty journeys", () => {
    const { from, to, points } = arrivalOf(afghan, 504);
    expect(from).toBeLessThan(afghan.hours.p10);
    expect(to).toBeGreaterThan(Math.max(504, afghan.hours.p95));
    expect(points.map(({ chance }) => chance)).toEqual(
      points.map(({ chance }) => chance).sort((a, b) => a - b),
    );
  });

  it("agrees with the quantiles", () => {
    expect(chanceAt(karakoram.arrivalCurve, karakoram.hours.p80)).toBeCloseTo(0.8);
    expect(chanceAt(karakoram.arrivalCurve, 0)).toBe(0);
    expect(chanceAt(karakoram.arrivalCurve, 1e6)).toBe(1);
  });
});

describe("timeTicks", () => {
  it("counts short ways in hours and long ones in days, within the number asked for", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 3000, noNaN: true }),
        fc.integer({ min: 3, max: 10 }),
        (max, most) => {
          const { unit, at } = timeTicks(max, most);
          expect(unit).toBe(max <= 72 ? "hour" : "day");
          expect(at.length).toBeLessThanOrEqual(most);
          expect(at.every((hours) => hours <= max + 1e-6 && hours % (unit === "day" ? 24 : 1) === 0)).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe("paths", () => {
  it("are written to a tenth of a pixel", () => {
    expect(
      linePath([
        { x: 0, y: 1.04 },
        { x: 10.26, y: 2 },
      ]),
    ).toBe("M0 1L10.3 2");
    expect(
      bandPath(
        [
          { x: 0, y: 0 },
          { x: 1, y: 0 },
        ],
        [
          { x: 0, y: 5 },
          { x: 1, y: 5 },
        ],
      ),
    ).toBe("M0 0L1 0L1 5L0 5Z");
    expect(bandPath([], [])).toBe("");
  });
});

describe("scales", () => {
  it("go straight from one range to the other", () => {
    const y = linearScale([0, 10], [200, 100]);
    expect([0, 5, 10].map(y)).toEqual([200, 150, 100]);
    expect(linearScale([3, 3], [7, 9])(3)).toBe(7);
  });

  it("have round ticks from nought up to the largest value, no more than asked for", () => {
    expect(niceTicks(2596, 8)).toEqual([0, 500, 1000, 1500, 2000, 2500]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (max, most) => {
          const ticks = niceTicks(max, most);
          expect(ticks.length).toBeLessThanOrEqual(most);
          expect(ticks[0]).toBe(0);
          expect(ticks.at(-1)).toBeLessThanOrEqual(max * (1 + 1e-6));
        },
      ),
    );
  });
});
