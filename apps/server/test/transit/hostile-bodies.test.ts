import { gzipSync } from "node:zlib";
import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Target } from "../support/hostile.ts";
import { lodge, notice } from "../support/journey.ts";
import { send } from "../support/serve.ts";
import { storages } from "../support/storages.ts";
import { pathOf } from "../support/trial.ts";

// Bodies of another form, type, depth or size than they are to have.

const OFFICE = "PK/lahore";
const capture = (body: JsonObject) => ({
  office: OFFICE,
  kind: "fallback.capture",
  body: { fallback: "F1", at: "2027-01-11T03:00:00.000Z", kind: "seal.check", body },
  evidence: true,
});

for (const { name, place } of storages()) {
  describe(`hostile bodies on ${name}`, () => {
    let target: Target;
    beforeAll(async () => {
      target = await Target.open(await place());
    });
    afterAll(() => target.close());

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
      const done = await target.post(pathOf("notice.advance"), body);
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
      const done = await target.post(pathOf("seal.check"), body);
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
        office: OFFICE,
        kind: "liability.reserve",
        body: { movement: "M1", sequence: 1, amount: "AMOUNT" },
      });
      const done = await target.post(pathOf("liability.reserve"), body.replace('"AMOUNT"', amount));
      expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
      expect((done.body.errors as JsonObject[])[0]?.pointer).toBe("/body/amount");
    });

    it.each([
      ["a number that is no whole one", { x: 1.5 }, "/body/body/x"],
      ["a number beyond all exact ones", { x: 2 ** 60 }, "/body/body/x"],
      ["an event of more than an envelope", { x: "y".repeat(40_000) }, "/body"],
      ["half a character in a name", { "\ud800": 1 }, "/body/body"],
    ])("refuses %s before anything is written down", async (_, inner, pointer) => {
      const before = target.trial.engine.state.size;
      const { status, body } = await target.trial.say(target.pk, capture(inner));
      expect([status, body.code]).toEqual([422, "invalid-request"]);
      expect(String((body.errors as JsonObject[])[0]?.pointer)).toContain(pointer);
      expect(target.trial.engine.state.size).toBe(before);
      await target.unharmed();
    });

    it.each([20, 1_000, 100_000])("refuses a nesting of %i", async (depth) => {
      for (const evidence of [true, false]) {
        const text = JSON.stringify({ ...capture({ x: "DEEP" }), evidence });
        const body = text.replace('"DEEP"', `${"[".repeat(depth)}1${"]".repeat(depth)}`);
        const done = await target.post(pathOf("fallback.capture"), body);
        expect([done.status, done.body.code]).toEqual([422, "invalid-request"]);
      }
      await target.unharmed();
    });

    it("refuses readings without end", async () => {
      const readings = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, "v".repeat(50)]));
      const done = await target.trial.say(target.pk, { ...lodge("M2", "G1", { readings }), evidence: true });
      expect([done.status, (done.body.errors as JsonObject[])[0]?.pointer]).toEqual([422, "/body/readings"]);
    });

    it("refuses a body that is too large, whatever it says of its length", async () => {
      const big = JSON.stringify({ ...lodge("M2", "G1"), x: "y".repeat(1_000_000) });
      const headers = {
        authorization: `Bearer ${target.pk}`,
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
        const done = await send(target.served.port, { method: "POST", path, ...sent }).catch(() => undefined);
        // Who is refused while it still sends may find the connection shut.
        if (done)
          expect([how, done.status, JSON.parse(done.body).code]).toEqual([how, 413, "body-too-large"]);
      }
      const keys = await target.post(
        "/v1/transit/keys",
        JSON.stringify({ role: "authority", label: "x".repeat(70_000) }),
      );
      expect(keys.status).toBe(413);
      await target.unharmed();
    });

    it("unpacks nothing", async () => {
      const bomb = gzipSync(JSON.stringify({ ...notice("M1"), x: "0".repeat(50_000_000) }));
      const done = await target.post(pathOf("notice.advance"), bomb, { "content-encoding": "gzip" });
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
      const done = await target.post(pathOf("notice.advance"), JSON.stringify(notice("M1")), {
        "content-type": type,
      });
      expect([done.status, done.body.code]).toEqual([415, "unsupported-media-type"]);
    });

    it.each(["APPLICATION/JSON", "Application/Json; Charset=UTF-8", 'application/json;charset="utf-8"'])(
      "reads a body of type %s",
      async (type) => {
        const text = JSON.stringify(notice("M1"));
        expect((await target.post(pathOf("notice.advance"), text, { "content-type": type })).status).toBe(
          201,
        );
        const faulty = await target.post(pathOf("notice.advance"), "{}", { "content-type": type });
        expect(faulty.status).toBe(422);
      },
    );

    it("leaves the tables as a rebuilding makes them", () => target.whole());
  });
}
