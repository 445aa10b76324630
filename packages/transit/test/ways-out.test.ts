import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { END, M1, START, SUSPEND } from "./support/refusals.ts";
import { Stage } from "./support/stage.ts";
import { begun, end, LEGS, start, Talk } from "./support/stops.ts";

// Every matter has an end, and every amount a way out, whoever does nothing.

const PK = "PK/lahore";
const AF = "AF/torkham-af";
const exclude = { holder: "PAK/041/123", reason: "x" };
const CARNET = "XB25000071";

function after(given: string): Talk {
  return new Talk(Stage.after(given));
}

describe("what was found", () => {
  const one = { ...M1, sequence: 1 };

  it("is terminated again where it had ended, and is discharged", () => {
    const talk = after("tir-at-torkham");
    talk.done("2027-02-01 05:00", PK, "enquiry.open", one);
    talk.done("2027-02-02 05:00", PK, "enquiry.close", { ...one, located: false, remark: "x" });
    talk.done("2027-02-03 05:00", PK, "claim.notify", { ...one, fraud: false });
    talk.done("2027-02-04 05:00", PK, "enquiry.close", { ...one, located: true, remark: "x" });
    expect(talk.movement).toMatchObject({
      state: "between-operations",
      operations: [{ state: "terminated" }],
    });
    talk.done("2027-02-05 05:00", PK, "operation.discharge", one);
    talk.done("2027-02-05 06:00", AF, "operation.start", { ...START, sequence: 2 });
    expect(talk.guarantee(CARNET)?.disputes).toBe(0);
  });

  it("is said, after a notice, by the country that gave it alone", () => {
    const talk = after("tir-arrived");
    talk.done("2027-02-01 05:00", PK, "discrepancy.notify", { ...one, what: "weight", remark: "x" });
    talk.done("2027-02-02 05:00", PK, "discrepancy.resolve", { ...one, explained: false, remark: "x" });
    talk.done("2027-02-03 05:00", PK, "claim.notify", { ...one, fraud: false });
    talk.done("2027-04-03 05:00", PK, "claim.lodge", { ...one, amount: 100 });
    const found = { ...one, located: true, remark: "x" };
    expect(talk.say("2027-04-04 05:00", "KZ/almaty", "enquiry.close", found)).toBe("office/not-concerned");
    talk.done("2027-04-05 05:00", PK, "claim.pay", one);
  });

  it("goes on under its guarantee, discharged meanwhile or not", () => {
    const talk = after("tir-at-torkham");
    talk.done("2027-02-01 05:00", PK, "enquiry.open", one);
    talk.done("2027-02-02 05:00", PK, "enquiry.close", { ...one, located: false, remark: "x" });
    talk.done("2027-02-03 05:00", PK, "operation.discharge", one);
    expect(talk.guarantee(CARNET)?.relying).toBe(1);
    talk.done("2027-02-04 05:00", PK, "enquiry.close", { ...one, located: true, remark: "x" });
    talk.done("2027-02-05 05:00", AF, "operation.start", { ...START, sequence: 2 });
  });

  it("is the load behind its own operation, not one that was lost behind a later", () => {
    const talk = after("tir-in-afghanistan");
    const two = { ...M1, sequence: 2 };
    talk.done("2027-01-16 05:00", "AF/hairatan", "operation.terminate", { ...END, sequence: 2 });
    talk.done("2027-02-01 05:00", PK, "claim.notify", { ...one, fraud: true });
    talk.done("2027-02-01 06:00", AF, "enquiry.open", two);
    talk.done("2027-02-02 05:00", AF, "enquiry.close", { ...two, located: false, remark: "x" });
    talk.done("2027-02-03 05:00", PK, "enquiry.close", { ...one, located: true, remark: "x" });
    expect(talk.movement).toMatchObject({
      state: "not-discharged",
      operations: [{ state: "terminated" }, {}],
    });
    talk.done("2027-02-04 05:00", AF, "enquiry.close", { ...two, located: true, remark: "x" });
    expect(talk.movement.state).toBe("between-operations");
  });

  it("begins anew: an earlier claim and decision are over", () => {
    const talk = after("tir-in-afghanistan");
    const two = { ...M1, sequence: 2 };
    talk.done("2027-03-01 05:00", AF, "claim.notify", { ...two, fraud: false });
    talk.done("2027-03-02 05:00", AF, "claim.decide", { ...two, due: true, enforceableOn: "2027-03-01" });
    talk.done("2027-04-03 05:00", AF, "claim.lodge", { ...two, amount: 100 });
    talk.done("2027-05-01 05:00", AF, "enquiry.close", { ...two, located: true, remark: "x" });
    const free = { claimed: null, notified: null, enforceableOn: null };
    expect(talk.movement.operations[1]?.recovery).toMatchObject(free);
    talk.done("2027-06-01 05:00", AF, "claim.notify", { ...two, fraud: false });
    expect(talk.say("2029-06-02 05:00", AF, "claim.lodge", { ...two, amount: 100 })).toBe("claim/too-late");
    talk.done("2029-06-02 06:00", PK, "claim.end", { ...two, because: "x" });
  });
});

