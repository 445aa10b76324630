import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { tasksOf } from "../../src/index.ts";
import { END, M1, START } from "../support/refusals.ts";
import { Stage } from "../support/stage.ts";

// Enquiries and claims: their clocks, and what ends them (TIR Convention, Art. 11).

/** The clock of Article 11 for the Afghan operation of M1: notified 2027-06-01. */
function notified(): Stage {
  const stage = Stage.after("tir-in-afghanistan");
  const say = (at: string, kind: string, body: JsonObject) =>
    expect(stage.say(at, "AF/torkham-af", kind, { ...M1, sequence: 2, ...body }), kind).toBeUndefined();
  say("2027-03-01 09:00", "enquiry.open", {});
  say("2027-05-01 09:00", "enquiry.close", { located: false, remark: "x" });
  say("2027-06-01 09:00", "claim.notify", { fraud: false });
  return stage;
}

describe("the clocks of Article 11", () => {
  const of =
    (stage: Stage) =>
    (at: string, kind: string, body: JsonObject, by = "AF/torkham-af") =>
      stage.say(at, by, kind, { ...M1, sequence: 2, ...body })?.code;

  it("count a notice from when the ledger had it, not from the day that it claims", () => {
    const stage = Stage.after("tir-in-afghanistan");
    const say = of(stage);
    say("2027-03-01 09:00", "enquiry.open", {});
    say("2027-05-01 09:00", "enquiry.close", { located: false, remark: "x" });
    const [at, received] = ["2027-04-30T09:00:00Z", "2027-06-01T09:00:00Z"].map(
      (text) => Date.parse(text) as never,
    );
    const body = { ...M1, sequence: 2, fraud: false };
    expect(
      stage.place({ at: at!, received: received!, author: "AF/torkham-af", kind: "claim.notify", body }),
    ).toBeUndefined();
    expect(say("2027-06-30 23:59", "claim.lodge", { amount: 100 })).toBe("claim/too-early");
    expect(say("2027-07-01 00:00", "claim.lodge", { amount: 100 })).toBeUndefined();
  });

  it("begin in the country of departure with the acceptance, in others with the start", () => {
    const stage = Stage.after("tir-released");
    const say = of(stage);
    const start = { ...START, operation: "PK-1", sequence: 1 };
    stage.say("2027-03-01 05:00", "PK/lahore", "operation.start", start);
    stage.say("2027-03-02 05:00", "PK/torkham-pk", "operation.terminate", { ...END, sequence: 1 });
    const notify = (at: string) => say(at, "claim.notify", { sequence: 1, fraud: false }, "PK/lahore");
    expect(notify("2028-01-12 00:00")).toBe("claim/notice-late");
    expect(notify("2028-01-11 23:59")).toBeUndefined();
  });

  it("give two years where a certificate was false, and no more", () => {
    const stage = Stage.after("tir-arrived");
    const say = of(stage);
    expect(say("2029-01-14 00:00", "claim.notify", { fraud: true })).toBe("claim/notice-late");
    expect(say("2029-01-13 23:59", "claim.notify", { fraud: true })).toBeUndefined();
  });

  it("give a year from a decision that can be enforced, made before the claim or after", () => {
    const say = of(notified());
    expect(say("2029-05-01 09:00", "claim.decide", { due: true, enforceableOn: "2029-05-02" })).toBe(
      "hour/in-future",
    );
    expect(say("2029-05-01 09:00", "claim.decide", { due: true, enforceableOn: "2027-05-31" })).toBe(
      "hour/before",
    );
    expect(
      say("2029-05-01 09:00", "claim.decide", { due: true, enforceableOn: "2029-05-01" }),
    ).toBeUndefined();
    expect(say("2030-05-02 00:00", "claim.lodge", { amount: 100 })).toBe("claim/too-late");
    expect(say("2030-05-01 23:59", "claim.lodge", { amount: 100 })).toBeUndefined();
  });

  it("end a claim with the decision that nothing is due", () => {
    const stage = notified();
    const say = of(stage);
    expect(say("2027-08-01 09:00", "claim.lodge", { amount: 100 })).toBeUndefined();
    expect(
      say("2027-09-01 09:00", "claim.decide", { due: false, enforceableOn: "2027-09-01" }),
    ).toBeUndefined();
    expect(say("2027-09-02 09:00", "claim.pay", {})).toBe("recovery/state");
    expect(stage.state.movements.get("M1")?.operations[1]).toMatchObject({
      liabilities: [],
      recovery: { state: "rejected", disputed: false },
    });
  });

  it("let what was paid be paid back within two years of the claim, and not after", () => {
    const say = of(notified());
    say("2027-08-01 09:00", "claim.lodge", { amount: 100 });
    say("2027-09-01 09:00", "claim.pay", {});
    expect(say("2029-08-02 00:00", "claim.refund", { because: "x" })).toBe("claim/refund-late");
    expect(say("2029-08-01 23:59", "claim.refund", { because: "x" })).toBeUndefined();
  });

  it("do not let a claim that was made be ended for its guarantor, however old", () => {
    const say = of(notified());
    say("2027-08-01 09:00", "claim.lodge", { amount: 100 });
    const end = (at: string) => say(at, "claim.end", { because: "x" }, "PK/lahore");
    expect(end("2031-01-01 09:00")).toBe("office/not-concerned");
    const unclaimed = of(notified());
    const endUnclaimed = (at: string) => unclaimed(at, "claim.end", { because: "x" }, "PK/lahore");
    expect(endUnclaimed("2029-06-01 23:59")).toBe("office/not-concerned");
    expect(endUnclaimed("2029-06-02 00:00")).toBeUndefined();
  });

  it("run for a country to which the matter was handed", () => {
    const stage = notified();
    const say = of(stage);
    expect(say("2027-07-10 09:00", "claim.transfer", { to: "CN" })).toBe("value/unknown");
    const tasks = () => tasksOf(stage.state.movements.get("M1")!);
    expect(tasks()).toContainEqual({ office: "AF/torkham-af", task: "claim" });
    expect(say("2027-07-10 09:00", "claim.transfer", { to: "UZ" })).toBeUndefined();
    expect(tasks()).toContainEqual({ office: "UZ/ayritom", task: "claim" });
    expect(say("2027-07-11 09:00", "claim.lodge", { amount: 100 })).toBe("office/not-concerned");
    expect(say("2027-07-11 09:00", "claim.lodge", { amount: 100 }, "UZ/ayritom")).toBeUndefined();
    expect(say("2027-08-11 09:00", "claim.end", { because: "x" }, "UZ/ayritom")).toBeUndefined();
    expect(stage.state.guarantees.get("XB25000071")?.disputes).toBe(0);
  });
});

