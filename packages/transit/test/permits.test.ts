import type { JsonObject } from "@rahdari/ledger";
import { describe, expect, it } from "vitest";
import { referenceOf } from "../src/index.ts";
import { Stage } from "./support/stage.ts";

const NOON = "2027-05-11 12:00";
const NLC = { registration: "LES-9001", country: "PK", approval: null };
const WAY = {
  regime: "qtta",
  guarantee: "BG-2027-5",
  legs: [
    { territory: "PK", from: "PK/lahore", to: "PK/sost" },
    { territory: "CN", from: "CN/tashkurgan", to: "CN/torugart-cn" },
    { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
  ],
  vehicle: NLC as JsonObject,
  permits: ["QP-2"],
};

/** Has Lahore accept a movement, under the QTTA unless it is said; the code of what it was refused with. */
function accept(stage: Stage, movement: string, own: Partial<typeof WAY> = {}, at = NOON) {
  const say = (kind: string, body: JsonObject) => stage.say(at, "PK/lahore", kind, body)?.code;
  const declared = {
    ...WAY,
    ...own,
    holder: "PK/NLC",
    furtherOffices: [],
    readings: {},
    navigationSeal: false,
  };
  const reference = referenceOf("PK", Date.parse("2027-05-11"), movement);
  return (
    say("declaration.lodge", { movement, ...declared }) ??
    say("guarantee.accept", { movement, guarantee: declared.guarantee }) ??
    say("declaration.accept", { movement, reference })
  );
}

function start(stage: Stage, movement: string) {
  const say = (kind: string, body: JsonObject) => stage.say(NOON, "PK/lahore", kind, body)?.code;
  const seal = `S-${movement}`;
  const operation = { operation: `PK-${movement}`, sequence: 1, seals: [seal], liability: 100, until: null };
  return (
    say("seal.affix", { movement, seal, type: "customs" }) ??
    say("release.grant", { movement }) ??
    say("operation.start", { movement, ...operation })
  );
}

/** A stage with a right of permits, and one of them reserved as QP-2. */
function withPermit(grant: JsonObject = {}, by = "PK/lahore", reserved: JsonObject = {}): Stage {
  const stage = Stage.after("qtta-lodged");
  const right = {
    right: "R",
    kind: "permit",
    unit: "qtta permit",
    cap: 5,
    users: ["PK", "CN", "AF"],
    expires: null,
  };
  expect(stage.say(NOON, by, "right.grant", { ...right, ...grant })).toBeUndefined();
  const reserve = { right: "R", lease: null, reservation: "QP-2", amount: 1, ...reserved };
  expect(stage.say("2027-05-11 12:00", by, "right.reserve", reserve)).toBeUndefined();
  return stage;
}

describe("a permit", () => {
  it("serves one movement, of one vehicle, and is used when that leaves", () => {
    const stage = withPermit();
    expect(accept(stage, "Q2")).toBeUndefined();
    expect(accept(stage, "Q3")).toBe("permit/used");
    expect(start(stage, "Q2")).toBeUndefined();
    expect(stage.state.rights.reservations.get("QP-2")?.state).toBe("spent");
    expect(accept(stage, "Q4")).toBe("permit/used");
  });

  it.each(["PK/lahore", "CN/tashkurgan"])(
    "is put back by nobody while a movement counts on it (%s)",
    (by) => {
      const stage = withPermit();
      accept(stage, "Q2");
      for (const kind of ["right.release", "right.spend"])
        expect(stage.say(NOON, by, kind, { reservation: "QP-2" })).toMatchObject({
          code: "permit/in-use",
          path: "/reservation",
        });
      start(stage, "Q2");
      expect(stage.say(NOON, by, "right.release", { reservation: "QP-2" })?.code).toBe("permit/in-use");
      expect(stage.state.rights.rights.get("R")?.free).toBe(4);
    },
  );

  it("serves again when the movement was called off before it left, and not when after", () => {
    const stage = withPermit();
    const say = (kind: string, body: JsonObject) => stage.say(NOON, "PK/lahore", kind, body)?.code;
    accept(stage, "Q2");
    expect(say("declaration.withdraw", { movement: "Q2" })).toBeUndefined();
    expect(accept(stage, "Q3")).toBeUndefined();
    start(stage, "Q3");
    expect(say("movement.invalidate", { movement: "Q3", because: "Sold elsewhere" })).toBeUndefined();
    expect(accept(stage, "Q4")).toBe("permit/not-held");
    expect(say("right.release", { reservation: "QP-2" })).toBe("reservation/spent");
  });

  it.each<[string, JsonObject, string, JsonObject, Partial<typeof WAY>, string | undefined]>([
    ["nobody reserved", {}, "PK/lahore", {}, { permits: ["QP-7"] }, "permit/not-held"],
    ["is missing", {}, "PK/lahore", {}, { permits: [] }, "permit/missing"],
    ["is a voucher", { kind: "voucher", cap: 1 }, "PK/lahore", {}, {}, "permit/not-held"],
    ["is several", {}, "PK/lahore", { amount: 2 }, {}, "permit/not-held"],
    ["is another agreement's", { unit: "cn-pk permit" }, "PK/lahore", {}, {}, "permit/missing"],
    ["is another state's", {}, "CN/tashkurgan", {}, {}, "permit/other-state"],
    [
      "is for a vehicle of no party",
      {},
      "PK/lahore",
      {},
      { vehicle: { ...NLC, country: "AF" } },
      "permit/other-state",
    ],
  ])("that %s does not serve", (_, grant, by, reserved, declared, code) => {
    expect(accept(withPermit(grant, by, reserved), "Q2", declared)).toBe(code);
  });

  it("that has run out does not serve", () => {
    const stage = withPermit({ expires: Date.parse("2027-05-11T12:00:00.001Z") });
    expect(accept(stage, "Q2", {}, "2027-05-11 12:01")).toBe("permit/expired");
  });

  it("is granted by parties alone", () => {
    const stage = Stage.after("qtta-lodged");
    const right = { right: "R", kind: "permit", unit: "qtta permit", cap: 5, users: ["PK"], expires: null };
    expect(stage.say(NOON, "AF/kabul", "right.grant", right)?.code).toBe("office/not-concerned");
    expect(stage.say(NOON, "AF/kabul", "right.grant", { ...right, unit: "af permit" })).toBeUndefined();
  });

  it("is granted up to a party's quota of the year in which it ends", () => {
    const stage = new Stage();
    const grant = (by: string, right: string, cap: number, end: string | null) =>
      stage.say("2005-01-10 05:00", by, "right.grant", {
        right,
        kind: "permit",
        unit: "qtta permit",
        cap,
        users: ["PK", "KG"],
        expires: end === null ? null : Date.parse(`${end}T00:00:00Z`),
      });
    expect(grant("PK/lahore", "A", 150, "2006-01-01")).toBeUndefined();
    expect(grant("PK/lahore", "B", 51, "2005-07-01")).toMatchObject({
      code: "permit/beyond-quota",
      path: "/cap",
      against: 0,
    });
    expect(grant("PK/lahore", "C", 50, "2005-07-01")).toBeUndefined();
    expect(grant("PK/lahore", "D", 1, null)).toMatchObject({ code: "permit/beyond-quota", path: "/expires" });
    expect(grant("PK/lahore", "E", 200, "2007-01-01")).toBeUndefined();
    expect(grant("KG/torugart-kg", "F", 200, "2006-01-01")).toBeUndefined();
    // Of one that is closed what was never reserved is free for another.
    stage.say("2005-01-10 05:00", "PK/lahore", "right.close", { right: "A" });
    expect(grant("PK/lahore", "G", 151, "2005-07-01")?.code).toBe("permit/beyond-quota");
    expect(grant("PK/lahore", "H", 150, "2005-07-01")).toBeUndefined();
  });

  it("of the rules for Uzbekistan covers one vehicle there and back", () => {
    const stage = Stage.after("qtta-lodged");
    const say = (kind: string, body: JsonObject) => stage.say(NOON, "PK/lahore", kind, body)?.code;
    const out = [
      { territory: "PK", from: "PK/lahore", to: "PK/torkham-pk" },
      { territory: "AF", from: "AF/torkham-af", to: "AF/hairatan" },
      { territory: "UZ", from: "UZ/ayritom", to: "UZ/tashkent" },
    ];
    say("guarantee.register", {
      guarantee: "BG-U",
      regime: "uptt",
      guarantor: "PK-BANK-1",
      holder: "PK/NLC",
      scope: "total",
      amount: 4_000_000,
      currency: "USD",
      territories: ["PK", "AF", "UZ"],
      lastPresentation: "2027-12-31",
      journeys: null,
    });
    const permit = { kind: "permit", unit: "uptt permit", cap: 5, users: ["PK"], expires: null };
    expect(say("right.grant", { right: "U", ...permit })).toBeUndefined();
    say("right.reserve", { right: "U", lease: null, reservation: "QP-2", amount: 1 });
    const uptt = { regime: "uptt", guarantee: "BG-U", legs: out };
    expect(accept(stage, "U1", uptt)).toBeUndefined();
    expect(start(stage, "U1")).toBeUndefined();
    expect(accept(stage, "U2", { ...uptt, vehicle: { ...NLC, registration: "LES-1" } })).toBe("permit/used");
    expect(accept(stage, "U3", uptt)).toBeUndefined();
    expect(accept(stage, "U4", uptt)).toBe("permit/used");
  });
});