describe("a holder who is excluded on the way", () => {
  it("has a load that is resumed, arrives, and is discharged, where offices say that they know", () => {
    const talk = after("tir-in-afghanistan");
    talk.done("2027-01-14 05:00", "AF/kabul", "transport.suspend", SUSPEND);
    talk.done("2027-01-15 05:00", PK, "holder.exclude", exclude);
    const resume = { ...M1, seals: ["K71"] };
    expect(talk.say("2027-01-16 05:00", "AF/kabul", "transport.resume", resume)).toBe("holder/unauthorised");
    talk.done("2027-01-16 05:00", "AF/kabul", "transport.resume", { ...resume, holderExcluded: true });
    const ended = { ...END, sequence: 2 };
    expect(talk.say("2027-01-17 05:00", "AF/hairatan", "operation.terminate", ended)).toBe(
      "holder/unauthorised",
    );
    talk.done("2027-01-17 05:00", "AF/hairatan", "operation.terminate", { ...ended, holderExcluded: true });
    const discharge = { ...M1, sequence: 1 };
    expect(talk.say("2027-01-18 05:00", PK, "operation.discharge", discharge)).toBe("holder/unauthorised");
    talk.done("2027-01-18 05:00", PK, "operation.discharge", { ...discharge, holderExcluded: true });
  });

  it("is let back into the country that the load came from, and no further", () => {
    const talk = after("tir-at-torkham");
    talk.done("2027-01-13 07:00", PK, "holder.exclude", exclude);
    const onward = { ...START, sequence: 2, holderExcluded: true };
    expect(talk.say("2027-01-13 08:00", AF, "operation.start", onward)).toBe("holder/unauthorised");
    const back = [{ territory: "PK", from: "PK/torkham-pk", to: "PK/lahore" }];
    talk.done("2027-01-13 09:00", "PK/torkham-pk", "diversion.request", { ...M1, legs: back, because: "x" });
    talk.done("2027-01-13 10:00", PK, "diversion.decide", { ...M1, refused: null });
    const again = { ...START, sequence: 2 };
    expect(talk.say("2027-01-13 11:00", "PK/torkham-pk", "operation.start", again)).toBe(
      "holder/unauthorised",
    );
    talk.done("2027-01-13 11:00", "PK/torkham-pk", "operation.start", { ...again, holderExcluded: true });
  });
});

