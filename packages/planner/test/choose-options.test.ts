import { describe, expect, it } from "vitest";
import { type Compared, chooseOptions } from "../src/explain/choose-options.ts";
import { plan } from "../src/index.ts";
import { parameters } from "../src/parameters.ts";
import { shipped } from "./shipped.ts";

const today = { ready: "2027-01-11", asOf: "2026-11-24", draws: 1_000 };

function option(id: string, days: number, usd: number, handovers: number): Compared {
  const p50 = days * 24;
  const hours = { p10: p50 / 2, p50, p80: p50 * 1.5, p90: p50 * 2, p95: p50 * 3, mean: p50 };
  const costUsd = { low: usd, typical: usd, high: usd, parts: [] };
  return { id, hours, hoursIfOpen: p50, onTime: null, costUsd, co2eKg: usd, handovers, corridor: id };
}

describe("options shown", () => {
  const direct = option("direct", 3, 3_000, 1);
  const beyond = parameters.search.farBehind * 1.01;
  const shown = (...others: Compared[]) =>
    chooseOptions([direct, ...others], "balanced").shown.map((one) => one.option.id);

  it("spares a handover for some more time and money, not for any", () => {
    expect(shown(option("round", 4, 4_000, 0))).toContain("round");
    expect(shown(option("far round", 3 * beyond, 3_000 * beyond, 0))).toEqual(["direct"]);
  });

  it("keeps what takes far longer and costs little more, or the other way round", () => {
    expect(shown(option("slow", 12, 3_100, 0))).toContain("slow");
    expect(shown(option("dear", 3.1, 12_000, 0))).toContain("dear");
  });

  it("keeps at any distance what is the best of all at something paid for, and not what is second", () => {
    const clean = { ...option("clean", 30, 30_000, 0), co2eKg: 1 };
    const cleaner = { ...option("cleaner", 20, 2_000, 2), co2eKg: 0.5 };
    expect(shown(clean)).toContain("clean");
    expect(shown(clean, cleaner)).not.toContain("clean");
  });

  it("tells the way that is looked at instead", () => {
    const { shown, dominated } = chooseOptions([option("far round", 17, 9_600, 0), direct], "balanced");
    expect(shown.map((one) => one.option.id)).toEqual(["direct"]);
    expect(dominated.map(({ by }) => by.id)).toEqual(["direct"]);
  });

  it("does not send a load from Kashgar to Almaty round by Pakistan", () => {
    const { options, rejected } = plan(shipped, { from: "Kashgar", to: "Almaty", ...today });
    expect(options.length).toBeGreaterThan(1);
    for (const { crossings } of options) expect(crossings).not.toContain("khunjerab");
    const round = rejected.find(({ what }) => what.startsWith("khunjerab+taftan-mirjaveh"));
    expect(round?.because).toContain("far quicker and cheaper");
  });

  it("shows the Chinese, Iranian and Afghan ways from Lahore to Almaty, and why not by sea", () => {
    const { options, rejected } = plan(shipped, { from: "Lahore", to: "Almaty", ...today });
    const passed = options.flatMap(({ crossings }) => crossings);
    expect(passed).toEqual(expect.arrayContaining(["khunjerab", "taftan-mirjaveh", "torkham"]));
    expect(rejected.some(({ what, kind }) => kind === "dominated" && what.includes("sea"))).toBe(true);
  });
});
