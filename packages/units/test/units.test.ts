import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countryCode,
  type EpochHours,
  formatUsd,
  hoursBetween,
  hoursToInstant,
  instantHours,
  km,
  tonnes,
  usd,
  usdCents,
} from "../src/index.ts";

describe("money", () => {
  it("sums exactly", () => {
    expect(usd(0.1) + usd(0.2)).toBe(usd(0.3));
    const cents = fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(usd(a / 100) + usd(b / 100)).toBe(usd((a + b) / 100));
      }),
    );
  });

  it("prints two decimals and groups", () => {
    expect(formatUsd(usd(1234567.5))).toBe("USD 1,234,567.50");
    expect(formatUsd(usd(-0.05))).toBe("-USD 0.05");
  });

  it("refuses what is no amount", () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e16])
      expect(() => usd(bad)).toThrow(RangeError);
    expect(() => usdCents(0.5)).toThrow(RangeError);
  });
});

describe("time", () => {
  it("goes to the inner clock and back to the minute", () => {
    const minute = fc.integer({ min: 0, max: 70_000_000 });
    fc.assert(
      fc.property(minute, (m) => {
        const at = (m / 60) as EpochHours;
        expect(Math.round(instantHours(hoursToInstant(at)) * 60)).toBe(m);
      }),
    );
  });

  it("takes a bare date as midnight UTC and heeds the zone otherwise", () => {
    expect(hoursBetween(instantHours("2027-01-11T08:00+05:00"), instantHours("2027-01-12"))).toBe(21);
    expect(() => instantHours("11.01.2027")).toThrow(RangeError);
  });
});

describe("quantities and countries", () => {
  it("refuses what cannot be", () => {
    for (const bad of [-1, Number.NaN]) {
      expect(() => km(bad)).toThrow(RangeError);
      expect(() => tonnes(bad)).toThrow(RangeError);
    }
    expect(countryCode(" pk ")).toBe("PK");
    expect(() => countryCode("Pakistan")).toThrow(RangeError);
    expect(() => countryCode("XX")).toThrow(RangeError);
  });
});
