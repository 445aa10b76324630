import { balanceOf, type JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { loadScenarios, stepsOf } from "../../src/index.ts";
import { M1, START } from "../support/refusals.ts";
import { Stage } from "../support/stage.ts";

// Guarantees and vouchers: what relies on them, disputes them and uses them up.

describe("vouchers of a carnet", () => {
  const { givens } = loadScenarios();
  /** A carnet with so many vouchers, as far as the exit of Pakistan; each start names the next one. */
  function begin(vouchers: number): Stage | string {
    const stage = new Stage();
    for (const { at, by, does, with: plain } of stepsOf({ given: "tir-at-torkham", steps: [] }, givens)) {
      const own =
        does === "guarantee.register" ? { vouchers } : does === "operation.start" ? { voucher: 1 } : {};
      const refused = stage.say(at, by, does, { ...(plain as JsonObject), ...own });
      if (refused) return refused.code;
    }
    return stage;
  }

  it("are as many as the way needs", () => {
    expect(begin(3)).toBe("guarantee/vouchers");
    expect(begin(4)).toBeInstanceOf(Stage);
  });

  it("open one operation each, once", () => {
    const stage = begin(4) as Stage;
    const start = (voucher?: number) =>
      stage.say("2027-01-13 07:00", "AF/torkham-af", "operation.start", {
        ...START,
        sequence: 2,
        ...(voucher !== undefined && { voucher }),
      });
    expect(start()).toMatchObject({ code: "guarantee/voucher", path: "/voucher" });
    expect(start(5)).toMatchObject({ code: "guarantee/voucher", path: "/voucher" });
    expect(start(1)).toMatchObject({ code: "guarantee/voucher-used", path: "/voucher" });
    expect(start(2)).toBeUndefined();
    expect(stage.state.rights.rights.get("g..XB25000071.2")).toMatchObject({
      kind: "voucher",
      cap: 1,
      free: 0,
    });
  });

  it("are named only where there are any", () => {
    const stage = Stage.after("tir-at-torkham");
    const body = { ...START, sequence: 2, voucher: 1 };
    expect(stage.say("2027-01-13 07:00", "AF/torkham-af", "operation.start", body)?.code).toBe(
      "guarantee/voucher",
    );
  });
});

describe("a guarantee", () => {
  it("is free again when nothing relies on it, and can be cancelled", () => {
    const stage = Stage.after("qtta-at-torugart");
    const say = (by: string, kind: string, body: JsonObject) =>
      stage.say("2027-05-11 05:00", by, kind, body)?.code;
    expect(say("PK/lahore", "guarantee.cancel", { guarantee: "BG-2027-5" })).toBe("guarantee/in-use");
    say("KG/torugart-kg", "seal.affix", { movement: "Q1", seal: "N1", type: "navigation" });
    const start = {
      movement: "Q1",
      operation: "KG-1",
      sequence: 3,
      seals: ["P501", "N1"],
      liability: 100,
      until: null,
    };
    expect(say("KG/torugart-kg", "operation.start", start)).toBeUndefined();
    const end = { movement: "Q1", sequence: 3, seals: ["P501", "N1"], final: true, reservation: null };
    expect(say("KZ/almaty", "operation.terminate", end)).toBeUndefined();
    expect(say("KZ/almaty", "operation.discharge", { movement: "Q1", sequence: 3 })).toBeUndefined();
    expect(say("CN/torugart-cn", "operation.discharge", { movement: "Q1", sequence: 2 })).toBeUndefined();
    expect(stage.state.guarantees.get("BG-2027-5")).toMatchObject({
      state: "registered",
      relying: 0,
      journeysDone: 1,
    });
    expect(say("PK/lahore", "guarantee.cancel", { guarantee: "BG-2027-5" })).toBeUndefined();
  });

  it("pays what is left of it where others draw on it meanwhile", () => {
    const stage = Stage.after("qtta-at-torugart");
    const say = (at: string, by: string, kind: string, body: JsonObject) =>
      stage.say(at, by, kind, { movement: "Q1", ...body })?.code;
    say("2027-05-10 05:00", "KG/torugart-kg", "seal.affix", { seal: "N1", type: "navigation" });
    const start = {
      operation: "KG-1",
      sequence: 3,
      seals: ["P501", "N1"],
      liability: 2_000_000,
      until: null,
    };
    expect(say("2027-05-10 06:00", "KG/torugart-kg", "operation.start", start)).toBeUndefined();
    expect(
      say("2027-06-01 05:00", "PK/lahore", "claim.notify", { sequence: 1, fraud: true }),
    ).toBeUndefined();
    expect(
      say("2027-08-01 05:00", "PK/lahore", "claim.lodge", { sequence: 1, amount: 1_500_000 }),
    ).toBeUndefined();
    expect(say("2027-09-01 05:00", "PK/lahore", "claim.pay", { sequence: 1 })).toBeUndefined();
    expect(balanceOf(stage.state.rights, "g.BG-2027-5")).toEqual({
      free: 0,
      leased: 0,
      reserved: 3_500_000,
      spent: 500_000,
    });
  });

  it("is rejected by the office, and nothing relies on it any more", () => {
    const stage = Stage.after("tir-lodged");
    const say = (kind: string, body: JsonObject) => stage.say("2027-01-11 05:00", "PK/lahore", kind, body);
    say("guarantee.accept", { ...M1, guarantee: "XB25000071" });
    say("guarantee.reject", { ...M1, guarantee: "XB25000071", reason: "G02" });
    expect(stage.state.guarantees.get("XB25000071")).toMatchObject({ state: "registered", relying: 0 });
  });

  it("is disputed by a notice, and by another one until both are settled", () => {
    const stage = Stage.after("tir-arrived");
    const say = (at: string, by: string, kind: string, body: JsonObject) =>
      stage.say(at, by, kind, { ...M1, ...body })?.code;
    expect(
      say("2027-02-01 05:00", "AF/hairatan", "claim.notify", { sequence: 2, fraud: false }),
    ).toBeUndefined();
    expect(
      say("2027-02-01 05:00", "UZ/yallama", "claim.notify", { sequence: 3, fraud: false }),
    ).toBeUndefined();
    const of = () => stage.state.guarantees.get("XB25000071");
    expect(of()).toMatchObject({ state: "disputed", disputes: 2 });
    say("2027-02-02 05:00", "AF/hairatan", "claim.end", { sequence: 2, because: "x" });
    expect(of()).toMatchObject({ state: "disputed", disputes: 1 });
    say("2027-02-02 05:00", "UZ/yallama", "claim.end", { sequence: 3, because: "x" });
    expect(of()).toMatchObject({ state: "in-use", disputes: 0 });
  });
});
