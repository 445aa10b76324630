import { describe, expect, it } from "vitest";
import { reasonSaid } from "../src/detail/reason.ts";
import { en } from "../src/i18n/en.ts";
import { makeFormat } from "../src/i18n/format.ts";
import type { Text } from "../src/i18n/text-context.tsx";
import { translate } from "../src/i18n/translate.ts";
import type { Names } from "../src/ui/names-context.tsx";

const text: Text = {
  lang: "en",
  dir: "ltr",
  format: makeFormat("en"),
  t: (key, params) => translate({}, "en", key, params),
  has: (key): key is keyof typeof en => key in en,
  placeName: ({ name }) => name,
};
const names: Names = {
  place: (id) => id,
  crossing: (id) => (id === "khunjerab" ? "Khunjerab" : id),
  isCrossing: () => false,
  known: () => undefined,
  zone: () => undefined,
  source: () => undefined,
};
const because = (reasons: string) => ({
  code: "paper-needed",
  params: { reasons },
  text: "as the planner says",
});

describe("reasonSaid", () => {
  it("says the conditions that a paper hangs on", () => {
    const reasons =
      "entering CN, crossing khunjerab, mode road, driver PK, goods food, hs 08, international PK-KZ";
    expect(reasonSaid(because(reasons), text, names).text).toBe(
      "Needed for: entering China, crossing at Khunjerab, a driver from Pakistan, food, HS chapter 08.",
    );
  });

  it("says that a paper is today's, taken for an earlier day", () => {
    const { code, params } = because("driver PK");
    const todays = { code, params: { ...params, todays: "2021-04-20" }, text: "as the planner says" };
    expect(reasonSaid(todays, text, names).text).toBe(
      "Needed for: a driver from Pakistan. Today's rule, taken for that day.",
    );
  });

  it("says that every journey on the way needs it when there is no condition", () => {
    expect(reasonSaid(because(""), text, names).text).toBe("Needed on this way.");
  });

  it("keeps a condition that it does not know", () => {
    expect(reasonSaid(because("moon full"), text, names).text).toBe("Needed for: moon full.");
  });

  it("leaves another message to its own words", () => {
    expect(reasonSaid({ code: "other", params: {}, text: "as it is" }, text, names)).toEqual({
      text: "as it is",
      own: false,
    });
  });
});
