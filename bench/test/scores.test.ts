import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../src/random.ts";
import { brier, type Forecast, interval, logScore } from "../src/scores.ts";

const forecast = (happened: boolean, ours: number, persistence = 0, month = 0): Forecast => ({
  month,
  happened,
  ours,
  climatology: 0.5,
  persistence,
});

test("Brier and log score of a coin, of a sure hit and of a sure miss", () => {
  const said = [forecast(true, 1), forecast(false, 1)];
  expect(brier(said, "ours")).toBe(0.5);
  expect(brier(said, "climatology")).toBe(0.25);
  expect(logScore(said, "climatology")).toBeCloseTo(Math.log(2));
  expect(logScore(said, "ours")).toBeCloseTo(-(Math.log(0.999) + Math.log(0.001)) / 2);
});

test("no forecast beats the true chance on average, by either score", () => {
  const chance = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(chance, chance, (percent, said) => {
      const as = (ours: number) => Array.from({ length: 100 }, (_, i) => forecast(i < percent, ours / 100));
      expect(brier(as(percent), "ours")).toBeLessThanOrEqual(brier(as(said), "ours") + 1e-12);
      expect(logScore(as(percent), "ours")).toBeLessThanOrEqual(logScore(as(said), "ours") + 1e-12);
    }),
  );
});

test("the interval is nothing between equals, holds a constant lead, and is the same for the same seed", () => {
  const months = Array.from({ length: 40 }, (_, month) => month);
  const equal = months.map((month) => forecast(month % 7 === 0, 0, 0, month));
  expect(interval(equal, "persistence", seeded(1))).toEqual({ low: 0, high: 0 });
  const leading = months.map((month) => forecast(true, 0.9, 0.5, month));
  const { low, high } = interval(leading, "persistence", seeded(1));
  expect(low).toBeCloseTo(0.01 - 0.25);
  expect(high).toBeCloseTo(0.01 - 0.25);
  const mixed = months.map((month) => forecast(month % 5 === 0, 0.3, 0, month));
  const drawn = interval(mixed, "persistence", seeded(3));
  expect(drawn).toEqual(interval(mixed, "persistence", seeded(3)));
  expect(drawn.low).toBeLessThanOrEqual(brier(mixed, "ours") - brier(mixed, "persistence"));
  expect(drawn.high).toBeGreaterThanOrEqual(brier(mixed, "ours") - brier(mixed, "persistence"));
});
