import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, money, percent, wrap } from "../../src/format/layout.ts";
import { formatText } from "../../src/format/text.ts";
import { answer, option } from "./answer-fixture.ts";

const names: Record<string, string> = { lahore: "Lahore", khunjerab: "Khunjerab", almaty: "Almaty" };
const nameOf = (id: string) => names[id] ?? id;

describe("formatText", () => {
  it("says it all in plain lines", () => {
    expect(formatText(answer(), { nameOf })).toMatchInlineSnapshot(`
      "Lahore to Almaty: 20 t, by truck
      Ready 2027-01-11, wanted by 2027-01-24. As known on 2026-11-24; newest source 2026-10-01.
      10,000 draws, seed 1.

      ! Nothing is known of Torkham since April 2026.

         days p10   p50   p95  on time  USD typical        range  CO2e t     km  best at
      1       8.3  10.0  15.0     83 %        4,510  3,800-6,100     2.4  2,914  fastest
      Choosing the way anew at every place, by what is open: on time 86 %.

      1. fastest: by Khunjerab
         Lahore - Khunjerab - Almaty
         10.0 days in the median; 80 in 100 within 12.5, 95 in 100 within 15.0.
         There by 2027-01-21 08:00 UTC in half of all cases. On time: 83 %. Not there within 180 days:
           2 %.
         USD 4,510 (3,800 to 6,100); 1 handover.
         Of it line haul 4,510 (derived).
         The spread comes from Khunjerab 62 %.
         Khunjerab: shut on arrival in 4 %; Taken to be open since. [s1]

      Papers: last day to apply, paper; issuer (ways that need it)
        2026-12-22 TOO LATE QTTA permit; Ministry of Communications (all)

      Why not:
        - Torkham: Shut since October 2025. [closure-torkham-2025, s1]
      "
    `);
  });

  it("says why there is no way", () => {
    const text = formatText(answer([]), { nameOf });
    expect(text).toContain("No lawful way was found");
    expect(text).toContain("Shut since October 2025. [closure-torkham-2025, s1]");
  });

  it("says where the rest of a trip begins, and that nothing is known from before the first source", () => {
    const rest = { at: { place: "Kashgar", on: "2027-01-15" }, data: { newest: "", ageDays: 0 } };
    const text = formatText({ ...answer(), ...rest }, { nameOf });
    expect(text).toContain("There on 2027-01-15, wanted by 2027-01-24. As known on 2026-11-24; no source of");
    expect(text).not.toContain("Ready");
  });

  it("prints no control characters, whatever the names", () => {
    const name = fc.string({ unit: "binary", maxLength: 30 });
    fc.assert(
      fc.property(name, fc.integer({ min: 60, max: 120 }), (odd, width) => {
        const hostile = {
          ...option,
          labels: [`\u001b[31m${odd}`],
          drivers: [{ leg: "x", name: odd, share: 0.5 }],
        };
        const text = formatText(answer([hostile]), { nameOf: () => odd, width });
        expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe("layout", () => {
  it("wraps without losing a word", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 60 }), (list, width) => {
        const lines = wrap(list.join(" "), width, "");
        expect(lines.every((line) => line.length <= width)).toBe(true);
        expect(lines.join(" ")).toBe(list.join(" "));
      }),
    );
  });

  it.each([
    [240, "10.0"],
    [24 * 45.4, "45"],
  ])("writes %d hours as %s days", (hours, text) => expect(days(hours)).toBe(text));

  it.each([
    [4512, "4,510"],
    [98_765, "98,800"],
    [0, "0"],
    [7, "7"],
  ])("writes USD %d as %s", (usd, text) => expect(money(usd)).toBe(text));

  it.each([
    [0, "0 %"],
    [0.001, "<1 %"],
    [0.834, "83 %"],
    [0.999, ">99 %"],
    [1, "100 %"],
  ])("writes the share %d as %s", (share, text) => expect(percent(share)).toBe(text));
});
