import { gzipSync } from "node:zlib";
import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depart, HOLDER, lodge, notice, openCorridor, PAYLOAD } from "../support/journey.ts";
import { type Served, send, serve } from "../support/serve.ts";
import { storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import { pathOf, type Trial } from "../support/trial.ts";

// Hostile input at every place that takes any: refused with a clear error or kept as the text that it is, never a
// fault of the server, and what stood in the tables stands in them.

const INJECTIONS = [
  "' or '1'='1",
  "'; drop table movement; --",
  '"; delete from message where ""="',
  "M1' union select secret from hook --",
  "\\'; select pg_sleep(10); --",
  "$1",
  "{{7*7}}",
  "%' or 1=1 --",
  "/*",
  "E'\\\\x00'",
];
/** What no line of text holds. */
const UNFIT = ["a\u0000b", "\u0000", "\ufffe\uffff", "line\r\nset-cookie: a=b", "\u001b[2J"];
const STRANGE = [
  "\u202emanifest\u202c",
  "a\u2028\u2029b",
  "🚚".repeat(20),
  "__proto__",
  "constructor",
  "../../../etc/passwd",
  "<script>alert(1)</script>",
];
const HALF = ["\ud800", "a\udc00b", "\ud83d"];

for (const { name, place } of storages()) {
  describe(`hostile input on ${name}`, () => {
    let trial: Trial;
    let served: Served;
    let pk: string;
    beforeAll(async () => {
      trial = await openCorridor({ place: await place() });
      pk = await trial.key("authority", "PK");
      await depart(trial, "M1", { payload: PAYLOAD });
      served = await serve((request) => trial.transit.app.fetch(request));
    });
    afterAll(async () => {
      await served.stop();
      await trial.remove();
    });

    const office = "PK/lahore";
    const control = (remark: string) => ({
      office,
      kind: "control.result",
      body: { movement: "M1", result: "A1", remark },
    });
    const capture = (body: JsonObject) => ({
      office,
      kind: "fallback.capture",
      body: { fallback: "F1", at: "2027-01-11T03:00:00.000Z", kind: "seal.check", body },
      evidence: true,
    });
    const post = async (path: string, body: string | Buffer, headers: Record<string, string> = {}) => {
      const response = await trial.request(path, pk, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID(), ...headers },
        body: body as BodyInit,
      });
      const text = await response.text();
      return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as JsonObject };
    };
    const unharmed = async () => {
      const done = await trial.say(pk, notice("M1"));
      expect(done.status).toBe(201);
      const { body } = await trial.get("/v1/transit/movements/M1/messages?limit=500", pk);
      expect((body.messages as JsonObject[]).at(-1)?.entry).toBe(done.body.entry);
    };

    it.each([...INJECTIONS, ...STRANGE])("keeps the remark %j as what it is", async (remark) => {
      const done = await trial.say(pk, control(remark));
      expect(done.status).toBe(201);
      const { body } = await trial.get("/v1/transit/movements/M1/messages?limit=500", pk);
      expect((body.messages as JsonObject[]).at(-1)?.body).toMatchObject({ remark });
    });

    it.each(HALF)(
      "refuses a remark with half a character, with its place, and nothing is left of it",
      async (half) => {
        for (const evidence of [false, true]) {
          const before = trial.engine.state.size;
          const { status, body } = await trial.say(pk, { ...control(half), evidence }, "half");
          expect([status, body.code]).toEqual([422, "invalid-request"]);
          expect((body.errors as JsonObject[])[0]?.pointer).toBe("/body/remark");
          expect(trial.engine.state.size).toBe(before);
        }
        const requests = await trial.store.db.selectFrom("request").select("key").execute();
        expect(requests.map(({ key }) => key)).not.toContain("half");
        const goods = { ...PAYLOAD, consignor: { ...PAYLOAD.consignor, name: half } };
        const declaration = await trial.say(pk, { ...lodge("M2", "G1"), payload: goods });
        expect([declaration.status, (declaration.body.errors as JsonObject[])[0]?.pointer]).toEqual([
          422,
          "/payload/consignor/name",
        ]);
      },
    );

    it.each([...INJECTIONS, ...STRANGE, ...UNFIT, ...HALF])("takes %j for a name nowhere", async (text) => {
      for (const field of ["movement", "holder", "guarantee"]) {
        // The one that has the form of a reference is refused for what it is about.
        const own = { holder: "PAK/041/000", [field]: text };
        const { status, body } = await trial.say(pk, lodge("M2", "G1", own));
        const code = text === "constructor" && field !== "holder" ? "message-refused" : "invalid-request";
        expect([field, status, body.code]).toEqual([field, 422, code]);
      }
      for (const change of [{ office: text }, { kind: text }, { at: text }]) {
        const body = JSON.stringify({ ...lodge("M2", "G1"), ...change });
        expect((await post(pathOf("declaration.lodge"), body)).status).toBe(422);
      }
    });

    it.each([...INJECTIONS, ...STRANGE, ...UNFIT])("finds nothing by %j in an address", async (text) => {
      const holder = await trial.key("holder", HOLDER);
      const part = encodeURIComponent(text);
      for (const path of [
        `/v1/transit/movements/${part}`,
        `/v1/transit/movements/${part}/messages`,
        `/v1/transit/movements/${part}/payload`,
        `/v1/transit/movements/${part}/events`,
        `/v1/transit/guarantees/${part}`,
        `/v1/transit/offices/${part}/${part}/queue`,
        `/v1/transit/entries/${part}/receipt`,
        `/v1/transit/${part}`,
        `/v1/transit/movements?state=${part}`,
        `/v1/transit/movements?office=${part}`,
        `/v1/transit/movements?reference=${part}`,
        `/v1/transit/movements?after=x${part}`,
        `/v1/transit/movements/M1/messages?after=x${part}`,
        `/v1/transit/offices/PK/lahore/queue?task=${part}`,
        `/v1/transit/offices/PK/lahore/queue?after=${part}`,
        `/v1/transit/entries/20/receipt?disclose=${part}`,
      ]) {
        for (const key of [pk, holder]) {
          const response = await trial.request(path, key);
          const body = await response.text();
          expect([path, [200, 400, 403, 404].includes(response.status)]).toEqual([path, true]);
          if (response.status === 200) expect(body).toMatch(/"(movements|waiting|messages)":\[\]/);
          expect(response.headers.get("set-cookie")).toBeNull();
        }
      }
      for (const path of ["keys", "hooks"]) {
        const response = await trial.request(`/v1/transit/${path}/${part}`, pk, { method: "DELETE" });
        expect([400, 404]).toContain(response.status);
      }
    });

    it.each(["a\u0000b", "\u202elabel", "\ud800", "line\nbreak"])("refuses the label %j", async (label) => {
      const body = JSON.stringify({ role: "authority", offices: null, label });
      const done = await post("/v1/transit/keys", body);
      expect([done.status, (done.body.errors as JsonObject[])[0]?.pointer]).toEqual([422, "/label"]);
    });

    it.each(INJECTIONS)("keeps the label %j as what it is", async (label) => {
      const done = await post(
        "/v1/transit/keys",
        JSON.stringify({ role: "authority", offices: null, label }),
      );
      expect(done.status).toBe(201);
      const { body } = await trial.get("/v1/transit/keys", pk);
      expect((body.keys as JsonObject[]).map((key) => key.label)).toContain(label);
    });

    it("keeps an address that is told as an address", async () => {
      const url = "https://hooks.example.org/\u0000';drop table hook;--";
      const done = await post("/v1/transit/hooks", JSON.stringify({ url, scope: { of: "all" } }));
      expect(done.status).toBe(201);
      expect((done.body.hook as JsonObject).url).toBe(
        "https://hooks.example.org/%00';drop%20table%20hook;--",
      );
    });

    it.each([
      "' or 1=1 --",
      "rk_0123456789ab",
      `rk_0123456789ab_${"A".repeat(43)}'`,
      "\u00ff".repeat(50),
      "x".repeat(5_000),
    ])("takes the key %s for none", async (key) => {
      expect((await trial.request("/v1/transit", key)).status).toBe(401);
    });

    it.each([
      [
        "__proto__",
        `{"__proto__":{"office":"KZ/almaty"},"kind":"notice.advance","office":"PK/lahore","body":{"movement":"M1","office":"AF/torkham-af","expected":null}}`,
      ],
      [
        "constructor",
        `{"constructor":1,"kind":"notice.advance","office":"PK/lahore","body":{"movement":"M1","office":"AF/torkham-af","expected":null}}`,
      ],
      [
        "__proto__ in a body",
        `{"kind":"notice.advance","office":"PK/lahore","body":{"__proto__":{"movement":"M1"},"office":"AF/torkham-af","expected":null}}`,
      ],
    ])("gives %s no power", async (_, body) => {
      const done = await post(pathOf("notice.advance"), body);
      expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
      expect(({} as JsonObject).office).toBeUndefined();
    });

    it.each([
      ["", 400],
      ["{", 400],
      ["null", 422],
      ["[]", 422],
      ["0", 422],
      ['"text"', 422],
      ["NaN", 400],
      ["{'kind':1}", 400],
      ["\ufeff{}", 422],
    ])("refuses the body %j", async (body, status) => {
      const done = await post(pathOf("seal.check"), body);
      expect([done.status, done.body.code]).toEqual([
        status,
        status === 400 ? "invalid-json" : "invalid-request",
      ]);
    });

    it.each([
      "1e999",
      "-1",
      "0",
      "1.5",
      "1e-7",
      "12345678901234567890",
      "1000000000001",
      '"1"',
      "null",
      "true",
    ])("refuses %s for an amount", async (amount) => {
      const body = JSON.stringify({
        office,
        kind: "liability.reserve",
        body: { movement: "M1", sequence: 1, amount: "AMOUNT" },
      });
      const done = await post(pathOf("liability.reserve"), body.replace('"AMOUNT"', amount));
      expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
      expect((done.body.errors as JsonObject[])[0]?.pointer).toBe("/body/amount");
    });

    it.each([
      ["a number that is no whole one", { x: 1.5 }, "/body/body/x"],
      ["a number beyond all exact ones", { x: 2 ** 60 }, "/body/body/x"],
      ["an event of more than an envelope", { x: "y".repeat(40_000) }, "/body"],
      ["half a character in a name", { "\ud800": 1 }, "/body/body"],
    ])("refuses %s before anything is written down", async (_, inner, pointer) => {
      const before = trial.engine.state.size;
      const { status, body } = await trial.say(pk, capture(inner));
      expect([status, body.code]).toEqual([422, "invalid-request"]);
      expect(String((body.errors as JsonObject[])[0]?.pointer)).toContain(pointer);
      expect(trial.engine.state.size).toBe(before);
      await unharmed();
    });

    it.each([20, 1_000, 100_000])("refuses a nesting of %i", async (depth) => {
      for (const evidence of [true, false]) {
        const text = JSON.stringify({ ...capture({ x: "DEEP" }), evidence });
        const body = text.replace('"DEEP"', `${"[".repeat(depth)}1${"]".repeat(depth)}`);
        const done = await post(pathOf("fallback.capture"), body);
        expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
      }
      await unharmed();
    });

    it("refuses readings without end", async () => {
      const readings = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, "v".repeat(50)]));
      const done = await trial.say(pk, { ...lodge("M2", "G1", { readings }), evidence: true });
      expect([done.status, (done.body.errors as JsonObject[])[0]?.pointer]).toEqual([422, "/body/readings"]);
    });

    it("refuses a body that is too large, whatever it says of its length", async () => {
      const big = JSON.stringify({ ...lodge("M2", "G1"), x: "y".repeat(1_000_000) });
      const headers = {
        authorization: `Bearer ${pk}`,
        "content-type": "application/json",
        "idempotency-key": "big",
      };
      const path = pathOf("declaration.lodge");
      const declaredLength = { ...headers, "content-length": String(Buffer.byteLength(big)) };
      const chunks = Array.from({ length: 20 }, (_, i) => big.slice(i * 50_100, (i + 1) * 50_100));
      for (const [how, sent] of [
        ["declared", { headers: declaredLength, parts: [big] }],
        ["chunked", { headers: { ...headers, "transfer-encoding": "chunked" }, parts: chunks }],
      ] as const) {
        const done = await send(served.port, { method: "POST", path, ...sent }).catch(() => undefined);
        // Who is refused while it still sends may find the connection shut.
        if (done)
          expect([how, done.status, JSON.parse(done.body).code]).toEqual([how, 413, "body-too-large"]);
      }
      const keys = await post(
        "/v1/transit/keys",
        JSON.stringify({ role: "authority", label: "x".repeat(70_000) }),
      );
      expect(keys.status).toBe(413);
      await unharmed();
    });

    it("unpacks nothing", async () => {
      const bomb = gzipSync(JSON.stringify({ ...notice("M1"), x: "0".repeat(50_000_000) }));
      const done = await post(pathOf("notice.advance"), bomb, { "content-encoding": "gzip" });
      expect([done.status, done.body.code]).toEqual([400, "invalid-json"]);
    });

    it.each([
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "application/jsonp",
      "application/problem+json",
      "application/json,text/plain",
      "application/json; charset=utf-16",
      "application/json; charset=iso-8859-1",
      "application/json; charset=utf-8; charset=utf-16",
    ])("reads no body of type %s", async (type) => {
      const done = await post(pathOf("notice.advance"), JSON.stringify(notice("M1")), {
        "content-type": type,
      });
      expect([done.status, done.body.code]).toEqual([415, "unsupported-media-type"]);
    });

    it.each(["APPLICATION/JSON", "Application/Json; Charset=UTF-8", 'application/json;charset="utf-8"'])(
      "reads a body of type %s",
      async (type) => {
        const text = JSON.stringify(notice("M1"));
        expect((await post(pathOf("notice.advance"), text, { "content-type": type })).status).toBe(201);
        const faulty = await post(pathOf("notice.advance"), "{}", { "content-type": type });
        expect(faulty.status).toBe(422);
      },
    );

    it.each([
      ["movements?unknown=1", "/unknown"],
      ["movements?state=in-transitt", "/state"],
      ["movements?regime=tirr", "/regime"],
      ["movements?office=lahore", "/office"],
      ["movements?limit=1e2", "/limit"],
      ["movements?limit=0x10", "/limit"],
      ["movements?limit=", "/limit"],
      ["movements?limit=%205", "/limit"],
      ["movements?limit=1&limit=2", "/limit"],
      ["movements?limit=0", "/limit"],
      ["movements?limit=501", "/limit"],
      ["movements?after=-0", "/after"],
      ["movements?after=1.0", "/after"],
      ["movements?after=9007199254740993", "/after"],
      ["movements/M1/messages?page=2", "/page"],
      ["offices/PK/lahore/queue?task=acept", "/task"],
      ["offices/PK/lahore/queue?offset=3", "/offset"],
      ["entries/1e1/receipt", "/entry"],
      ["entries/0x1/receipt", "/entry"],
      ["entries/12/receipt?open=items", "/open"],
    ])("refuses %s with what is at fault", async (path, pointer) => {
      const { status, body } = await trial.get(`/v1/transit/${path}`, pk);
      const [error] = body.errors as JsonObject[];
      expect([status, body.code, error?.pointer]).toEqual([400, "invalid-query", pointer]);
    });

    it.each([
      ["PUT", "/v1/transit/keys", "POST, GET, HEAD"],
      ["PATCH", "/v1/transit/movements/M1", "GET, HEAD"],
      ["DELETE", "/v1/transit/movements/M1", "GET, HEAD"],
      ["GET", "/v1/transit/messages/seals", "POST"],
      ["POST", "/v1/transit/movements", "GET, HEAD"],
      ["OPTIONS", "/v1/transit/keys", "POST, GET, HEAD"],
    ])("does not know %s of %s", async (method, path, allowed) => {
      const response = await trial.request(path, pk, { method });
      expect(response.status).toBe(405);
      expect(new Set(response.headers.get("allow")?.split(", "))).toEqual(new Set(allowed.split(", ")));
      expect((await trial.request(path, null, { method })).status).toBe(401);
    });

    it.each([
      "/v1/transit/../../../etc/passwd",
      "/v1/transit/%2e%2e/%2e%2e/etc/passwd",
      "/docs/..%2f..%2fpackage.json",
      "/v1/transit//movements",
      "//evil.example/v1/transit",
      "/v1/transit/movements/M1/../../keys/x",
    ])("serves nothing at %s", async (path) => {
      const { status } = await send(served.port, {
        method: "GET",
        path,
        headers: { authorization: `Bearer ${pk}` },
      });
      expect([400, 404, 405]).toContain(status);
    });

    it.each([
      ["x-request-id", "a\u0001b"],
      ["x-request-id", "a%0d%0ab"],
      ["x-request-id", "x".repeat(5_000)],
      ["x-request-id", "<script>"],
      ["last-event-id", "1; drop table message"],
      ["last-event-id", "9".repeat(16)],
      ["x-http-method-override", "DELETE"],
    ])("is not moved by the header %s: %s", async (header, value) => {
      const response = await trial.request("/v1/transit/movements/M1/events", pk, {
        headers: { [header]: value },
      });
      await response.body?.cancel();
      const isCursor = header === "last-event-id";
      expect(response.status).toBe(isCursor ? 400 : 200);
      expect(response.headers.get("x-request-id")).toMatch(/^[\w\-=]{1,255}$/);
    });

    it("leaves the tables as a rebuilding makes them", async () => {
      await unharmed();
      const before = await tablesOf(trial.store);
      expect(before.movement?.length).toBeGreaterThan(0);
      await trial.rebuild();
      expect(await tablesOf(trial.store)).toEqual(before);
    });
  });
}
