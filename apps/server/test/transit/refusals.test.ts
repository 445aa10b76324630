import { readFileSync } from "node:fs";
import { MESSAGE_GROUPS } from "@rahdari/api";
import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RIGHT_CODES } from "../../src/transit/right-codes.ts";
import {
  depart,
  embedded,
  faultOf,
  HOLDER,
  lodge,
  OTHER_GUARANTOR,
  openCorridor,
} from "../support/journey.ts";
import { pathOf, type Trial } from "../support/trial.ts";

// Every refusal says what is wrong by a code, with its numbers, at the field that it is about.

const storage = embedded();
let trial: Trial;
let pk: string;
beforeAll(async () => {
  trial = await openCorridor({ place: await storage.place() });
  pk = await trial.key("authority", "PK");
  await depart(trial, "M1");
});
afterAll(() => trial.remove());

const office = "PK/lahore";

async function post(path: string, body: string, key = pk) {
  const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const response = await trial.request(path, key, { method: "POST", headers, body });
  return { status: response.status, body: (await response.json()) as JsonObject };
}

describe("a message that no event can be made of", () => {
  const capture = (inner: string) =>
    `{"kind":"fallback.capture","office":"${office}","evidence":true,"body":{"fallback":"F1","at":"2027-01-11T03:00:00.000Z","kind":"seal.check","body":${inner}}}`;

  it.each([
    ['{"x":1.5}', "/body/body/x", "field/number", 104],
    ['{"x":1e300}', "/body/body/x", "field/number", 104],
    ['{"a/b":{"~":[0,1152921504606846976]}}', "/body/body/a~1b/~0/1", "field/number", 104],
    ['{"x":"\\ud800"}', "/body/body/x", "field/form", 106],
    ['{"\\ud800":1}', "/body/body", "field/form", 106],
    [`${'{"x":'.repeat(20)}1${"}".repeat(20)}`, `/body/body${"/x".repeat(13)}`, "body/malformed", 100],
    [`{"x":"${"y".repeat(40_000)}"}`, "/body", "body/malformed", 100],
  ])("is refused with its code: %s", async (inner, pointer, code, etir) => {
    const done = await post(pathOf("fallback.capture"), capture(inner));
    expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
    expect(faultOf(done)).toMatchObject({ pointer, code, params: { etir } });
  });

  it("is refused to a holder who leaves the goods out: a field is missing", async () => {
    const key = await trial.key("holder", HOLDER);
    const done = await trial.say(key, lodge("M9", "G1"));
    expect(faultOf(done)).toMatchObject({
      pointer: "/payload",
      code: "field/missing",
      params: { etir: 101 },
    });
  });
});

describe("a kind that an address does not take", () => {
  const messages = "/v1/transit/messages";

  it.each(MESSAGE_GROUPS.map(({ name, kinds }) => [name, kinds] as const))(
    "is told in every group alike, with those that it takes: %s",
    async (name, kinds) => {
      const other = kinds.includes("seal.check") ? "claim.pay" : "seal.check";
      const where = kinds.includes("seal.check") ? "claim" : "seals";
      for (const [kind, detail] of [
        ["seal.chek", "no message of transit has this kind"],
        ["constructor", "no message of transit has this kind"],
        [5, "no message of transit has this kind"],
        [other, `is handed in at ${messages}/${where}`],
      ]) {
        const done = await post(`${messages}/${name}`, JSON.stringify({ kind, office, body: {} }));
        expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
        expect(done.body.errors).toEqual([
          {
            pointer: "/kind",
            detail,
            suggestions: [...kinds],
            code: "kind/unknown",
            params: { etir: 100, ncts: 12 },
          },
        ]);
      }
    },
  );

  it("is one that is missing where there is none", async () => {
    const done = await post(`${messages}/seals`, JSON.stringify({ office, body: {} }));
    expect(faultOf(done)).toMatchObject({ pointer: "/kind", code: "field/missing" });
  });
});

