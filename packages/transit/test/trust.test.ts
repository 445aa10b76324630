import { balanceOf } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { Stage } from "./support/stage.ts";

// What one authority might try at the cost of another.

const M1 = { movement: "M1" };

describe("one authority cannot", () => {
  it("register the guarantor of another, nor a holder of no state", () => {
    const stage = new Stage();
    const say = (kind: string, body: { holder: string } | { guarantor: string }) =>
      stage.say("2027-01-04 05:00", "AF/kabul", kind, body)?.code;
    expect(say("guarantor.authorise", { guarantor: "PK-PNC-ICC" })).toBe("office/not-concerned");
    expect(say("holder.authorise", { holder: "XXX/1" })).toBe("value/unknown");
    expect(say("holder.authorise", { holder: "AFG/1" })).toBeUndefined();
  });

  it("end the operation of another, nor make its claim vanish", () => {
    const stage = Stage.after("tir-in-afghanistan");
    const say = (by: string, kind: string, body = {}) =>
      stage.say("2027-01-14 05:00", by, kind, { ...M1, ...body })?.code;
    expect(say("PK/lahore", "movement.invalidate", { because: "x" })).toBe("operation/state");
    expect(say("PK/lahore", "operation.discharge", { sequence: 2 })).toBe("office/not-concerned");
    expect(
      say("PK/torkham-pk", "operation.terminate", {
        sequence: 2,
        seals: ["K71"],
        final: false,
        reservation: null,
      }),
    ).toBe("office/not-concerned");
    expect(say("UZ/ayritom", "claim.notify", { sequence: 2, fraud: false })).toBe("office/not-concerned");
  });

  it("give up, claim for or be paid for the operation of another", () => {
    const stage = Stage.after("tir-arrived");
    const say = (by: string, kind: string, body: object) =>
      stage.say("2027-02-10 05:00", by, kind, { ...M1, sequence: 2, ...body })?.code;
    expect(say("AF/hairatan", "discrepancy.notify", { what: "weight", remark: "x" })).toBeUndefined();
    const resolve = { explained: false, remark: "x" };
    expect(say("KZ/almaty", "discrepancy.resolve", resolve)).toBe("office/not-concerned");
    expect(say("AF/hairatan", "discrepancy.resolve", resolve)).toBeUndefined();
    expect(say("AF/hairatan", "claim.notify", { fraud: false })).toBeUndefined();
    for (const by of ["PK/lahore", "KZ/almaty", "UZ/ayritom"])
      for (const [kind, body] of [
        ["claim.lodge", { amount: 100 }],
        ["claim.end", { because: "x" }],
        ["claim.transfer", { to: "KZ" }],
      ] as const)
        expect(say(by, kind, body), `${by} ${kind}`).toBe("office/not-concerned");
  });

  it("answer for another", () => {
    const stage = Stage.after("tir-at-torkham");
    const query = { query: "S1", ...M1, to: "PK/torkham-pk" };
    expect(stage.say("2027-01-14 05:00", "AF/torkham-af", "status.request", query)).toBeUndefined();
    const reply = { query: "S1", state: "lost", remark: null };
    expect(stage.say("2027-01-14 06:00", "UZ/ayritom", "status.reply", reply)?.code).toBe(
      "office/not-concerned",
    );
    expect(stage.say("2027-01-14 06:00", "PK/torkham-pk", "status.reply", reply)).toBeUndefined();
  });

  it("steer a movement that has gone on since it asked", () => {
    const stage = Stage.after("tir-under-way");
    const legs = [{ territory: "PK", from: "PK/lahore", to: "PK/chaman" }];
    const ask = { ...M1, legs, because: "Shorter" };
    expect(stage.say("2027-01-12 05:00", "PK/chaman", "diversion.request", ask)).toBeUndefined();
    const leave = { ...M1, sequence: 1, seals: ["K71"], final: false, reservation: null };
    expect(stage.say("2027-01-13 05:00", "PK/torkham-pk", "operation.terminate", leave)).toBeUndefined();
    const decide = (refused: "4" | null) =>
      stage.say("2027-01-13 06:00", "PK/lahore", "diversion.decide", { ...M1, refused })?.code;
    expect(decide(null)).toBe("itinerary/broken");
    expect(decide("4")).toBeUndefined();
    expect(stage.state.movements.get("M1")?.legs[1]?.from).toBe("AF/torkham-af");
  });
});

