import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/json/json.ts";
import { balanceOf, type RightsState } from "../../src/rights/rights.ts";
import { rightsMachine } from "../../src/rights/rights-machine.ts";
import { placedAt } from "../support/rights-model.ts";

// By which code, where and against what the machine turns somebody away.

const EXPIRES = 10_000;
const UNTIL = 5_000;

let state: RightsState;
let index: number;
let now: number;

/** The rejection of an act, or undefined where it was done. */
function act(author: string, kind: string, body: JsonObject) {
  const verdict = rightsMachine.apply(state, placedAt({ author, kind: `right.${kind}`, body }, index++, now));
  if ("rejection" in verdict) return verdict.rejection;
  state = verdict.state;
  return undefined;
}

const grant = (changes: JsonObject = {}) => {
  const users = ["KZ", "AF"];
  const body = { right: "R", kind: "permit", unit: "trip", cap: 10, users, expires: EXPIRES, ...changes };
  return act("UZ", "grant", body);
};
const close = (author: string, right = "R") => act(author, "close", { right });
const lease = (changes: JsonObject = {}, author = "UZ") => {
  const body = { right: "R", lease: "L", holder: "KZ/post", amount: 3, until: UNTIL, ...changes };
  return act(author, "lease", body);
};
const giveBack = (author: string, name = "L") => act(author, "return", { lease: name });
const reserve = (reservation: string, changes: JsonObject = {}, author = "KZ/post") =>
  act(author, "reserve", { right: "R", lease: null, reservation, amount: 1, ...changes });

beforeEach(() => {
  [state, index, now] = [rightsMachine.initial, 0, 1_000];
  expect(grant()).toBeUndefined();
});

describe("a right", () => {
  it("is granted once, a voucher for one use", () => {
    expect(grant()).toEqual({ code: "right/known", path: "/right", against: 0 });
    expect(grant({ right: "V", kind: "voucher" })).toEqual({ code: "body/malformed", path: "/cap" });
  });

  it("is closed by its issuer alone", () => {
    expect(close("UZ", "X")).toEqual({ code: "right/unknown", path: "/right" });
    expect(close("KZ/post")).toEqual({ code: "right/not-issuer" });
    expect(close("UZ")).toBeUndefined();
    expect(reserve("r")).toEqual({ code: "right/closed" });
  });

  it("is used by its users, by what is left of it, until it runs out", () => {
    expect(reserve("r", {}, "PK/post")).toEqual({ code: "right/not-user" });
    expect(reserve("r", { right: "X" })).toEqual({ code: "right/unknown", path: "/right" });
    expect(reserve("r", { amount: 11 })).toEqual({ code: "right/not-free", path: "/amount" });
    expect(reserve("r", { amount: 10 })).toBeUndefined();
    expect(reserve("s")).toMatchObject({ code: "right/not-free", against: index - 2 });
    expect(act("PK/post", "spend", { reservation: "r" })).toEqual({ code: "right/not-user" });
    now = EXPIRES;
    expect(reserve("s")).toEqual({ code: "right/expired" });
    expect(act("AF/post", "spend", { reservation: "r" })).toBeUndefined();
  });

  it("is nothing that another kind of event or a body with more fields may touch", () => {
    expect(act("UZ", "steal", { right: "R" })).toEqual({ code: "kind/unknown" });
    expect(act("UZ", "close", { right: "R", why: "x" })).toMatchObject({ code: "body/malformed" });
  });
});

describe("a lease", () => {
  it("is given by the issuer, to a user, once, no longer than its right lasts", () => {
    expect(lease({ right: "X" })).toEqual({ code: "right/unknown", path: "/right" });
    expect(lease({}, "KZ/post")).toEqual({ code: "right/not-issuer" });
    expect(lease({ holder: "PK/post" })).toEqual({ code: "right/not-user", path: "/holder" });
    expect(lease({ until: EXPIRES + 1 })).toEqual({ code: "lease/too-long", path: "/until" });
    expect(lease({ amount: 11 })).toEqual({ code: "right/not-free", path: "/amount" });
    expect(lease()).toBeUndefined();
    expect(lease()).toEqual({ code: "lease/known", path: "/lease", against: index - 2 });
  });

  it("is used by its holder, for its own right, by what is left of it", () => {
    grant({ right: "S" });
    lease();
    const from = { lease: "L" };
    expect(reserve("r", { lease: "X" })).toEqual({ code: "lease/unknown", path: "/lease" });
    expect(reserve("r", { ...from, right: "S" })).toEqual({ code: "lease/unknown", path: "/lease" });
    expect(reserve("r", from, "AF/post")).toEqual({ code: "lease/not-holder", path: "/lease" });
    expect(reserve("r", { ...from, amount: 4 })).toEqual({
      code: "lease/not-free",
      path: "/amount",
      against: 2,
    });
  });

  it("is given back by its holder, or taken back by the issuer once its time is over", () => {
    lease();
    expect(giveBack("UZ", "X")).toEqual({ code: "lease/unknown", path: "/lease" });
    expect(giveBack("AF/post")).toEqual({ code: "lease/not-holder" });
    expect(giveBack("UZ")).toEqual({ code: "lease/not-holder" });
    now = UNTIL;
    expect(giveBack("UZ")).toBeUndefined();
    const ended = index - 1;
    expect(giveBack("KZ/post")).toEqual({ code: "lease/ended", against: ended });
    expect(reserve("r", { lease: "L" })).toEqual({ code: "lease/ended", path: "/lease", against: ended });
  });

  it("outlasts its right: what a post took from it while it was dark stands", () => {
    lease();
    close("UZ");
    now = EXPIRES + 1;
    expect(reserve("r", { lease: "L" })).toBeUndefined();
    expect(act("AF/post", "spend", { reservation: "r" })).toBeUndefined();
    expect(balanceOf(state, "R")).toEqual({ free: 7, leased: 2, reserved: 0, spent: 1 });
    expect(lease({ lease: "M" })).toEqual({ code: "right/closed" });
  });
});
