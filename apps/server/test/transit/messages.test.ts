import type { JsonObject } from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  declared,
  depart,
  faultOf,
  HOLDER,
  lodge,
  notice,
  openCorridor,
  PAYLOAD,
  register,
  untilStart,
} from "../support/journey.ts";
import { storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import { momentOf, pathOf, type Trial } from "../support/trial.ts";

// Messages that come twice, at once, late, out of order, under a key that was used, or with faults.

const kinds = storages();
for (const { name, place } of kinds) {
  describe(`an idempotency key on ${name}`, () => {
    let trial: Trial;
    let pk: string;
    beforeAll(async () => {
      trial = await openCorridor({ place: await place() });
      pk = await trial.key("authority", "PK");
      await depart(trial, "M1");
    });
    afterAll(() => trial.remove());
    const size = () => trial.engine.state.size;

    it("gives the same message the same answer, also after the server was started again", async () => {
      const first = await trial.say(pk, notice("M1"), "once");
      const after = size();
      expect(first.status).toBe(201);
      expect(await trial.say(pk, notice("M1"), "once")).toEqual(first);
      await trial.reopen();
      expect(await trial.say(pk, notice("M1"), "once")).toEqual(first);
      await trial.rebuild();
      expect(await trial.say(pk, notice("M1"), "once")).toEqual(first);
      expect(size()).toBe(after);
    });

    it("keeps the answer of a message that could not be stated again", async () => {
      const body = { movement: "M1", seal: "S-M1", because: "examination", remark: "opened" };
      const message = { office: "PK/lahore", kind: "seal.break", body };
      const first = await trial.say(pk, message, "break");
      expect(first.status).toBe(201);
      expect((await trial.say(pk, message)).status).toBe(409);
      expect(await trial.say(pk, message, "break")).toEqual(first);
    });

    it("is not good for another message", async () => {
      const before = size();
      for (const other of [
        notice("M1", "KZ/almaty"),
        { ...notice("M1"), at: "2027-01-11T03:00:00.000Z" },
        { ...notice("M1"), evidence: true },
        lodge("M2", "G1"),
      ]) {
        const { status, body } = await trial.say(pk, other, "once");
        expect([status, body.code]).toEqual([422, "idempotency-key-used"]);
      }
      expect(size()).toBe(before);
    });

    it("does not mind in which order the fields stand", async () => {
      const { office, kind, body } = notice("M1");
      const turned = Object.fromEntries(Object.entries(body).toReversed());
      const again = await trial.say(pk, { body: turned, kind, office }, "once");
      expect(again.status).toBe(201);
      expect(again).toEqual(await trial.say(pk, notice("M1"), "once"));
    });

    it("makes one entry of many requests at one moment", async () => {
      const before = size();
      const all = await Promise.all(Array.from({ length: 25 }, () => trial.say(pk, notice("M1"), "at-once")));
      expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
      expect([all[0]?.status, size()]).toEqual([201, before + 1]);
    });

    it("tells two messages under it at one moment apart", async () => {
      const before = size();
      const [one, other] = await Promise.all([
        trial.say(pk, notice("M1"), "torn"),
        trial.say(pk, notice("M1", "KZ/almaty"), "torn"),
      ]);
      expect([one?.status, other?.body.code]).toEqual([201, "idempotency-key-used"]);
      expect(size()).toBe(before + 1);
    });

    it("keeps two messages apart that say the same at the same moment", async () => {
      const keys = ["twin-1", "twin-2", "twin-3"];
      const first = await Promise.all(keys.map((key) => trial.say(pk, notice("M1"), key)));
      const again = await Promise.all(keys.map((key) => trial.say(pk, notice("M1"), key)));
      expect(again).toEqual(first);
      expect(new Set(first.map(({ body }) => body.entry)).size).toBe(3);
      await trial.reopen();
      expect(await Promise.all(keys.map((key) => trial.say(pk, notice("M1"), key)))).toEqual(first);
    });

    it("is each caller's own", async () => {
      const desk = await trial.key("authority", "PK", ["PK/lahore"]);
      const before = size();
      const first = await trial.say(pk, notice("M1"), "shared");
      const second = await trial.say(desk, notice("M1"), "shared");
      expect([first.status, second.status, size()]).toEqual([201, 201, before + 2]);
      expect(second.body.entry).not.toBe(first.body.entry);
      const other = await trial.say(await trial.key("authority", "KZ"), notice("M1"), "shared");
      expect(other.status).toBe(403);
    });

    it("is free again after a refusal, which leaves no trace", async () => {
      const before = [size(), await tablesOf(trial.store)];
      const message = { office: "PK/lahore", kind: "declaration.present", body: { movement: "M5" } };
      const refused = await trial.say(pk, message, "early");
      expect([refused.status, faultOf(refused).code]).toEqual([422, "movement/unknown"]);
      expect([size(), await tablesOf(trial.store)]).toEqual(before);
      await trial.say(pk, lodge("M5", "G1"));
      expect((await trial.say(pk, message, "early")).status).toBe(201);
      const other = { ...message, body: { movement: "M6" } };
      expect((await trial.say(pk, other, "early")).body.code).toBe("idempotency-key-used");
    });

    it("takes what many callers say at one moment, each once, and tables stay true", async () => {
      const before = size();
      const keys = Array.from({ length: 40 }, (_, i) => `flood-${i}`);
      const all = await Promise.all(
        keys.flatMap((key) => [1, 2].map(() => trial.say(pk, notice("M1"), key))),
      );
      expect(all.every(({ status }) => status === 201)).toBe(true);
      expect(size()).toBe(before + keys.length);
      const tables = await tablesOf(trial.store);
      await trial.rebuild();
      expect(await tablesOf(trial.store)).toEqual(tables);
    });

    it("is forgotten thirty days after the ledger has its message, and not before", async () => {
      const keys = async () => {
        const rows = await trial.store.db.selectFrom("request").select("key").execute();
        return rows.map(({ key }) => key);
      };
      expect((await trial.say(pk, notice("M1"), "old")).status).toBe(201);
      const open = await trial.store.db.selectFrom("request").selectAll().executeTakeFirstOrThrow();
      const never = { ...open, key: "never", office: "KZ/elsewhere", entry: null, landed: null, begun: 0 };
      await trial.store.db.insertInto("request").values(never).execute();
      await trial.reopen();
      const day = 24 * 3_600_000;
      trial.now = (trial.now + 30 * day - 1) as EpochMs;
      await trial.reopen();
      expect(await keys()).toContain("old");
      trial.now = (trial.now + 2_000) as EpochMs;
      await trial.reopen();
      expect(await keys()).toEqual(["never"]);
    });
  });
}

describe("a refusal", () => {
  const storage = kinds[0]!;
  let trial: Trial;
  let pk: string;
  beforeAll(async () => {
    trial = await openCorridor({ place: await storage.place() });
    pk = await trial.key("authority", "PK");
    await depart(trial, "M1");
  });
  afterAll(() => trial.remove());

  const lodgedAt = () => trial.engine.state.app.movements.get("M1")?.lodgedAt as number;
  const post = (kind: string, body: string, headers: Record<string, string> = {}) =>
    trial.request(pathOf(kind), pk, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID(), ...headers },
      body,
    });

  it("is a problem document with code and pointer, and is kept by nobody on the way", async () => {
    const response = await post("declaration.lodge", JSON.stringify(lodge("M1", "G1")));
    expect(response.status).toBe(409);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toEqual({
      type: "/docs#problem-message-out-of-order",
      title: "The message is not allowed now",
      status: 409,
      detail: "Nothing was stated. See errors.",
      code: "message-out-of-order",
      errors: [
        {
          pointer: "/body/movement",
          detail: "a movement of this reference is lodged already",
          code: "movement/known",
          params: { ncts: 26, against: lodgedAt() },
        },
      ],
    });
  });

  it("carries the numbers of eTIR and NCTS", async () => {
    const unknown = await trial.say(pk, {
      office: "PK/lahore",
      kind: "release.grant",
      body: { movement: "M0" },
    });
    expect([unknown.status, faultOf(unknown).params]).toEqual([422, { etir: 307, ncts: 90 }]);
  });

  it.each([
    ["office", { office: "PK lahore" }, "/office"],
    ["kind", { kind: "seal.check" }, "/kind"],
    [
      "body",
      { body: { ...declared("M2", "G1"), vehicle: { registration: "X" } } },
      "/body/vehicle/registration",
    ],
    ["field that it does not know", { surprise: 1 }, "/surprise"],
    ["time", { at: "yesterday" }, "/at"],
    ["time of day", { at: "2027-02-30T00:00:00.000Z" }, "/at"],
    ["payload", { payload: { ...PAYLOAD, items: [] } }, "/payload/items"],
  ])("points to a faulty %s", async (_, change, pointer) => {
    const response = await post("declaration.lodge", JSON.stringify({ ...lodge("M2", "G1"), ...change }));
    const body = (await response.json()) as JsonObject;
    expect([response.status, body.code]).toEqual([422, "invalid-request"]);
    expect((body.errors as JsonObject[]).map((one) => one.pointer)).toContain(pointer);
  });

  it.each([undefined, "", "with space", "ünïcode", "x".repeat(101)])(
    "asks for an idempotency key instead of %j",
    async (key) => {
      const headers = {
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      };
      const response = await trial.request(pathOf("seal.check"), pk, { method: "POST", headers, body: "{}" });
      const body = (await response.json()) as JsonObject;
      expect([response.status, body.code]).toEqual([400, "idempotency-key-missing"]);
    },
  );

  it("names an office that another server speaks for", async () => {
    const key = await trial.key("authority", "UZ");
    const done = await trial.say(key, {
      office: "UZ/ayritom",
      kind: "seal.check",
      body: { movement: "M1", seal: "S-M1" },
    });
    expect([done.status, done.body.code]).toEqual([422, "office-not-here"]);
    expect(faultOf(done)).toMatchObject({
      pointer: "/office",
      code: "office/not-here",
      params: { etir: 308 },
    });
  });

  it.each<[number, string, string, string, JsonObject]>([
    [101, "field/missing", "seal.check", "/body/seal", { movement: "M1" }],
    [101, "field/missing", "seal.affix", "/body/type", { movement: "M1", seal: "S9" }],
    [102, "value/unknown", "seal.affix", "/body/type", { movement: "M1", seal: "S9", type: "wax" }],
    [104, "field/number", "operation.discharge", "/body/sequence", { movement: "M1", sequence: 1.5 }],
    [105, "field/length", "movement.invalidate", "/body/because", { movement: "M1", because: "" }],
    [106, "field/form", "seal.check", "/body/seal", { movement: "M1", seal: "a b" }],
    [305, "country/unknown", "claim.transfer", "/body/to", { movement: "M1", sequence: 1, to: "ZZ" }],
    [306, "control/unknown", "control.decide", "/body/types/0", { movement: "M1", types: ["99"] }],
    [310, "seal/not-here", "release.grant", "/body/seals", { movement: "M1", seals: ["S9"] }],
  ])("says %i of eTIR of a form at fault, and %s", async (etir, code, kind, pointer, body) => {
    const done = await trial.say(pk, { office: "PK/lahore", kind, body });
    expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
    const fault = (done.body.errors as JsonObject[]).find((one) => one.pointer === pointer);
    expect(fault).toMatchObject({ code, params: { etir } });
    expect(fault?.detail).not.toBe(code);
  });

  it("is on record where evidence is asked for, with its entry, and changes nothing else", async () => {
    const { movement, task, operation, guarantee } = await tablesOf(trial.store);
    const order = await trial.say(pk, { ...lodge("M1", "G1"), evidence: true }, "evidence");
    const unknown = await trial.say(pk, { ...lodge("M3", "G1", { holder: "PAK/0/0" }), evidence: true });
    expect([order.status, order.body.code]).toEqual([409, "message-out-of-order"]);
    expect([unknown.status, unknown.body.code]).toEqual([422, "message-refused"]);
    const { entry } = faultOf(order).params as JsonObject;
    const { body } = await trial.get("/v1/transit/movements/M1/messages", pk);
    const last = (body.messages as JsonObject[]).at(-1);
    const outcome = { status: "rejected", code: "movement/known", path: "/movement", against: lodgedAt() };
    expect(last).toMatchObject({ entry, kind: "declaration.lodge", outcome });
    expect(await trial.say(pk, { ...lodge("M1", "G1"), evidence: true }, "evidence")).toEqual(order);
    expect(await tablesOf(trial.store)).toMatchObject({ movement, task, operation, guarantee });
  });

  it("meets a replayed, a reordered and a late message", async () => {
    const start = untilStart("M1", "G1", "")[4];
    const code = async (message: Parameters<Trial["say"]>[1]) => faultOf(await trial.say(pk, message)).code;
    expect(await code(start as Parameters<Trial["say"]>[1])).toBe("operation/id-known");
    const of = { movement: "M1", sequence: 1 };
    const office = "PK/lahore";
    expect(await code({ office, kind: "operation.discharge", body: of })).toBe("operation/not-terminated");
    expect(await code({ ...notice("M1"), at: "2026-10-01T00:00:00.000Z" })).toBe("hour/too-old");
    expect(await code({ ...notice("M1"), at: "2027-01-11T03:05:00.001Z" })).toBe("hour/in-future");
    expect(await code({ ...notice("M1"), at: "0000-01-01T00:00:00.000Z" })).toBe("hour/too-old");
    expect(await code({ ...notice("M1"), at: "9999-12-31T23:59:59.999Z" })).toBe("hour/in-future");
    expect(await code({ ...notice("M1"), at: "2027-01-11T03:05:00.000Z" })).toBeUndefined();
  });

  it("is met by goods that the regime excludes, and by an undeclared navigation seal", async () => {
    const goods = (hs: string) => ({ ...PAYLOAD, items: [{ ...PAYLOAD.items[0], hs }] });
    const spirits = await trial.say(pk, { ...lodge("M7", "G1"), payload: goods("220820") });
    expect([spirits.status, spirits.body.code]).toEqual([422, "message-refused"]);
    expect(faultOf(spirits)).toMatchObject({ pointer: "/payload/items/0/hs", code: "goods/excluded" });
    trial.now = momentOf("2027-05-04 08:00");
    await trial.say(pk, register("G7", { lastPresentation: "2027-12-31" }));
    const legs = [
      { territory: "PK", from: "PK/lahore", to: "PK/sost" },
      { territory: "CN", from: "CN/tashkurgan", to: "CN/torugart-cn" },
      { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
    ];
    const sealed = await trial.say(pk, { ...lodge("M7", "G7", { legs }), payload: goods("620342") });
    expect(faultOf(sealed)).toMatchObject({
      pointer: "/payload/items/0/hs",
      code: "seal/navigation-undeclared",
    });
    const body = { legs, navigationSeal: true };
    expect((await trial.say(pk, { ...lodge("M7", "G7", body), payload: goods("620342") })).status).toBe(201);
    expect((await trial.get("/v1/transit/movements/M7/payload", pk)).body.payload).toEqual(goods("620342"));
  });

  it("leaves no payload behind", async () => {
    await trial.say(pk, { ...lodge("M1", "G1"), payload: PAYLOAD });
    await trial.say(pk, { ...lodge("M8", "G1", { holder: "PAK/0/0" }), payload: PAYLOAD });
    const message = { ...lodge("M9", "G7"), payload: PAYLOAD, evidence: true };
    await trial.say(pk, message, "payload");
    await trial.say(pk, message, "payload");
    const rows = await trial.store.db.selectFrom("payload").select("movement").execute();
    expect(rows.map(({ movement }) => movement).toSorted()).toEqual(["M7", "M9"]);
  });

  it("forgets nothing of a clock that is set back", async () => {
    trial.now = (trial.now - 86_400_000) as EpochMs;
    const done = await trial.say(pk, notice("M1"));
    expect(done.status).toBe(201);
    expect((await trial.get("/v1/transit", await trial.key("holder", HOLDER))).status).toBe(200);
  });
});
