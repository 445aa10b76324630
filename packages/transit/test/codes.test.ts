import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { codesOf, ETIR_ERRORS } from "../src/code/etir-errors.ts";
import { InvalidGuaranteeReason } from "../src/code/guarantee-reasons.ts";
import { CODES, type Code, GUARANTEE_REASONS } from "../src/index.ts";
import { CASES, lahore, M, noon, prepare, terminate } from "./support/etir-cases.ts";
import { Stage } from "./support/stage.ts";

// The published eTIR error list (code list 99), as far as it speaks of what a ledger sees: for each number a
// message that it forbids, refused with our code of that number and the field at fault.

describe("the eTIR error list", () => {
  for (const [etir, code, field, given, at, by, kind, body] of CASES)
    it(`${etir} ${code}: ${kind} after ${given}`, () => {
      const stage = Stage.after(given);
      prepare(stage, code);
      const before = stage.state;
      const refused = stage.say(at, by, kind, body);
      expect(refused?.code).toBe(code);
      expect(refused?.path).toBe(field);
      expect((CODES[code] as Code).etir).toBe(etir);
      expect(stage.state).toBe(before);
    });

  it("205 and 212 come by repeating what was done", () => {
    const cancelled = Stage.after("tir-lodged");
    const cancel = () => cancelled.say(noon, lahore, "guarantee.cancel", { guarantee: "XB25000071" });
    expect(cancel()).toBeUndefined();
    expect(cancel()?.code).toBe("guarantee/cancelled");
    const done = Stage.after("tir-at-torkham");
    const discharge = () =>
      done.say("2027-01-14 12:00", lahore, "operation.discharge", { ...M, sequence: 1 });
    expect(discharge()).toBeUndefined();
    expect(discharge()?.code).toBe("operation/discharged");
  });

  it("is covered whole: each number has a case here, or is said elsewhere, or cannot be said", () => {
    const cases = [...CASES.map(([etir]) => etir), 205, 212, 308];
    for (const { number, besides } of ETIR_ERRORS) {
      expect(codesOf(number).length > 0, String(number)).toBe(besides === undefined);
      expect(cases.includes(number), String(number)).toBe(besides === undefined);
    }
    const numbers = ETIR_ERRORS.map(({ number }) => number);
    for (const { etir } of Object.values(CODES) as Code[]) if (etir) expect(numbers).toContain(etir);
  });

  it("has every code of its own class", () => {
    for (const code of Object.values(CODES) as Code[])
      if (code.etir !== undefined) expect(Math.floor(code.etir / 100) * 100).toBe(code.class);
  });
});

describe("reasons for which a guarantee does not serve", () => {
  const oracle = fileURLToPath(
    new URL("../../../../shared/oracles/transit/codelists/InvalidGuaranteeReason.json", import.meta.url),
  );

  it.skipIf(!existsSync(oracle))("are those of NCTS (skipped where its code list is absent)", () => {
    const list = JSON.parse(readFileSync(oracle, "utf8")) as { code: string }[];
    expect(InvalidGuaranteeReason.options.toSorted()).toEqual(list.map(({ code }) => code).toSorted());
    // Nobody here finds these: see GUARANTEE_REASONS.
    const unfound = InvalidGuaranteeReason.options.filter(
      (one) => !Object.values(GUARANTEE_REASONS).includes(one),
    );
    expect(unfound).toEqual(["G03", "G06", "G11"]);
  });

  it("are said by the office of departure, each of them, and the declaration waits for another", () => {
    for (const reason of InvalidGuaranteeReason.options) {
      const stage = Stage.after("tir-lodged");
      const reject = (by: string) =>
        stage.say(noon, by, "guarantee.reject", { ...M, guarantee: "XB25000071", reason })?.code;
      expect(reject("PK/torkham-pk")).toBe("office/not-concerned");
      expect(reject(lahore), reason).toBeUndefined();
      expect(stage.state.movements.get("M1")).toMatchObject({ state: "lodged", guaranteeAccepted: false });
    }
    expect(
      Stage.after("tir-lodged").say(noon, lahore, "guarantee.reject", {
        ...M,
        guarantee: "XB25000071",
        reason: "G07",
      }),
    ).toMatchObject({ code: "value/unknown", path: "/reason" });
  });
});

describe("a message's time", () => {
  it("is not after the ledger's by more than five minutes, nor before what it follows", () => {
    const stage = Stage.after("tir-under-way");
    const received = Date.parse("2027-01-13T06:00:00Z") as never;
    const say = (minutes: number, kind: string, body: JsonObject, author = "PK/torkham-pk") =>
      stage.place({ received, at: (received + minutes * 60_000) as never, author, kind, body })?.code;
    expect(say(6, "seal.check", { ...M, seal: "K71" })).toBe("hour/in-future");
    expect(say(5, "seal.check", { ...M, seal: "K71" })).toBeUndefined();
    expect(say(-60 * 24 * 9, "operation.terminate", terminate)).toBe("hour/before");
    expect(say(-60 * 24 * 90, "seal.check", { ...M, seal: "K71" })).toBeUndefined();
    expect(say(-60 * 24 * 90 - 1, "seal.check", { ...M, seal: "K71" })).toBe("hour/too-old");
    expect(say(0, "operation.terminate", terminate)).toBeUndefined();
  });
});
