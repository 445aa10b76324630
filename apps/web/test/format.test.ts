import { describe, expect, it } from "vitest";
import { makeFormat } from "../src/i18n/format.ts";

const en = makeFormat("en");

describe("format", () => {
  it("is no more exact about a date than its source", () => {
    expect(["2023", "2023-08", "2023-08-21"].map((date) => en.day(date))).toEqual([
      "2023",
      "Aug 2023",
      "21 Aug 2023",
    ]);
  });

  it("never shows a simulated chance as certain", () => {
    expect([0, 0.003, 0.5, 0.997, 1].map((share) => en.percent(share))).toEqual([
      "0%",
      "<1%",
      "50%",
      ">99%",
      "100%",
    ]);
  });

  it("counts short stays in hours and long ones in days", () => {
    expect([2.55, 31, 71, 72, 199].map((hours) => en.duration(hours))).toEqual([
      "2.6\u00A0hrs",
      "31\u00A0hrs",
      "71\u00A0hrs",
      "3\u00A0days",
      "8.3\u00A0days",
    ]);
  });

  it("tells times on the clocks of the place", () => {
    const instant = "2027-01-11T03:00Z";
    expect(
      ["Asia/Karachi", "Asia/Shanghai", "Asia/Kabul"].map(
        (zone) => `${en.dateTimeIn(instant, zone)} ${en.zone(instant, zone)}`,
      ),
    ).toEqual(["Mon 11 Jan, 08:00 UTC+5", "Mon 11 Jan, 11:00 UTC+8", "Mon 11 Jan, 07:30 UTC+4:30"]);
  });

  it("writes numbers as each language does", () => {
    expect(makeFormat("ru").number(12_345.6, 1)).toBe("12\u00A0345,6");
    expect(makeFormat("ur").usd(1200)).toContain("1,200");
    expect(makeFormat("ur").mass(800)).toBe("\u2066800\u00A0kg\u2069");
  });

  it("leaves an unknown country code as it is", () => expect(en.country("??")).toBe("??"));
});