describe("what permits and vouchers are refused with", () => {
  const root = new URL("../../../../", import.meta.url);
  const say = (kind: string, body: JsonObject) => trial.say(pk, { office, kind, body });
  const granted = { right: "P1", kind: "permit", unit: "permit", cap: 1, users: ["PK"], expires: null };

  it("has a text and a class for each code of the ledger's machine, and is told in the description", () => {
    const machine = readFileSync(new URL("packages/ledger/src/rights/rights-machine.ts", root), "utf8");
    const codes = machine.matchAll(/"((?:right|lease|reservation)\/[a-z-]+)"/g);
    const all = new Set(
      [...codes].map(([, code]) => code).concat("reservation/spent", "reservation/released"),
    );
    expect(Object.keys(RIGHT_CODES).toSorted()).toEqual([...all].toSorted());
    const docs = readFileSync(new URL("docs/transit-api.md", root), "utf8");
    for (const code of all) expect(docs).toContain(`\`${code}\``);
  });

  it("says whether it is not allowed now, or at all", async () => {
    expect((await say("right.grant", granted)).status).toBe(201);
    const known = await say("right.grant", granted);
    expect([known.status, known.body.code]).toEqual([409, "message-out-of-order"]);
    expect(faultOf(known)).toMatchObject({ code: "right/known", detail: RIGHT_CODES["right/known"]?.text });
    const unknown = await say("right.close", { right: "P2" });
    expect([unknown.status, unknown.body.code]).toEqual([422, "message-refused"]);
    expect(faultOf(unknown)).toMatchObject({ pointer: "/body/right", code: "right/unknown" });
    const malformed = await say("right.grant", { ...granted, right: "P3", kind: "voucher", cap: 2 });
    expect([malformed.status, faultOf(malformed).code]).toEqual([422, "body/malformed"]);
  });
});

describe("a key", () => {
  it.each([
    [["PK/nowhere"], "/offices/0"],
    [["PK/lahore", "PK/lahore"], "/offices/1"],
    [["PK/lahore", "PK/torkham-pk", "KZ/almaty"], "/offices/2"],
  ])("is given for offices on the ledger alone, each once: %j", async (offices, pointer) => {
    const done = await post("/v1/transit/keys", JSON.stringify({ role: "authority", offices, label: "x" }));
    expect([done.status, done.body.code, faultOf(done).pointer]).toEqual([422, "invalid-request", pointer]);
  });

  it.each(["   ", "\u2066label", "line\u2028break"])("has no label that nobody sees: %j", async (label) => {
    const wanted = { role: "authority", offices: ["PK/lahore"], label };
    const done = await post("/v1/transit/keys", JSON.stringify(wanted));
    expect([done.status, faultOf(done).pointer]).toEqual([422, "/label"]);
    expect((await post("/v1/transit/keys", JSON.stringify({ ...wanted, label: "گیٹ 2" }))).status).toBe(201);
  });
});

describe("a form at fault", () => {
  it.each([
    [{ ...lodge("M9", "G1", { readings: { "": "a" } }) }, "/body/readings/", "field/length"],
    [
      { office, kind: "liability.reserve", body: { movement: "M1", sequence: 1, amount: 1e300 } },
      "/body/amount",
      "field/number",
    ],
    [
      { office, kind: "claim.transfer", body: { movement: "M1", sequence: 1, to: "zz" } },
      "/body/to",
      "field/form",
    ],
  ])("is told once at its place", async (message, pointer, code) => {
    const done = await post(pathOf(message.kind), JSON.stringify(message));
    expect(done.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it.each([
    ["movements?limit=0", "a whole number from 1 to 500"],
    ["movements?limit=1e2", "a whole number from 1 to 500"],
    ["movements?after=x", `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`],
  ])("of a query says the form: %s", async (path, detail) => {
    expect(faultOf(await trial.get(`/v1/transit/${path}`, pk))).toMatchObject({ detail });
  });
});

describe("a moment that is not of its form", () => {
  const detail = "a moment of UTC with milliseconds: 2027-01-11T04:15:00.000Z";
  const outage = { office, kind: "node.available", body: { from: "2027-01-11T02:00:00Z" } };

  it.each([
    [{ ...outage, body: { from: "2027-01-11T02:00:00.000Z" }, at: "2026-11-26T21:37:00Z" }, "/at"],
    [{ ...outage, body: { from: "2027-01-11T02:00:00.000Z" }, at: "2027-01-11T04:15:00.000+05:00" }, "/at"],
    [outage, "/body/from"],
  ])("is refused with the form that it has to have", async (message, pointer) => {
    const done = await post(pathOf(outage.kind), JSON.stringify(message));
    expect(faultOf(done)).toMatchObject({ pointer, detail, code: "field/date" });
  });
});

describe("what is another's", () => {
  it.each([
    ["guarantee.cancel", { guarantee: "G1" }, "/body/guarantee"],
    ["claim.contest", { movement: "M1", sequence: 1, because: "paid" }, "/body/movement"],
  ])("is pointed at in %s", async (kind, body, pointer) => {
    const done = await trial.say(await trial.key("guarantor", OTHER_GUARANTOR), { office, kind, body });
    expect([done.status, faultOf(done).pointer]).toEqual([403, pointer]);
  });
});