describe("a country that does nothing", () => {
  const two = { ...M1, sequence: 2, because: "x" };

  it("loses its claim with the time for a notice, and the guarantor is free", () => {
    const talk = after("tir-in-afghanistan");
    expect(talk.say("2028-01-13 23:59", PK, "claim.end", two)).toBe("recovery/state");
    talk.done("2028-01-14 00:00", PK, "claim.end", two);
    expect(talk.movement).toMatchObject({ state: "not-discharged" });
    expect(talk.movement.operations[1]).toMatchObject({ liabilities: [], recovery: { state: "ended" } });
    talk.done("2028-01-14 01:00", PK, "operation.discharge", { ...M1, sequence: 1 });
    expect(talk.guarantee(CARNET)?.state).toBe("closed");
  });

  it("has two years where it certified an end: fraud may come out", () => {
    const talk = after("tir-arrived");
    expect(talk.say("2028-02-01 05:00", PK, "claim.end", two)).toBe("recovery/state");
    talk.done("2029-01-14 00:00", PK, "claim.end", two);
    const unexplained = after("tir-arrived");
    const of = { ...M1, sequence: 2 };
    unexplained.done("2027-02-01 05:00", "AF/hairatan", "discrepancy.notify", {
      ...of,
      what: "weight",
      remark: "x",
    });
    unexplained.done("2027-02-02 05:00", "AF/hairatan", "discrepancy.resolve", {
      ...of,
      explained: false,
      remark: "x",
    });
    expect(unexplained.say("2028-02-18 05:00", PK, "claim.end", two)).toBe("office/not-concerned");
    unexplained.done("2028-02-19 05:00", "AF/hairatan", "claim.notify", { ...of, fraud: true });
  });

  it("leaves no enquiry open for ever, nor a load between two posts", () => {
    const talk = after("tir-at-torkham");
    const one = { ...M1, sequence: 1, because: "x" };
    talk.done("2027-02-01 05:00", PK, "enquiry.open", { ...M1, sequence: 1 });
    expect(talk.say("2028-06-01 05:00", PK, "claim.end", one)).toBe("recovery/state");
    talk.done("2029-01-12 05:00", PK, "claim.end", one);
    expect(talk.movement.state).toBe("not-discharged");
    expect(talk.guarantee(CARNET)?.state).toBe("closed");
  });

  it("leaves no load for ever that was found, and not heard of again", () => {
    const talk = after("tir-in-afghanistan");
    const of = { ...M1, sequence: 2 };
    talk.done("2027-02-01 05:00", AF, "enquiry.open", of);
    talk.done("2027-02-02 05:00", AF, "enquiry.close", { ...of, located: true, remark: "x" });
    expect(talk.say("2028-01-13 05:00", PK, "claim.end", two)).toBe("office/not-concerned");
    talk.done("2028-01-14 05:00", PK, "claim.end", two);
    expect(talk.movement).toMatchObject({ state: "not-discharged", suspended: null });
    expect(talk.movement.operations[1]).toMatchObject({ liabilities: [], state: "not-discharged" });
  });

  it("loses a claim that was never made with the time for it, whatever is decided afterwards", () => {
    const talk = after("tir-in-afghanistan");
    const of = { ...M1, sequence: 2 };
    talk.done("2027-06-01 05:00", AF, "claim.notify", { ...of, fraud: false });
    const decide = (at: string, more: JsonObject = {}) =>
      talk.say(`${at} 05:00`, AF, "claim.decide", { ...of, due: true, enforceableOn: at, ...more });
    expect(decide("2029-06-02")).toBe("claim/too-late");
    expect(decide("2029-06-02", { proceedingsSince: "2029-06-02" })).toBe("claim/too-late");
    expect(decide("2029-09-01", { proceedingsSince: "2029-05-01" })).toBeUndefined();
    expect(decide("2035-07-01", { proceedingsSince: "2029-05-01" })).toBe("claim/too-late");
    talk.done("2035-07-02 05:00", PK, "claim.end", two);
  });

  it("is freed of by the guarantor's own although the guarantee names not its country", () => {
    const talk = begun({
      legs: [{ ...LEGS.KARACHI, to: "PK/torkham-pk" }, LEGS.AF],
      further: [],
      guarantee: { territories: ["PK", "AF"] },
    });
    talk.done("2027-02-02 05:00", "PK/karachi", "operation.start", start(1));
    talk.done("2027-02-03 05:00", "PK/torkham-pk", "operation.terminate", end(1));
    talk.done("2027-02-03 06:00", AF, "operation.start", start(2));
    talk.done("2028-02-04 06:00", "PK/karachi", "claim.end", two);
    const held = [...talk.stage.state.rights.reservations.values()].filter(({ state }) => state === "held");
    expect(held.map(({ by }) => by)).toEqual(["PK/karachi"]);
  });
});

