import { describe, expect, it } from "vitest";
import { whoText } from "../src/crossing/rules.tsx";
import { stopBars, yearsOf } from "../src/crossing/strip.ts";
import { openShare } from "../src/crossing/way-section.tsx";
import { holidaySpans, isAllDay, weekRows } from "../src/crossing/week.ts";
import { crossingDay } from "../src/crossing/when.ts";
import { loadCrossingPhrases } from "../src/i18n/crossing-phrases.ts";
import { makeFormat } from "../src/i18n/format.ts";
import { syntheticAnswer } from "./fixtures/synthetic-answer.ts";
import { syntheticCrossing } from "./fixtures/synthetic-crossing.ts";

const report = syntheticCrossing("khunjerab", "2027-01-15");
const [out] = report.ways;
if (out === undefined) throw new Error("no way");

describe("the week of an office", () => {
  it("puts days alike and in a row together, on the office's clocks", () => {
    expect(weekRows(out)).toEqual([
      { from: "2027-01-15", to: "2027-01-15", open: [{ start: "12:00", end: "20:00" }] },
      { from: "2027-01-16", to: "2027-01-17", open: [] },
      { from: "2027-01-18", to: "2027-01-21", open: [{ start: "12:00", end: "20:00" }] },
    ]);
  });

  it("reads midnight as the begin or the end of the day", () => {
    const open = [{ start: "2027-01-14T16:00Z", end: "2027-01-15T16:00Z" }];
    const [row] = weekRows({ ...out, week: [{ date: "2027-01-15", open }] });
    expect(row?.open).toEqual([{ start: "00:00", end: "24:00" }]);
    expect(row !== undefined && isAllDay(row)).toBe(true);
    expect(isAllDay({ from: "", to: "", open: [] })).toBe(false);
  });

  it("tells a holiday of several days once, over a weekend too", () => {
    expect(holidaySpans(out.holidays).map(({ key, from, to }) => [key, from, to])).toEqual([
      ["cn-spring-festival", "2027-02-05", "2027-02-08"],
      ["synthetic-feast", "2027-03-10", "2027-03-10"],
    ]);
  });
});

describe("the day asked about", () => {
  const [option] = syntheticAnswer({ from: "lahore", to: "almaty", ready: "2027-01-11" }).options;
  const zone = () => "Asia/Shanghai";

  it("is the one on which the way gets there, on the clocks of the place", () => {
    if (option === undefined) throw new Error("no option");
    const legs = option.legs.map((leg) =>
      leg.id === "khunjerab" ? { ...leg, enter: "2027-01-14T18:30Z" } : leg,
    );
    const day = (turned: typeof legs) =>
      crossingDay("khunjerab", { ...option, legs: turned }, "2027-01-11T08:00", zone);
    expect(day(legs)).toEqual({ on: "2027-01-15", direction: "out" });
    const back = legs.map((leg) => (leg.id === "khunjerab" ? { ...leg, id: "khunjerab#back" } : leg));
    expect(day(back)).toEqual({ on: "2027-01-15", direction: "back" });
  });

  it("is the day of the goods where no way passes", () => {
    const ready = { on: "2027-01-11", direction: null };
    expect(crossingDay("bedel", option, "2027-01-11T08:00", zone)).toEqual(ready);
    expect(crossingDay("khunjerab", undefined, "2027-01-11T08:00", zone)).toEqual(ready);
  });
});

describe("the strip of stops", () => {
  const [stop] = report.closures;
  if (stop === undefined) throw new Error("no stop");

  it("spans whole years, and ends a stop without an end at its last confirmation", () => {
    const years = yearsOf(report.closures, report.asOf);
    expect(years).toEqual({ first: 2025, last: 2026 });
    const [bar] = stopBars(report.closures, years);
    expect(bar?.start).toBeCloseTo((365 - 81) / 730, 5);
    expect(bar?.end).toBeCloseTo((365 + 31 + 28 + 31 + 9) / 730, 5);
    expect(bar?.slow).toBe(false);
  });

  it("draws no openings, and marks what stopped no truck", () => {
    const years = { first: 2025, last: 2026 };
    expect(stopBars([{ ...stop, kind: "opening" }], years)).toEqual([]);
    expect(stopBars([{ ...stop, scope: ["slow"] }], years)[0]?.slow).toBe(true);
  });
});

describe("the words of the panel", () => {
  it("name whom a rule concerns", async () => {
    const phrases = await loadCrossingPhrases("en");
    const who = (given: Parameters<typeof whoText>[0]["who"]) =>
      whoText({ who: given }, phrases, makeFormat("en"));
    expect(who({})).toBe("All");
    expect(who({ registrationNot: ["PK", "CN"], unit: ["truck"], goods: ["reefer"] })).toBe(
      "Vehicles of all states but Pakistan, China; trucks, refrigerated cargo",
    );
    expect(who({ driver: ["AF"] })).toBe("Drivers of Afghanistan");
  });
});

describe("the chances of a day", () => {
  it("are one hundred together, as shown", () => {
    const { percent } = makeFormat("en");
    const shown = (share: number) => Number.parseInt(percent(share), 10);
    for (let shut = 0.01; shut <= 0.99; shut += 0.0025)
      expect(shown(openShare(shut)) + shown(shut), String(shut)).toBe(100);
    expect([0.004, 0.996].map((shut) => [percent(openShare(shut)), percent(shut)])).toEqual([
      [">99%", "<1%"],
      ["<1%", ">99%"],
    ]);
  });
});
