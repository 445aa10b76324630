import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { causesOf } from "../src/backtest/causes.ts";
import { type BacktestReport, backtest, formatBacktest, plan } from "../src/index.ts";
import { shipped } from "./shipped.ts";

const document = fileURLToPath(new URL("../../../docs/backtest.md", import.meta.url));

type Replay = BacktestReport["replays"][number];

const missed: Replay = {
  id: "there-2025",
  name: "Here - There",
  departed: "2025-01-05",
  departedBetween: { from: "2025-01-01", to: "2025-01-10" },
  vehicle: "truck",
  evidence: "claimed",
  usedToFit: false,
  documented: { low: 10, typical: 10, high: 10, bound: "none" },
  days: { p10: 18.1, p50: 36.5, p90: 180 },
  inside: false,
  error: 2.65,
  places: ["here", "there"],
  causes: {
    drivers: [
      { leg: "gate", name: "The gate", share: 0.9, days: 17 },
      { leg: "road", name: "Here - Gate", share: 0.06, days: 1 },
      { leg: "street", name: "Gate - There", share: 0.02, days: 0.2 },
    ],
    shut: [
      {
        on: "gate",
        name: "The gate",
        chance: 0.997,
        stop: { id: "gate-2025-01-03", from: "2025-01-03", reason: "Sit-in" },
      },
      { on: "port", name: "The port", chance: 0.01, stop: null },
    ],
  },
  notes: ["Said of a series."],
};

const score = { count: 1, coverage: 0, medianError: 2.65 };
const none = { count: 0, coverage: null, medianError: null };

function missesIn(replay: Replay): string[] {
  const report = { draws: 200, seed: 1, replays: [replay], notReplayed: [], measured: none, claimed: score };
  const lines = formatBacktest({ ...report, fitted: none }).split("\n");
  return lines.filter((line) => /^( {2})?- /.test(line));
}

describe("misses", () => {
  it("tell the day, the border shut on arrival with its stop, the legs of the spread, and last the note", () => {
    expect(missesIn(missed)).toEqual([
      "- there-2025: 10 days documented, below p10 (18.1), replayed for 2025-01-05, the middle of 2025-01-01 to 2025-01-10.",
      "  - Shut on arrival: The gate in over 99 % of draws, on record since 2025-01-03 (gate-2025-01-03: Sit-in).",
      "  - Spread: The gate 90 % (17 days there); Here - Gate 6 % (1 day there).",
      "  - Note: Said of a series.",
    ]);
  });

  it("say so when no border was shut and no leg stands out", () => {
    const day = { from: "2025-01-05", to: "2025-01-05" };
    const causes = { drivers: [], shut: [] };
    expect(missesIn({ ...missed, departedBetween: day, causes, notes: [] })).toEqual([
      "- there-2025: 10 days documented, below p10 (18.1), replayed for 2025-01-05.",
      "  - Shut on arrival: no border in 5 % of draws or more.",
      "  - Spread: no leg has 5 % or more.",
    ]);
  });
});

describe("causes of a replay", () => {
  const from = {
    from: "Kashgar",
    to: "Karachi",
    via: ["tashkurgan", "sost"],
    registration: "PK",
    draws: 400,
  };
  const causesOn = (day: string) => {
    const { options } = plan(shipped, { ...from, ready: day, asOf: day });
    return causesOf(shipped, options[0]!);
  };

  it("name the stop that the day of departure knew, with its chance and its share of the spread", () => {
    const { drivers, shut } = causesOn("2025-01-05");
    expect(shut[0]).toMatchObject({ on: "khunjerab", stop: { id: "khunjerab-2025-01-03" } });
    expect(shut[0]?.chance).toBeGreaterThan(0.9);
    expect(drivers[0]).toMatchObject({ leg: "khunjerab#back" });
    expect(drivers[0]?.days).toBeGreaterThan(1);
  });

  it("name no stop on a day before it, and roads are no borders", () => {
    const { shut } = causesOn("2024-12-10");
    expect(shut.map(({ stop }) => stop)).toEqual(shut.map(() => null));
    expect(shut.filter(({ on }) => !shipped.crossings.has(on))).toEqual([]);
  });
});

describe("backtest of the shipped data", () => {
  let report: BacktestReport;
  beforeAll(() => {
    report = backtest(shipped);
  }, 120_000);

  it("covers 70 to 95 % of the measured journeys, half of them within 35 %", () => {
    const { coverage, medianError } = report.measured;
    expect(coverage).toBeGreaterThanOrEqual(0.7);
    expect(coverage).toBeLessThanOrEqual(0.95);
    expect(medianError).toBeLessThanOrEqual(0.35);
  });

  it("replays every journey or says why not, the three that were fitted on apart", () => {
    expect(report.replays.length + report.notReplayed.length).toBe(shipped.journeys.length);
    expect(report.fitted.count).toBe(3);
    expect(report.notReplayed.filter(({ because }) => because === "")).toEqual([]);
  });

  it("is what docs/backtest.md holds; else write it anew with the command in its head", () => {
    expect(formatBacktest(report)).toBe(readFileSync(document, "utf8"));
  });
});
