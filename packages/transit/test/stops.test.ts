import { describe, expect, it } from "vitest";
import { divert, M1 } from "./support/refusals.ts";
import { Stage } from "./support/stage.ts";
import { begun, end, LEGS, start, Talk } from "./support/stops.ts";

// Ways with stops, ways that are changed, and what a guarantee stands for on them.

describe("a diversion", () => {
  it("is not granted once the next country has the load, nor for what was called off", () => {
    const talk = new Talk(Stage.after("tir-at-torkham"));
    const back = [{ territory: "PK", from: "PK/torkham-pk", to: "PK/lahore" }];
    talk.done("2027-01-13 07:00", "PK/torkham-pk", "diversion.request", divert(back));
    const entry = { ...M1, operation: "AF-1", sequence: 2, seals: ["K71"], liability: 100, until: null };
    talk.done("2027-01-13 07:20", "AF/torkham-af", "operation.start", entry);
    expect(talk.say("2027-01-13 08:00", "PK/lahore", "diversion.decide", { ...M1, refused: null })).toBe(
      "itinerary/broken",
    );
    talk.done("2027-01-13 08:10", "PK/lahore", "diversion.decide", { ...M1, refused: "2" });
  });

  it("keeps to the order of loading and unloading, and forgets offices that it passes by", () => {
    const talk = begun({
      legs: [
        { ...LEGS.KARACHI, to: "PK/multan" },
        { ...LEGS.LAHORE, from: "PK/multan", to: "PK/lahore" },
        LEGS.LAHORE,
        LEGS.AF,
      ],
      further: [
        { office: "PK/multan", role: "departure" },
        { office: "PK/lahore", role: "destination" },
      ],
    });
    const ask = (legs: readonly object[]) =>
      talk.say("2027-02-02 06:00", "PK/karachi", "diversion.request", divert(legs as never));
    talk.done("2027-02-02 05:00", "PK/karachi", "operation.start", start(1));
    const turned = [
      { territory: "PK", from: "PK/karachi", to: "PK/lahore" },
      { territory: "PK", from: "PK/lahore", to: "PK/multan" },
      { territory: "PK", from: "PK/multan", to: "PK/torkham-pk" },
      LEGS.AF,
    ];
    expect(ask(turned)).toBe("itinerary/order");
    expect(ask([{ territory: "PK", from: "PK/karachi", to: "PK/torkham-pk" }, LEGS.AF])).toBeUndefined();
    talk.done("2027-02-02 07:00", "PK/karachi", "diversion.decide", { ...M1, refused: null });
    expect(talk.movement.furtherOffices).toEqual([]);
  });

  it("has vouchers enough for its operations", () => {
    const talk = begun({
      legs: [{ ...LEGS.KARACHI, to: "PK/torkham-pk" }, LEGS.AF],
      further: [],
      guarantee: { vouchers: 2 },
    });
    talk.done("2027-02-02 05:00", "PK/karachi", "operation.start", start(1, { voucher: 1 }));
    talk.done("2027-02-03 05:00", "PK/torkham-pk", "operation.terminate", end(1));
    talk.done("2027-02-03 06:00", "AF/torkham-af", "operation.start", start(2, { voucher: 2 }));
    const ask = (legs: readonly object[]) =>
      talk.say("2027-02-04 06:00", "AF/torkham-af", "diversion.request", divert(legs as never));
    expect(ask([LEGS.AF, LEGS.UZ])).toBe("guarantee/vouchers");
    expect(ask([{ ...LEGS.AF, to: "AF/kabul" }])).toBeUndefined();
  });
});

describe("a seal", () => {
  const remove = { ...M1, seal: "K1" };

  it("stays on a load that is turned back, and comes off at a frontier where part of it is taken off", () => {
    const back = new Talk(Stage.after("tir-at-torkham"));
    const legs = [{ territory: "PK", from: "PK/torkham-pk", to: "PK/lahore" }];
    back.done("2027-01-13 07:00", "PK/torkham-pk", "diversion.request", divert(legs));
    back.done("2027-01-13 08:00", "PK/lahore", "diversion.decide", { ...M1, refused: null });
    expect(back.say("2027-01-13 09:00", "PK/torkham-pk", "seal.remove", { ...M1, seal: "K71" })).toBe(
      "movement/state",
    );
    const parted = begun({
      legs: [{ ...LEGS.KARACHI, to: "PK/torkham-pk" }, LEGS.AF],
      further: [{ office: "PK/torkham-pk", role: "destination" }],
    });
    parted.done("2027-02-02 05:00", "PK/karachi", "operation.start", start(1));
    expect(parted.say("2027-02-02 06:00", "PK/karachi", "seal.remove", remove)).toBe("movement/state");
    parted.done("2027-02-03 05:00", "PK/torkham-pk", "operation.terminate", end(1));
    parted.done("2027-02-03 06:00", "PK/torkham-pk", "seal.remove", remove);
  });

  it("is one of twenty at most: no more could be named", () => {
    const talk = begun();
    const affix = (n: number) =>
      talk.say("2027-02-01 06:00", "PK/karachi", "seal.affix", { ...M1, seal: `S${n}`, type: "customs" });
    for (let n = 2; n <= 20; n++) expect(affix(n)).toBeUndefined();
    expect(affix(21)).toBe("seal/too-many");
  });

  it("is not taken off while the load is lost", () => {
    const talk = begun();
    talk.done(
      "2027-02-02 05:00",
      "PK/karachi",
      "operation.start",
      start(1, { until: "2027-02-05T00:00:00.000Z" }),
    );
    const of = { ...M1, sequence: 1 };
    talk.done("2027-03-01 05:00", "PK/karachi", "enquiry.open", of);
    talk.done("2027-03-02 05:00", "PK/karachi", "enquiry.close", { ...of, located: false, remark: "x" });
    expect(talk.say("2027-03-03 05:00", "PK/lahore", "seal.remove", remove)).toBe("movement/state");
  });
});