describe("an enquiry", () => {
  it("is over once its load is heard of, and can be opened anew or lead to a notice of fraud", () => {
    const stage = Stage.after("tir-in-afghanistan");
    const say = (at: string, by: string, kind: string, body: JsonObject) =>
      stage.say(at, by, kind, { ...M1, sequence: 2, ...body })?.code;
    expect(say("2027-01-22 05:00", "AF/torkham-af", "enquiry.open", {})).toBeUndefined();
    expect(
      say("2027-01-23 05:00", "AF/hairatan", "operation.terminate", { ...END, sequence: 2 }),
    ).toBeUndefined();
    expect(stage.state.movements.get("M1")?.operations[1]?.recovery?.state).toBe("located");
    expect(say("2027-01-24 05:00", "AF/torkham-af", "enquiry.close", { located: false, remark: "x" })).toBe(
      "recovery/state",
    );
    expect(say("2027-01-24 06:00", "AF/hairatan", "operation.discharge", {})).toBeUndefined();
    expect(say("2027-02-24 06:00", "AF/hairatan", "claim.notify", { fraud: false })).toBe("claim/discharged");
    expect(say("2027-02-24 06:00", "AF/hairatan", "claim.notify", { fraud: true })).toBeUndefined();
    // A false certificate of Afghanistan is no reason to stop the load in Uzbekistan.
    const start = { ...START, operation: "UZ-1", sequence: 3 };
    expect(say("2027-02-25 06:00", "UZ/ayritom", "operation.start", start)).toBeUndefined();
  });

  it("may look for a load between two posts, and gives the journey up where it is not found", () => {
    const stage = Stage.after("tir-at-torkham");
    const say = (at: string, by: string, kind: string, body: JsonObject = {}) =>
      stage.say(at, by, kind, { ...M1, sequence: 1, ...body })?.code;
    expect(say("2027-01-20 05:00", "PK/lahore", "enquiry.open")).toBeUndefined();
    expect(
      say("2027-02-20 05:00", "PK/lahore", "enquiry.close", { located: false, remark: "x" }),
    ).toBeUndefined();
    expect(stage.state.movements.get("M1")?.state).toBe("not-discharged");
    expect(
      say("2027-02-21 05:00", "PK/lahore", "enquiry.close", { located: true, remark: "x" }),
    ).toBeUndefined();
    expect(stage.state.movements.get("M1")?.state).toBe("between-operations");
  });
});
