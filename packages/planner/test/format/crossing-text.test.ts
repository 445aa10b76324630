import { describe, expect, it } from "vitest";
import type { CrossingReport } from "../../src/crossing/crossing-report.ts";
import { formatCrossing } from "../../src/format/crossing-text.ts";

const way = {
  direction: "out" as const,
  from: "torkham-pk",
  to: "torkham-af",
  zone: "Asia/Karachi",
  open: [{ start: "2027-01-13T00:00Z", end: "2027-01-13T19:00Z" }],
  week: [],
  calendar: null,
  holidays: [],
  hours: { p10: 4, p50: 24, p90: 90, basis: "derived" as const },
  chanceShut: 0.542,
  rules: [
    {
      id: "r",
      effect: "permit",
      because: "A paper is needed",
      remarks: [],
      who: {},
      basis: "published",
      sources: [],
    },
  ] satisfies CrossingReport["ways"][number]["rules"],
};
const report: CrossingReport = {
  id: "torkham",
  name: "Torkham (PK-AF)",
  kind: "border",
  mode: "road",
  countries: ["PK", "AF"],
  on: "2027-01-13",
  asOf: "2026-11-24",
  state: { state: "shut", confirmed: "2026-04-08", assumed: "still-so", sources: ["s1"] },
  ways: [way, { ...way, direction: "back", from: "torkham-af", to: "torkham-pk", open: [], rules: [] }],
  fees: [{ name: "Road tax", low: 100, typical: 150, high: 200, basis: "published" }],
  closures: [
    {
      id: "c1",
      kind: "closure",
      from: "2025-10-12",
      to: null,
      lastConfirmed: "2026-04-08",
      scope: ["trade"],
      cause: "conflict",
      reason: "Clashes\u001b[31m",
      contested: "The other side says otherwise",
      basis: "published",
      sources: ["s1"],
    },
  ],
  traffic: [],
  sources: ["s1"],
};

describe("formatCrossing", () => {
  it("says what was last heard, when it works and what is on record", () => {
    expect(formatCrossing(report)).toMatchInlineSnapshot(`
      "Torkham (PK-AF) (torkham), border, road: PK - AF
      On 2027-01-13, as known on 2026-11-24: shut, last confirmed 2026-04-08 (nothing heard since,
        taken to be still so) [s1]

      torkham-pk to torkham-af
        Open (UTC): 2027-01-13T00:00Z to 2027-01-13T19:00Z
        Border time while open: 24 h (4 to 90 h in 80 of 100); median 1.0 days
        Chance to be shut: 54 %
        permit: A paper is needed

      torkham-af to torkham-pk
        Open (UTC): not on this day
        Border time while open: 24 h (4 to 90 h in 80 of 100); median 1.0 days
        Chance to be shut: 54 %

      Fees:
        Road tax: USD 150 (100 to 200)

      Stops and restrictions on record:
        2025-10-12 to open end, last confirmed 2026-04-08 (trade; conflict): Clashes [31m Contested:
          The other side says otherwise

      Sources:
        s1
      "
    `);
  });

  it("holds the width", () => {
    const long = { ...report, traffic: [{ period: "2025", what: "lorries and more lorries ".repeat(20) }] };
    for (const line of formatCrossing(long, 70).split("\n")) expect(line.length).toBeLessThanOrEqual(70);
  });

  it("says which way a fee is paid that is not paid both ways", () => {
    const fee = { name: "Gate", low: 1, typical: 2, high: 3, basis: "published" } as const;
    const fees = [{ ...fee, direction: "back" as const }, fee];
    const text = formatCrossing({ ...report, fees });
    expect(text).toContain("  Gate, torkham-af to torkham-pk: USD 2 (1 to 3)\n  Gate: USD 2 (1 to 3)");
  });
});
