import { describe, expect, it } from "vitest";
import { chanceShut } from "../../src/closures/chance.ts";
import { survival } from "../../src/closures/duration.ts";
import { fitClosures } from "../../src/closures/fit.ts";
import { type ClosureModel, stopsPerYear, subjectOf } from "../../src/closures/model.ts";
import { familyPrior, rateOf } from "../../src/closures/onset.ts";
import { seasonAt, seasonOf } from "../../src/closures/season.ts";
import { type ClosureRow, knownStops } from "../../src/closures/stop.ts";

const at = (iso: string) => Date.parse(`${iso}T00:00Z`) / 3_600_000;
const row = (
  subject: string,
  from: string,
  to: string | null,
  more: Partial<ClosureRow> = {},
): ClosureRow => ({
  subject,
  group: "AF-PK",
  cause: "conflict",
  start: at(from),
  end: to === null ? null : at(to),
  ...more,
});

/** The border's stops in the open sources, 2023-2025, as far as these tests need them. */
const BORDER: readonly ClosureRow[] = [
  row("torkham", "2023-02-19", "2023-02-25", { cause: "dispute" }),
  row("torkham", "2023-09-06", "2023-09-15"),
  row("torkham", "2024-01-12", "2024-01-23", { cause: "documents" }),
  row("chaman", "2024-01-13", "2024-01-23", { cause: "documents" }),
  row("torkham", "2024-08-12", "2024-08-15"),
  row("torkham", "2025-02-21", "2025-03-19"),
  row("torkham", "2025-10-12", null, { lastConfirmed: at("2026-04-08") }),
  row("chaman", "2025-10-12", null, { lastConfirmed: at("2026-04-08") }),
];
const fit = (
  asOf: string,
  rows: readonly ClosureRow[] = BORDER,
  quiet: readonly string[] = [],
): ClosureModel =>
  fitClosures(rows, {
    asOf: at(asOf),
    windowStart: at("2016-01-01"),
    subjects: quiet.map((id) => ({ id })),
  });

describe("what was known on a day", () => {
  it("knows no stop before it was known, nor its end", () => {
    expect(knownStops(BORDER, at("2025-10-01"))).toHaveLength(6);
    const [running] = knownStops([row("torkham", "2025-02-21", "2025-03-19")], at("2025-03-01"));
    expect(running).toMatchObject({ shortest: 8 * 24, longest: Infinity });
    const late = row("torkham", "2025-02-21", "2025-03-19", { knownSince: at("2025-03-05") });
    expect(knownStops([late], at("2025-03-01"))).toEqual([]);
  });

  it("knows an end announced beforehand", () => {
    const works = row("torkham", "2025-02-05", "2025-06-05", {
      cause: "works",
      endKnownSince: at("2025-02-01"),
    });
    expect(knownStops([works], at("2025-03-01"))[0]?.longest).toBe(120 * 24 + 12);
    expect(subjectOf(fit("2025-03-01", [works]), "torkham").state.kind).toBe("open");
  });

  it("takes a stop without an end as over when another follows, or when said to be short", () => {
    const [first] = knownStops(
      [row("torkham", "2020-01-29", null), row("torkham", "2020-02-03", "2020-02-06")],
      at("2021-01-01"),
    );
    expect(first?.longest).toBe(5 * 24);
    expect(
      knownStops([row("t", "2020-01-29", null, { presumedShort: true })], at("2021-01-01"))[0]?.longest,
    ).toBe(72);
  });

  it("leaves holidays and seasons to the calendars", () => {
    expect(
      knownStops([row("t", "2024-01-01", "2024-01-02", { cause: "holiday" })], at("2025-01-01")),
    ).toEqual([]);
  });

  it("a fit as of 2021 is the same whatever happened later", () => {
    const later = BORDER.map((r) => ({ ...r, subject: "khunjerab" }));
    const early = row("torkham", "2019-05-01", "2019-05-09");
    const now = at("2021-03-01");
    const chance = (rows: readonly ClosureRow[]) => chanceShut(fit("2021-01-01", rows), "torkham", now);
    expect(chance([early, ...BORDER, ...later])).toBe(chance([early]));
  });
});

