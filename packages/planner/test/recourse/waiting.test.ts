import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionalSurvival, type DurationLaw } from "../../src/closures/duration.ts";
import { hoursWorthWaiting, waitForDeadline } from "../../src/recourse/waiting.ts";

const memoryless = (meanHours: number) => (t: number) => Math.exp(-t / meanHours);
const torkham: DurationLaw = [{ weight: 1, logMedian: Math.log(120), tail: 1.3 }];
const shutFor = (elapsed: number) => (t: number) => conditionalSurvival(torkham, elapsed, t);

describe("hours worth waiting", () => {
  it("is all or nothing for a closure without memory", () => {
    const advise = (meanHours: number) =>
      hoursWorthWaiting({ survival: memoryless(meanHours), through: { hours: 40 }, around: { hours: 240 } });
    expect(advise(100).waitHours).toBeNull();
    expect(advise(400).waitHours).toBe(0);
  });

  it("is all or nothing wherever the mean lies", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 900 }), fc.integer({ min: 10, max: 800 }), (meanHours, gain) => {
        fc.pre(Math.abs(meanHours - gain) > 0.1 * gain);
        const { waitHours } = hoursWorthWaiting({
          survival: memoryless(meanHours),
          through: { hours: 40 },
          around: { hours: 40 + gain },
        });
        expect(waitHours).toBe(meanHours < gain ? null : 0);
      }),
    );
  });

  it("is a finite threshold for a heavy tail, where the hazard falls to 1 / gain", () => {
    const gain = 300;
    const { waitHours, expected, turnNow, holdOut } = hoursWorthWaiting({
      survival: shutFor(120),
      through: { hours: 40 },
      around: { hours: 40 + gain },
    });
    const t = (waitHours ?? 0) + 120;
    const hazard = ((1.3 / t) * (t / 120) ** 1.3) / (1 + (t / 120) ** 1.3);
    expect(waitHours).toBeGreaterThan(24);
    expect(waitHours).toBeLessThan(90 * 24);
    expect(hazard * gain).toBeCloseTo(1, 1);
    expect(expected).toBeLessThan(Math.min(turnNow, holdOut));
  });

  it("turns at once when it has been shut for long already", () => {
    const wait = { through: { hours: 40 }, around: { hours: 340 } };
    expect(hoursWorthWaiting({ ...wait, survival: shutFor(2000) }).waitHours).toBe(0);
  });

  it("never waits for a way that is no better", () => {
    const { waitHours } = hoursWorthWaiting({
      survival: memoryless(5),
      through: { hours: 100 },
      around: { hours: 90 },
    });
    expect(waitHours).toBe(0);
  });

  it("waits longer the dearer the alternative", () => {
    const wait = { survival: shutFor(120), through: { hours: 40 }, usdPerHour: 20 };
    const cheap = hoursWorthWaiting({ ...wait, around: { hours: 240, costUsd: 0 } });
    const dear = hoursWorthWaiting({ ...wait, around: { hours: 240, costUsd: 4000 } });
    expect(dear.waitHours ?? Infinity).toBeGreaterThan(cheap.waitHours ?? Infinity);
  });

  it("is never beaten by turning now or by holding out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 2000 }), (elapsed, hours) => {
        const advice = hoursWorthWaiting({
          survival: shutFor(elapsed),
          through: { hours: 40 },
          around: { hours },
        });
        expect(advice.expected).toBeLessThanOrEqual(Math.min(advice.turnNow, advice.holdOut));
      }),
    );
  });
});

describe("waiting for a deadline", () => {
  const within = (needed: number) => (left: number) => (left >= needed ? 1 : 0);

  it("waits just as long as the alternative still arrives", () => {
    const { waitHours, chance } = waitForDeadline({
      survival: memoryless(200),
      through: within(40),
      around: (left) => 0.8 * within(200)(left),
      hoursToDeadline: 300,
    });
    expect(waitHours).toBeGreaterThan(95);
    expect(waitHours).toBeLessThanOrEqual(100);
    expect(chance).toBeCloseTo(1 - 0.2 * Math.exp(-100 / 200), 2);
  });

  it("stays when the alternative comes too late anyway", () => {
    const { waitHours, chance } = waitForDeadline({
      survival: memoryless(48),
      through: within(40),
      around: within(500),
      hoursToDeadline: 300,
    });
    expect(waitHours).toBeNull();
    expect(chance).toBeCloseTo(1 - Math.exp(-260 / 48), 2);
  });

  it("turns at once when every hour counts", () => {
    const wait = {
      survival: memoryless(48),
      through: within(250),
      around: within(290),
      hoursToDeadline: 290,
    };
    expect(waitForDeadline(wait)).toEqual({ waitHours: 0, chance: 1 });
  });
});
