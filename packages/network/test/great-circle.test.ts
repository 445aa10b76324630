import fc from "fast-check";
import { expect, test } from "vitest";
import { greatCircleKm } from "../src/index.ts";

/** The haversine loses centimetres near the antipodes, where the arcsine is steep. */
const METRE = 1e-3;

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

test("a degree of the equator and half the globe", () => {
  expect(greatCircleKm({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111.195, 3);
  expect(greatCircleKm({ lat: 90, lon: 0 }, { lat: -90, lon: 77 })).toBeCloseTo(Math.PI * 6371.0088, 6);
});

test("Wellington - Salamanca, GeographicLib's example, within 0.6 % of the ellipsoid", () => {
  const km = greatCircleKm({ lat: -41.32, lon: 174.81 }, { lat: 40.96, lon: -5.5 });
  expect(Math.abs(km / 19_959.679 - 1)).toBeLessThan(0.006);
});

test("a metric: symmetric, zero to itself, no detour shortens", () => {
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      expect(greatCircleKm(a, b)).toBeCloseTo(greatCircleKm(b, a), 3);
      expect(greatCircleKm(a, a)).toBe(0);
      expect(greatCircleKm(a, c)).toBeLessThanOrEqual(greatCircleKm(a, b) + greatCircleKm(b, c) + METRE);
    }),
  );
});
