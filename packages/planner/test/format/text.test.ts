import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, money, percent, wrap } from "../../src/format/layout.ts";
import { formatText } from "../../src/format/text.ts";
import { answer, option } from "./answer-fixture.ts";

const names: Record<string, string> = { lahore: "Lahore", khunjerab: "Khunjerab", almaty: "Almaty" };
const nameOf = (id: string) => names[id] ?? id;

describe("formatText", () => {
  it("says it all in plain lines", () => {
    expect(formatText(answer(), { nameOf })).toMatchInlineSnapshot();
  });

  it("says why there is no way", () => {
    const text = formatText(answer([]), { nameOf });
    expect(text).toContain("No lawful way was found");
    expect(text).toContain("Shut since October 2025. [closure-torkham-2025, s1]");
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
