import { describe, expect, it } from "vitest";
import { clocksOf, loadRegimes, loadScenarios, stepsOf } from "../src/index.ts";
import { DECLARED, lahore, M1 } from "./support/refusals.ts";
import { Stage } from "./support/stage.ts";

// What may be done about an operation by when (TIR Convention, Art. 11), as the ledger enforces it.

const regimes = loadRegimes();
const { scenarios, givens } = loadScenarios();

function clocks(stage: Stage, movement: string, operation: number): string[] {
  const found = stage.state.movements.get(movement);
  const one = found?.operations[operation];
  if (!found || !one) throw new Error(`no operation ${operation} of ${movement}`);
  return clocksOf(found, one, regimes).map(({ name, at }) => `${name} ${new Date(at).toISOString()}`);
}

describe("the clocks of an operation", () => {
  it("follow one another from acceptance to repayment", () => {
    const scenario = scenarios.find(({ id }) => id === "11")!;
    const stage = new Stage();
    const seen: string[][] = [];
    for (const { at, by, does, with: body, refused } of stepsOf(scenario, givens)) {
      expect(stage.say(at, by, does, body as never)?.code).toBe(refused);
      if (!stage.state.movements.get("M1")?.operations[1]) continue;
      const now = clocks(stage, "M1", 1);
      if (now.join() !== seen.at(-1)?.join()) seen.push(now);
    }
    expect(seen).toEqual([
      ["notice 2028-01-13T23:59:59.999Z"],
      ["claim-from 2027-07-01T00:00:00.000Z", "claim-until 2029-06-01T23:59:59.999Z"],
      ["pay 2027-10-01T23:59:59.999Z", "repay 2029-07-01T23:59:59.999Z"],
      ["repay 2029-07-01T23:59:59.999Z"],
      [],
    ]);
  });

  it("count in the first country from acceptance, in another from its start", () => {
    const stage = Stage.after("tir-in-afghanistan");
    expect(clocks(stage, "M1", 0)).toEqual([
      "notice 2028-01-11T23:59:59.999Z",
      "notice-if-fraud 2029-01-11T23:59:59.999Z",
    ]);
    expect(clocks(stage, "M1", 1)).toEqual(["notice 2028-01-13T23:59:59.999Z"]);
  });

  it("leave after discharge the one for fraud, and name article and reading", () => {
    const stage = Stage.after("tir-at-torkham");
    stage.say("2027-01-14 05:00", "PK/lahore", "operation.discharge", { ...M1, sequence: 1 });
    const movement = stage.state.movements.get("M1")!;
    expect(clocksOf(movement, movement.operations[0]!, regimes)).toEqual([
      {
        name: "notice-if-fraud",
        at: Date.parse("2029-01-11T23:59:59.999Z"),
        article: "TIR Convention, Art. 11(1)",
        reading: undefined,
      },
    ]);
  });

  it("go by the reading that the declaration relies on", () => {
    const earliest = (readings: Record<string, string>) => {
      const stage = Stage.after("tir-lodged");
      const say = (at: string, kind: string, body: object) =>
        expect(stage.say(at, "PK/lahore", kind, body as never)).toBeUndefined();
      stage.say(...lahore("declaration.amend", { ...DECLARED, ...M1, readings }, "2027-01-10 09:00"));
      say("2027-01-11 03:00", "guarantee.accept", { ...M1, guarantee: "XB25000071" });
      say("2027-01-11 03:05", "declaration.accept", { ...M1, reference: "27PK000000000071J0" });
      say("2027-01-11 04:00", "seal.affix", { ...M1, seal: "K71", type: "customs" });
      say("2027-01-11 04:10", "release.grant", M1);
      const start = { ...M1, operation: "X-1", sequence: 1, seals: ["K71"], liability: 100, until: null };
      say("2027-01-11 04:15", "operation.start", start);
      say("2027-03-01 05:00", "claim.notify", { ...M1, sequence: 1, fraud: false });
      return clocks(stage, "M1", 0)[0];
    };
    expect(earliest({})).toBe("claim-from 2027-04-01T00:00:00.000Z");
    expect(earliest({ "claim.earliest-months": "text-2017" })).toBe("claim-from 2027-06-01T00:00:00.000Z");
  });

  it("are none where the regime names none, and for what was refused", () => {
    const qtta = Stage.after("qtta-at-torugart");
    expect(clocks(qtta, "Q1", 0)).toEqual([]);
    const stage = Stage.after("tir-at-torkham");
    const refusal = { ...M1, operation: "AF-1", sequence: 2, because: "x", article: "Art. 7" };
    expect(stage.say("2027-01-13 07:00", "AF/torkham-af", "operation.refuse", refusal)).toBeUndefined();
    expect(clocks(stage, "M1", 1)).toEqual([]);
  });
});