describe("onset", () => {
  it("draws a quiet member to its family, the more the less it was watched", () => {
    const family = [
      { events: 8, hours: 1000 },
      { events: 6, hours: 1000 },
      { events: 0, hours: 10 },
      { events: 0, hours: 1000 },
    ];
    const prior = familyPrior(family);
    const [busy, , brief, quiet] = family.map((count) => rateOf(count, prior)) as [
      number,
      number,
      number,
      number,
    ];
    expect(busy).toBeLessThan(8 / 1000);
    expect(brief).toBeGreaterThan(quiet);
    expect(quiet).toBeGreaterThan(0);
  });

  it("gives a small rate, not zero and not NaN, where nothing was ever recorded", () => {
    const subject = subjectOf(fit("2026-01-01", [], ["quiet"]), "quiet");
    expect(stopsPerYear(subject)).toBeGreaterThan(0);
    expect(stopsPerYear(subject)).toBeLessThan(0.5);
    expect(chanceShut(fit("2026-01-01", []), "stranger", at("2026-06-01"))).toBe(0);
  });

  it("rates the troubled above the quiet and counts a shared shock once", () => {
    const model = fit("2025-10-01", BORDER, ["quiet-1", "quiet-2", "quiet-3"]);
    const [torkham, chaman, quiet] = ["torkham", "chaman", "quiet-1"].map((id) =>
      stopsPerYear(subjectOf(model, id)),
    ) as [number, number, number];
    expect(torkham).toBeGreaterThan(chaman);
    expect(chaman).toBeGreaterThan(quiet);
    const shared = subjectOf(model, "torkham").processes.filter((p) => p.key === "AF-PK/politics");
    expect(shared).toHaveLength(1);
    expect(shared).toEqual([expect.objectContaining({ perHour: expect.any(Number) })]);
    expect(subjectOf(model, "chaman").processes.find((p) => p.key === "AF-PK/politics")?.perHour).toBe(
      shared[0]?.perHour,
    );
    expect(subjectOf(model, "quiet-1").processes.some((p) => p.key.includes("/politics"))).toBe(false);
  });

  it("never rates a crossing lower for one more stop", () => {
    const more = [...BORDER, row("torkham", "2024-05-17", "2024-05-20", { cause: "unknown" })];
    const rate = (rows: readonly ClosureRow[]) => stopsPerYear(subjectOf(fit("2025-10-01", rows), "torkham"));
    expect(rate(more)).toBeGreaterThan(rate(BORDER));
  });

  it("shuts mountain roads for nature in the months when it did", () => {
    const season = seasonOf(["2020-01-12", "2020-03-10", "2021-02-11", "2024-03-02"].map(at));
    expect(season.reduce((a, b) => a + b, 0)).toBeCloseTo(12, 9);
    expect(seasonAt(season, at("2025-02-10"))).toBeGreaterThan(2 * seasonAt(season, at("2025-07-10")));
    expect(seasonAt(season, at("2025-07-10"))).toBeGreaterThan(0);
  });
});

describe("chance of being shut", () => {
  const model = fit("2026-11-24");
  const torkham = subjectOf(model, "torkham").state;

  it("starts from the last confirmation and fades slowly", () => {
    expect(torkham).toMatchObject({ kind: "shut", lastConfirmed: at("2026-04-08"), key: "AF-PK/politics" });
    const days = ["2026-04-08", "2026-05-08", "2026-11-24", "2027-11-24"].map((d) =>
      chanceShut(model, "torkham", at(d)),
    );
    expect(days[0]).toBeCloseTo(1, 9);
    expect(days).toEqual(days.toSorted((a, b) => b - a));
    expect(days[2]).toBeGreaterThan(0.3);
    expect(days[2]).toBeLessThan(0.8);
  });

  it("is at least that of the running stop alone, and at most all stops added", () => {
    if (torkham.kind !== "shut") throw new Error("expected a running stop");
    const when = at("2027-03-01");
    const alone =
      survival(torkham.law, when - torkham.since) /
      survival(torkham.law, torkham.lastConfirmed - torkham.since);
    const all = chanceShut(model, "torkham", when);
    expect(all).toBeGreaterThan(alone);
    expect(all).toBeLessThan(alone + stopsPerYear(subjectOf(model, "torkham")));
  });

  it("takes a reader's own news in place of the record", () => {
    expect(chanceShut(model, "torkham", at("2026-12-01"), { kind: "open" })).toBeLessThan(0.05);
  });

  it("knows the past from the records: open before the stop, shut within", () => {
    expect(chanceShut(model, "torkham", at("2025-10-01"))).toBe(0);
    expect(chanceShut(model, "torkham", at("2026-01-01"))).toBe(1);
  });
});
