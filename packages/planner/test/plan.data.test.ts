import { loadNetwork, type Network, shippedDataDir } from "@rahdari/network";
import { describe, expect, it } from "vitest";
import { type Option, PlanAnswer, plan } from "../src/index.ts";
import { shipped } from "./shipped.ts";

const today = { asOf: "2026-11-24", draws: 1_000 };

describe("plan on the shipped data", () => {
  it("answers in its own schema", () => {
    const answer = plan(shipped, {
      from: "Lahore",
      to: "Almaty",
      ready: "2027-01-11",
      deadline: "2027-02-01",
      ...today,
    });
    expect(PlanAnswer.parse(answer)).toEqual(answer);
  });

  it.each(["2021-04-29", "2023-06-01", "2025-09-30"])(
    "as of %s knows nothing that was known later",
    (asOf) => {
      const earlier: Network = {
        ...shipped,
        closures: shipped.closures.filter((closure) => (closure.knownSince ?? closure.from) <= asOf),
        access: shipped.access.filter((rule) => (rule.knownSince ?? rule.validFrom ?? "") <= asOf),
      };
      const request = { from: "Karachi", to: "Almaty", ready: asOf, asOf, draws: 500 };
      const answer = plan(shipped, request);
      expect(plan(earlier, request)).toEqual(answer);
      for (const state of answer.options.flatMap((option) => option.closures)) {
        expect((state.confirmed ?? "") <= asOf).toBe(true);
      }
    },
  );

  it("speaks of a border that was not thought of yet no more than of one that will never be", () => {
    const told = (asOf: string) =>
      plan(shipped, { from: "Lahore", to: "Almaty", ready: asOf, asOf, draws: 200 }).rejected.map(
        ({ what }) => what,
      );
    expect(told("2026-11-24")).toContain("bedel");
    expect(told("2021-04-29")).not.toContain("bedel");
  });

  it("answers the same whatever was asked before on the same data", () => {
    const request = { from: "Lahore", to: "Almaty", ready: "2027-01-11", asOf: "2026-11-24", draws: 300 };
    const used = loadNetwork({ dirs: [shippedDataDir] });
    for (const ready of ["2027-03-30", "2027-01-01"]) plan(used, { ...request, ready });
    const after = plan(used, request);
    expect(after).toEqual(plan(loadNetwork({ dirs: [shippedDataDir] }), request));
  });

  it("tells both worlds of the Pakistan-Afghanistan border, with the last confirmation", () => {
    const answer = plan(shipped, {
      from: "Lahore",
      to: "Almaty",
      via: ["torkham"],
      ready: "2027-01-11",
      ...today,
    });
    const [option] = answer.options;
    expect(option?.worlds.map((world) => world.state).sort()).toEqual(["open", "shut"]);
    const warning = answer.warnings.find((one) => one.code === "border-last-confirmed-shut");
    expect(warning?.params).toMatchObject({ on: "torkham", confirmed: "2026-04-08" });
  });

  it("calls a stop that was only announced announced, not confirmed", () => {
    const request = { from: "Lahore", to: "Almaty", via: ["salang"], ready: "2027-01-11", ...today };
    const answer = plan(shipped, request);
    const warning = answer.warnings.find((one) => one.code === "border-announced-shut");
    expect(warning?.params).toMatchObject({ announced: "2026-06-30", confirmed: "2026-07-10" });
    const before = plan(shipped, { ...request, ready: "2026-06-29", asOf: "2026-06-29" });
    expect(before.warnings.some((one) => one.code === "border-announced-shut")).toBe(false);
  });

  it("goes through the named places in their order, and nowhere else first", () => {
    const via = ["islamabad", "sost", "kashgar", "torugart", "bishkek"];
    const { options } = plan(shipped, { from: "karachi", to: "almaty", via, ready: "2027-01-11", ...today });
    expect(options).toHaveLength(1);
    const stops = options[0]?.places ?? [];
    const order = ["karachi", "islamabad", "sost", "kashgar", "torugart-kg", "bishkek", "almaty"].map(
      (stop) => stops.indexOf(stop),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it("counts what a through train passes on its way: the border that is named or excluded, the break of gauge", () => {
    const train = { from: "xian", to: "almaty", unit: "wagon" as const, ready: "2027-01-11", ...today };
    const through = ({ options }: { options: readonly Option[] }) =>
      options.find(({ legs }) => legs.some(({ id }) => id === "xian--almaty-through-rail"));
    expect(through(plan(shipped, train))?.handovers).toBeGreaterThan(0);
    const border = "alashankou-dostyk-rail";
    expect(plan(shipped, { ...train, via: [border] }).options[0]).toMatchObject({ km: 3860 });
    const without = plan(shipped, { ...train, exclude: { crossings: [border] } });
    expect(through(without)).toBeUndefined();
    expect(without.rejected).toContainEqual(
      expect.objectContaining({ what: "xian--almaty-through-rail", kind: "excluded" }),
    );
  });

  it("finds places by Urdu, Cyrillic, Chinese names and UN/LOCODE", () => {
    const ends = [
      ["لاہور", "الماتی"],
      ["Лахор", "Алматы"],
      ["拉合尔", "阿拉木图"],
      ["PKLHE", "KZ ALA"],
    ];
    for (const [from, to] of ends) {
      const answer = plan(shipped, { from: from ?? "", to: to ?? "", ready: "2027-01-11", ...today });
      expect([answer.from, answer.to]).toEqual(["lahore", "almaty"]);
    }
  });

  it("keeps the winter closure of Khunjerab for plans made before it was lifted", () => {
    const december = { from: "Islamabad", to: "Kashgar", via: ["khunjerab"], draws: 500 };
    const before = plan(shipped, { ...december, ready: "2023-12-04", asOf: "2023-12-04" }).options[0];
    const after = plan(shipped, { ...december, ready: "2026-12-01", asOf: "2026-11-24" }).options[0];
    expect(before?.hours.p10).toBeGreaterThan(100 * 24);
    expect(after?.hours.p50).toBeLessThan(15 * 24);
  });

  it("says of every option the papers with the last day to ask, and what is late", () => {
    const { options } = plan(shipped, { from: "Lahore", to: "Almaty", ready: "2026-11-30", ...today });
    for (const option of options) {
      expect(option.documents.length).toBeGreaterThan(3);
      for (const paper of option.documents) expect(paper.late).toBe(paper.latestStart < "2026-11-24");
    }
  });

  it("starts later when the papers are still to get", () => {
    const request = { from: "Lahore", to: "Almaty", via: ["khunjerab"], ready: "2026-11-30", ...today };
    const held = plan(shipped, request).options[0];
    const toGet = plan(shipped, { ...request, papers: "to-get" as const }).options[0];
    expect(toGet?.hours.p10).toBeGreaterThan((held?.hours.p10 ?? 0) + 24);
  });

  it.each([
    ["Lahore", "Almaty", ["sea", "rail", "road"], ["AF", "CN", "IR"]],
    ["Almaty", "Karachi", ["sea", "rail", "road"], ["AF", "CN", "IR"]],
    ["Islamabad", "Tashkent", ["sea", "road"], ["AF", "CN", "IR"]],
  ])(
    "%s - %s: says of each mode and neighbour what it gives, or why it is out",
    (from, to, modes, countries) => {
      const { options, rejected } = plan(shipped, { from, to, ready: "2027-01-11", ...today });
      const simulated = [
        ...options.map((option) => option.id),
        ...rejected
          .filter((one) => one.kind === "dominated" || one.kind === "similar")
          .map((one) => one.what),
      ];
      const passed = simulated.flatMap(
        (id) =>
          id
            .split("~")[0]
            ?.split("+")
            .flatMap((part) => shipped.crossings.get(part)?.countries ?? part) ?? [],
      );
      expect(passed).toEqual(
        expect.arrayContaining([...countries, ...modes.filter((mode) => mode !== "road")]),
      );
    },
  );

  it("tells every way that was simulated once: shown, beaten or much like one that is shown", () => {
    const { options, rejected } = plan(shipped, {
      from: "Almaty",
      to: "Karachi",
      ready: "2027-01-11",
      ...today,
    });
    const names = new Set(options.map((option) => option.name));
    const beside = rejected.filter((one) => one.kind === "dominated" || one.kind === "similar");
    expect(options.length).toBeLessThanOrEqual(10);
    expect(beside.length).toBeGreaterThan(0);
    for (const one of beside) expect(names).toContain(one.message.params.by);
  });

  it("carries a wagon load by as many trucks as it takes off the rails, under the rules for trucks", () => {
    const wagon = (tonnes: number) =>
      plan(shipped, {
        from: "Karachi",
        to: "Almaty",
        via: ["khunjerab", "torugart"],
        unit: "wagon",
        goods: { tonnes },
        ready: "2027-01-11",
        ...today,
      }).options[0];
    const [one, three] = [wagon(20), wagon(60)];
    expect(one?.crossings).toContain("ak-tilek-karasu");
    const lineHaul = (option: typeof one) =>
      option?.legs.filter((leg) => leg.mode === "road").reduce((sum, leg) => sum + leg.costUsd.typical, 0) ??
      0;
    expect(lineHaul(three) / lineHaul(one)).toBeCloseTo(3, 1);
  });

  it("shares of the spread sum to one at most, costs are ordered", () => {
    const { options } = plan(shipped, { from: "Karachi", to: "Almaty", ready: "2027-01-11", ...today });
    for (const { drivers, costUsd, hours } of options) {
      expect(drivers.reduce((sum, driver) => sum + driver.share, 0)).toBeLessThanOrEqual(1.0001);
      expect(costUsd.low).toBeLessThanOrEqual(costUsd.typical);
      expect(costUsd.typical).toBeLessThanOrEqual(costUsd.high);
      expect([hours.p10, hours.p50, hours.p80, hours.p90, hours.p95]).toEqual(
        [hours.p10, hours.p50, hours.p80, hours.p90, hours.p95].toSorted((a, b) => a - b),
      );
    }
  });
});
