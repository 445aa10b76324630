import { describe, expect, it } from "vitest";
import { CrossingReport, crossingReport } from "../src/index.ts";
import { shipped } from "./shipped.ts";

const asOf = "2026-11-25";
const report = (id: string, on: string) => crossingReport(shipped, { id, on, asOf });

describe("the report of a crossing", () => {
  it("answers in its own schema, for every crossing", () => {
    for (const id of shipped.crossings.keys()) {
      const one = report(id, "2027-01-15");
      expect(CrossingReport.parse(one)).toEqual(one);
    }
  });

  it("gives every stop the code of its text", () => {
    for (const id of shipped.crossings.keys()) {
      for (const stop of report(id, "2027-01-15").closures) {
        expect(stop.reasonCode, stop.id).toBeDefined();
        expect(stop.contestedCode !== undefined, stop.id).toBe(stop.contested !== null);
      }
    }
  });

  it("keeps the days of the office's own zone", () => {
    // A Friday; the office at Khunjerab keeps Beijing time although the way begins in Pakistan.
    const [out] = report("khunjerab", "2027-01-15").ways;
    expect(out?.zone).toBe("Asia/Shanghai");
    expect(out?.open).toEqual([{ start: "2027-01-15T04:00Z", end: "2027-01-15T12:00Z" }]);
    expect(out?.week.map(({ date }) => date)).toEqual([
      "2027-01-15",
      "2027-01-16",
      "2027-01-17",
      "2027-01-18",
      "2027-01-19",
      "2027-01-20",
      "2027-01-21",
    ]);
    expect(out?.week.map(({ open }) => open.length)).toEqual([1, 0, 0, 1, 1, 1, 1]);
  });

  it("names the next holidays that shut it on a day on which it would work", () => {
    const { holidays = [], zone = "UTC" } = report("khunjerab", "2027-01-15").ways[0] ?? {};
    expect(holidays.length).toBeGreaterThan(0);
    expect(zone).toBe("Asia/Shanghai");
    for (const { date } of holidays) {
      expect(report("khunjerab", date).ways[0]?.open).toEqual([]);
      expect(new Date(date).getUTCDay() % 6).not.toBe(0);
    }
    expect(report("khorgos-rail", "2027-01-15").ways[0]?.holidays).toEqual([]);
  });

  it("says what hours, border time and rules rest on", () => {
    const [out] = report("khunjerab", "2027-01-15").ways;
    expect(out?.calendar?.sources.length).toBeGreaterThan(0);
    // CPMM printed means of this border: they move the seed, so the figure is not printed itself.
    expect(out?.hours.basis).not.toBe("published");
    expect(report("almaty-road-rail", "2027-01-15").ways[0]?.calendar).toBeNull();
    for (const rule of out?.rules ?? []) {
      expect(shipped.access.find(({ id }) => id === rule.id)?.because).toBe(rule.because);
    }
  });

  it("tells an opening inside a closure from a stop", () => {
    const { closures } = report("torugart", "2027-01-15");
    expect(closures.find(({ from }) => from === "2025-10-04")?.kind).toBe("opening");
    expect(closures.find(({ from }) => from === "2025-10-01")?.kind).toBe("closure");
  });

  it("asks only for fees in force on the day", () => {
    const later = [...shipped.crossings.values()].flatMap(({ id, fees }) =>
      fees.flatMap(({ name, validFrom }) => (validFrom === undefined ? [] : [{ id, name, validFrom }])),
    );
    expect(later.length).toBeGreaterThan(0);
    for (const { id, name, validFrom } of later) {
      const names = (on: string) => report(id, on).fees.map((fee) => fee.name);
      expect(names(validFrom)).toContain(name);
      expect(names("2000-01-01")).not.toContain(name);
    }
  });
});