describe("a carnet with two operations in one country", () => {
  /** Both ended and discharged. */
  function discharged(liability: number): Talk {
    const talk = begun();
    talk.done("2027-02-02 05:00", "PK/karachi", "operation.start", start(1, { liability }));
    talk.done("2027-02-03 05:00", "PK/lahore", "operation.terminate", end(1));
    talk.done("2027-02-03 06:00", "PK/lahore", "operation.discharge", { ...M1, sequence: 1 });
    talk.done("2027-02-04 05:00", "PK/lahore", "operation.start", start(2, { liability }));
    talk.done("2027-02-05 05:00", "PK/torkham-pk", "operation.terminate", end(2));
    talk.done("2027-02-05 06:00", "PK/lahore", "operation.discharge", { ...M1, sequence: 2 });
    return talk;
  }

  it("pays its maximum once (TIR Convention, Art. 8(3))", () => {
    const talk = discharged(10_000_000);
    const claim = (sequence: number, amount: number) => {
      const of = { ...M1, sequence };
      talk.done("2027-03-05 06:00", "PK/lahore", "claim.notify", { ...of, fraud: true });
      return talk.say("2027-07-05 06:00", "PK/lahore", "claim.lodge", { ...of, amount });
    };
    expect(claim(1, 7_000_000)).toBeUndefined();
    talk.done("2027-07-06 06:00", "PK/lahore", "claim.pay", { ...M1, sequence: 1 });
    expect(claim(2, 3_000_001)).toBe("claim/above-ceiling");
    talk.done("2027-07-07 06:00", "PK/lahore", "claim.lodge", { ...M1, sequence: 2, amount: 3_000_000 });
    talk.done("2027-07-08 06:00", "PK/lahore", "claim.pay", { ...M1, sequence: 2 });
    const spent = [...talk.stage.state.rights.reservations.values()].filter(({ state }) => state === "spent");
    expect(spent.reduce((sum, { amount }) => sum + amount, 0)).toBe(10_000_000);
  });

  it("starts no second operation for what was paid of the first", () => {
    const talk = begun();
    talk.done("2027-02-02 05:00", "PK/karachi", "operation.start", start(1, { liability: 10_000_000 }));
    talk.done("2027-02-03 05:00", "PK/lahore", "operation.terminate", end(1));
    const of = { ...M1, sequence: 1 };
    talk.done("2027-02-04 05:00", "PK/lahore", "claim.notify", { ...of, fraud: true });
    talk.done("2027-04-05 06:00", "PK/lahore", "claim.lodge", { ...of, amount: 10_000_000 });
    talk.done("2027-04-06 06:00", "PK/lahore", "claim.pay", of);
    expect(talk.say("2027-04-07 06:00", "PK/lahore", "operation.start", start(2, { liability: 1 }))).toBe(
      "guarantee/too-low",
    );
  });
});

describe("a stop", () => {
  it("is no post of entry or exit (QTTA Regulations, Art. III)", () => {
    const talk = new Talk(Stage.after("qtta-lodged"));
    const body = {
      movement: "Q9",
      holder: "PK/NLC",
      regime: "qtta",
      guarantee: "BG-2027-5",
      legs: [
        LEGS.KARACHI,
        { ...LEGS.LAHORE, to: "PK/sost" },
        { territory: "CN", from: "CN/tashkurgan", to: "CN/torugart-cn" },
        { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
      ],
      furtherOffices: [{ office: "PK/lahore", role: "departure" }],
      vehicle: { registration: "LES-1", country: "PK", approval: null },
      permits: [],
      readings: {},
      navigationSeal: false,
    };
    talk.done("2027-05-04 08:00", "PK/karachi", "declaration.lodge", body);
  });

  it("may be the last office of departure and the first of destination", () => {
    const talk = new Talk(Stage.after("tir-lodged"));
    const lodge = (roles: readonly string[]) =>
      talk.say("2027-01-11 05:00", "PK/karachi", "declaration.lodge", {
        movement: "M9",
        holder: "PAK/041/123",
        regime: "tir",
        guarantee: "XB25000071",
        legs: [LEGS.KARACHI, LEGS.LAHORE, LEGS.AF],
        furtherOffices: roles.map((role) => ({ office: "PK/lahore", role })),
        vehicle: { registration: "LES-1", country: "PK", approval: { number: "A1", issued: "2026-01-01" } },
        permits: [],
        readings: {},
        navigationSeal: false,
      });
    expect(lodge(["destination", "departure"])).toBe("itinerary/order");
    expect(lodge(["departure", "departure"])).toBe("itinerary/order");
    expect(lodge(["departure", "destination"])).toBeUndefined();
  });
});