describe("a guarantee", () => {
  it("is not cancelled under a matter that is open, whoever relied on it next", () => {
    const talk = begun({ legs: [{ ...LEGS.KARACHI, to: "PK/torkham-pk" }, LEGS.AF], further: [] });
    const { stage } = talk;
    expect(stage.state.guarantees.get("G1")?.state).toBe("accepted");
    talk.done("2027-02-02 05:00", "PK/karachi", "operation.start", start(1));
    talk.done("2027-03-02 05:00", "PK/karachi", "claim.notify", { ...M1, sequence: 1, fraud: false });
    expect(talk.guarantee()?.state).toBe("disputed");
    expect(talk.say("2027-03-03 05:00", "PK/karachi", "guarantee.cancel", { guarantee: "G1" })).toBe(
      "guarantee/in-use",
    );
  });
});

describe("an outage", () => {
  it("is one at a time: two could not both be ended", () => {
    const talk = after("tir-lodged");
    const down = { planned: false, from: "2027-01-11T03:00:00.000Z", until: null };
    talk.done("2027-01-11 04:00", PK, "node.unavailable", down);
    expect(talk.say("2027-01-11 04:10", PK, "node.unavailable", down)).toBe("outage/open");
    talk.done("2027-01-11 05:00", PK, "node.available", { from: "2027-01-11T04:30:00.000Z" });
    talk.done("2027-01-11 06:00", PK, "node.unavailable", { ...down, from: "2027-01-11T05:30:00.000Z" });
  });

  it("has two incidents of one minute on its paper", () => {
    const talk = after("tir-under-way");
    talk.done("2027-01-12 04:00", PK, "node.unavailable", {
      planned: false,
      from: "2027-01-12T03:00:00.000Z",
      until: null,
    });
    const paper = { fallback: "F1", movement: "M7", guarantee: "XB25000077" };
    talk.done("2027-01-12 04:10", PK, "guarantee.register", {
      ...{ guarantee: paper.guarantee, regime: "tir", guarantor: "PK-PNC-ICC", holder: "PAK/041/123" },
      ...{ scope: "per-operation", amount: 100_000, currency: "EUR", territories: ["PK", "AF"] },
      ...{ lastPresentation: "2027-03-05", journeys: 1 },
    });
    const { holder, regime, legs, vehicle, permits, readings } = talk.movement;
    talk.done("2027-01-12 04:20", PK, "fallback.open", {
      ...paper,
      ...{ holder, regime, vehicle, permits, readings, furtherOffices: [], navigationSeal: false },
      legs: legs.slice(0, 2),
    } as never);
    const capture = (kind: string, body: JsonObject) =>
      talk.done("2027-01-12 06:00", PK, "fallback.capture", {
        ...{ fallback: "F1", at: "2027-01-12T05:00:00.000Z", kind },
        body: { movement: "M7", ...body },
      });
    capture("seal.affix", { seal: "K99", type: "customs" });
    capture("operation.start", {
      operation: "PK-9",
      sequence: 1,
      seals: ["K99"],
      liability: 100,
      until: null,
    });
    const incident = {
      code: "1",
      loss: null,
      place: { country: "PK", name: "Attock" },
      remark: "x",
      seals: [],
    };
    for (const id of ["I1", "I2"])
      capture("incident.report", { ...incident, incident: id, transshipment: null });
  });
});

describe("a permit", () => {
  it("has an end that is a date", () => {
    const talk = after("qtta-lodged");
    const grant = { right: "X", kind: "permit", unit: "qtta permit", cap: 1, users: ["PK"] };
    const expires = 2 ** 53 - 1;
    expect(talk.say("2027-05-04 05:00", PK, "right.grant", { ...grant, expires })).toBe("field/number");
  });
});
