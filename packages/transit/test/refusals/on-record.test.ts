import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { M1, SUSPEND } from "../support/refusals.ts";
import { Stage } from "../support/stage.ts";

// What the record keeps of a refusal and of a suspension.

describe("a refusal at a frontier", () => {
  it("is kept with its reason and article", () => {
    const stage = Stage.after("tir-at-torkham");
    const refusal = { ...M1, operation: "AF-1", sequence: 2, because: "No visa", article: "Art. 7" };
    stage.say("2027-01-13 07:00", "AF/torkham-af", "operation.refuse", refusal);
    expect(stage.state.movements.get("M1")?.operations[1]?.refusal).toEqual({
      because: "No visa",
      article: "Art. 7",
    });
  });
});

describe("a suspension", () => {
  it.each([
    [true, 10 + 2],
    [false, 10],
  ])("moves the time limit where the office says so (%s)", (tolls, days) => {
    const stage = Stage.after("tir-under-way");
    const say = (at: string, kind: string, body: JsonObject) => stage.say(at, "PK/torkham-pk", kind, body);
    expect(say("2027-01-13 05:00", "transport.suspend", { ...SUSPEND, tolls })).toBeUndefined();
    expect(say("2027-01-15 05:00", "transport.resume", { ...M1, seals: ["K71"] })).toBeUndefined();
    const start = Date.parse("2027-01-11T04:15:00Z");
    expect(stage.state.movements.get("M1")?.operations[0]?.until).toBe(start + days * 86_400_000);
  });
});
