import type { AccessRule, Network, Paper } from "@rahdari/network";
import { describe, expect, it } from "vitest";
import { crossingReport, formatText, type PlanAnswer, plan } from "../src/index.ts";
import { shipped } from "./shipped.ts";

function asOn(asOf: string, from = "Lahore", to = "Almaty", network: Network = shipped): PlanAnswer {
  return plan(network, { from, to, ready: asOf, asOf, draws: 300 });
}

/** Every text of an answer, without the figures and days that it works out for the trip itself. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function laterThan(asOf: string, told: unknown) {
  const texts = textsOf(told);
  const last = String(Number(asOf.slice(0, 4)) + 1);
  return {
    sources: texts.filter((text) => (shipped.sources.get(text)?.date ?? "") > asOf),
    years: texts.filter((text) => (text.match(/\b(19|20)\d\d\b/g) ?? []).some((year) => year > last)),
  };
}

const DAYS = ["2018-06-01", "2021-04-20", "2022-10-03", "2024-02-01", "2025-06-01"];

describe("a plan as of an old day", () => {
  it.each(DAYS)("of %s cites no source and tells no fact that came later", (asOf) => {
    for (const [from, to] of [
      ["Lahore", "Almaty"],
      ["Almaty", "Karachi"],
      ["Kashgar", "Tashkent"],
    ] as const) {
      expect(laterThan(asOf, asOn(asOf, from, to))).toEqual({ sources: [], years: [] });
    }
  });

  it.each(DAYS)("and the page of a crossing as of %s does neither", (asOf) => {
    for (const id of ["torugart", "khunjerab", "torkham", "ken-bulun-auhatty", "khorgos-road"]) {
      const { ways, sources, fees, traffic, state } = crossingReport(shipped, { id, on: asOf, asOf });
      const told = { rules: ways.map(({ rules }) => rules), sources, fees, traffic, state };
      expect(laterThan(asOf, told)).toEqual({ sources: [], years: [] });
    }
  });

  it("tells what became known of a rule from the day on which it did", () => {
    const out = (asOf: string) =>
      asOn(asOf, "Kashgar").rejected.find(({ what }) => what === "ken-bulun-auhatty")?.notes;
    expect(out("2021-04-20")).toBeUndefined();
    expect(out("2023-04-20")?.map(({ text }) => text)).toEqual(["Still so in May 2022"]);
    expect(out("2026-11-24")).toHaveLength(2);
    const swap = (asOf: string) =>
      asOn(asOf, "Kashgar").options.flatMap(
        ({ legs }) => legs.find(({ id }) => id === "torugart")?.notes ?? [],
      );
    expect(swap("2021-04-20").map(({ code }) => code)).not.toContain("rule-remark");
    expect(swap("2026-11-24").map(({ code }) => code)).toContain("rule-remark");
  });
});

describe("a rule that only later sources tell of, and none since when", () => {
  const basis = { published: ["later"] };
  const rule: AccessRule = {
    id: "synthetic-permit",
    on: { country: "KZ" },
    who: {},
    effect: "permit",
    because: "A synthetic permit is asked for",
    basis,
  };
  const paper: Paper = {
    id: "synthetic-paper",
    name: "Synthetic paper",
    kind: "permit",
    issuer: "Nobody",
    needed: { to: ["KZ"] },
    leadDays: { min: 1, typical: 2, max: 3, basis },
    basis,
  };
  const withRule = (change: Partial<AccessRule & Paper>): Network => ({
    ...shipped,
    access: [...shipped.access, { ...rule, ...change }],
    papers: new Map([...shipped.papers, [paper.id, { ...paper, ...change, id: paper.id }]]),
    sources: new Map([...shipped.sources, ["later", { url: "https://example.org", date: "2025-01-01" }]]),
  });
  const told = (asOf: string, change: Partial<AccessRule & Paper> = {}) => {
    const answer = asOn(asOf, "Bishkek", "Almaty", withRule(change));
    const [option] = answer.options;
    return {
      answer,
      note: option?.legs.flatMap(({ notes }) => notes).find(({ params }) => params.rule === rule.id),
      paper: option?.documents.find(({ id }) => id === paper.id),
      warned: answer.warnings.filter(({ code }) => code === "todays-rules"),
    };
  };

  it("is told as today's, taken for that day", () => {
    const { answer, note, paper: asked, warned } = told("2021-04-20");
    expect(note?.params).toMatchObject({ todays: "2021-04-20" });
    expect(note?.text).toContain("today's rule, taken for that day");
    expect(asked).toMatchObject({ basis: "estimated", sources: [], leadDays: { basis: "estimated" } });
    expect(warned).toHaveLength(1);
    expect(Number(warned[0]?.params.count)).toBeGreaterThanOrEqual(2);
    expect(formatText(answer)).toMatch(/Synthetic paper; Nobody; today's rule/);
  });

  it("is a rule like others once one of its sources is out, or when it says since when it holds", () => {
    for (const { note, paper: asked } of [
      told("2025-06-01"),
      told("2021-04-20", { validFrom: "2019-01-01" }),
    ]) {
      expect(note?.params.todays).toBeUndefined();
      expect(asked?.because.params.todays).toBeUndefined();
    }
    expect(told("2025-06-01").paper).toMatchObject({ basis: "published", sources: ["later"] });
    expect(told("2026-11-24").warned).toEqual([]);
  });
});
