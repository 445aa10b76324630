import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { loadScenarios, stepsOf } from "../src/index.ts";
import { Stage } from "./support/stage.ts";

const { givens } = loadScenarios();
const HOLDER = "TUR/034/5";
const START = "operation.start";

/** A beginning of the catalogue with a Turkish holder, up to what is refused. */
function begin(stage: Stage, given: string): { readonly by: string; readonly code: string } | undefined {
  const text = JSON.stringify(stepsOf({ given, steps: [] }, givens)).replaceAll("PAK/041/123", HOLDER);
  for (const { at, by, does, with: body } of JSON.parse(text) as ReturnType<typeof stepsOf>) {
    const refused = stage.say(at, by, does, body as JsonObject);
    if (refused) return { by, code: refused.code };
  }
  return undefined;
}

describe("a holder whose own authority is no member", () => {
  it("is taken by each state for its own territory, and by no other for it", () => {
    const stage = new Stage();
    expect(begin(stage, "tir-in-afghanistan")).toEqual({
      by: "AF/torkham-af",
      code: "holder/unauthorised",
    });
    expect(stage.state.movements.get("M1")?.operations).toHaveLength(1);
    expect(stage.say("2027-01-13 08:00", "AF/kabul", "holder.authorise", { holder: HOLDER })).toBeUndefined();
    const start = {
      movement: "M1",
      operation: "AF-1",
      sequence: 2,
      seals: ["K71"],
      liability: 100,
      until: null,
    };
    expect(stage.say("2027-01-13 08:10", "AF/torkham-af", START, start)).toBeUndefined();
  });

  it("is nobody's any more once its own authority says so", () => {
    const stage = new Stage();
    begin(stage, "tir-in-afghanistan");
    const say = (by: string, kind: string, body: JsonObject) =>
      stage.say("2027-01-13 08:00", by, kind, { holder: HOLDER, ...body })?.code;
    expect(say("AF/kabul", "holder.authorise", {})).toBeUndefined();
    expect(say("TR/kapikule", "holder.exclude", { reason: "Licence withdrawn" })).toBeUndefined();
    expect(say("AF/kabul", "holder.authorise", {})).toBeUndefined();
    const start = {
      movement: "M1",
      operation: "AF-1",
      sequence: 2,
      seals: ["K71"],
      liability: 100,
      until: null,
    };
    expect(stage.say("2027-01-13 08:10", "AF/torkham-af", START, start)?.code).toBe("holder/unauthorised");
  });
});