describe("a right of the ledger", () => {
  it("is never taken for the amount of a guarantee", () => {
    const stage = Stage.after("qtta-at-torugart");
    const say = (kind: string, body: object) =>
      stage.say("2027-05-10 05:00", "KG/torugart-kg", kind, body as never)?.code;
    const grant = { kind: "permit", unit: "x", cap: 1, users: ["KG"], expires: null };
    // A name taken in advance would keep an operation from starting.
    expect(say("right.grant", { right: "g.BG-2027-5.17", ...grant })).toBe("office/not-concerned");
    expect(say("right.grant", { right: "X", ...grant, kind: "guarantee" })).toBe("office/not-concerned");
    const take = { right: "g.BG-2027-5", lease: null, reservation: "r", amount: 1 };
    expect(say("right.reserve", take)).toBe("office/not-concerned");
    for (const kind of ["right.release", "right.spend"])
      expect(say(kind, { reservation: "g.BG-2027-5.13" })).toBe("office/not-concerned");
    expect(say("right.grant", { right: "X", ...grant })).toBeUndefined();
  });
});

describe("a claim that is paid", () => {
  it("takes from a guarantee what was claimed, not all that was reserved", () => {
    const stage = Stage.after("qtta-at-torugart");
    const say = (at: string, kind: string, body: object) =>
      stage.say(at, "CN/torugart-cn", kind, { movement: "Q1", sequence: 2, ...body })?.code;
    expect(say("2027-06-01 05:00", "claim.notify", { fraud: false })).toBeUndefined();
    expect(say("2027-08-01 05:00", "claim.lodge", { amount: 400_000 })).toBeUndefined();
    expect(say("2027-09-01 05:00", "claim.pay", {})).toBeUndefined();
    expect(balanceOf(stage.state.rights, "g.BG-2027-5")).toEqual({
      free: 3_600_000,
      leased: 0,
      reserved: 0,
      spent: 400_000,
    });
  });
});

describe("a paper", () => {
  it("tells of nothing before it was opened", () => {
    const stage = Stage.after("tir-lodged");
    const say = (at: string, kind: string, body: object) =>
      stage.say(at, "PK/lahore", kind, body as never)?.code;
    expect(
      say("2027-01-11 06:00", "node.unavailable", {
        planned: false,
        from: "2027-01-11T05:30:00.000Z",
        until: null,
      }),
    ).toBeUndefined();
    const m1 = stage.state.movements.get("M1")!;
    const { holder, regime, guarantee, legs, furtherOffices, vehicle, permits, readings, navigationSeal } =
      m1;
    const declared = {
      holder,
      regime,
      guarantee,
      legs,
      furtherOffices,
      vehicle,
      permits,
      readings,
      navigationSeal,
    };
    expect(
      say("2027-01-11 06:05", "fallback.open", { fallback: "F1", movement: "M2", ...declared }),
    ).toBeUndefined();
    const seal = (at: string) => ({
      fallback: "F1",
      at,
      kind: "seal.affix",
      body: { movement: "M2", seal: "K80", type: "customs" },
    });
    expect(say("2027-01-12 08:00", "fallback.capture", seal("2027-01-11T06:00:00.000Z"))).toBe("hour/before");
    expect(say("2027-01-12 08:00", "fallback.capture", seal("2027-01-13T06:00:00.000Z"))).toBe(
      "hour/in-future",
    );
    expect(say("2027-01-12 08:00", "fallback.capture", seal("2027-01-11T06:30:00.000Z"))).toBeUndefined();
  });
});
