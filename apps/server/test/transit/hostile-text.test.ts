import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INJECTIONS, STRANGE, Target, UNFIT } from "../support/hostile.ts";
import { lodge, PAYLOAD } from "../support/journey.ts";
import { storages } from "../support/storages.ts";
import { pathOf } from "../support/trial.ts";

// Text that means something to a database, a template or a screen.

const HALF = ["\ud800", "a\udc00b", "\ud83d"];

const control = (remark: string) => ({
  office: "PK/lahore",
  kind: "control.result",
  body: { movement: "M1", result: "A1", remark },
});

for (const { name, place } of storages()) {
  describe(`hostile text on ${name}`, () => {
    let target: Target;
    beforeAll(async () => {
      target = await Target.open(await place());
    });
    afterAll(() => target.close());

    it.each([...INJECTIONS, ...STRANGE])("keeps the remark %j as what it is", async (remark) => {
      const done = await target.trial.say(target.pk, control(remark));
      expect(done.status).toBe(201);
      const { body } = await target.trial.get("/v1/transit/movements/M1/messages?limit=500", target.pk);
      expect((body.messages as JsonObject[]).at(-1)?.body).toMatchObject({ remark });
    });

    it.each(HALF)(
      "refuses a remark with half a character, with its place, and nothing is left of it",
      async (half) => {
        for (const evidence of [false, true]) {
          const before = target.trial.engine.state.size;
          const { status, body } = await target.trial.say(target.pk, { ...control(half), evidence }, "half");
          expect([status, body.code]).toEqual([422, "invalid-request"]);
          expect((body.errors as JsonObject[])[0]?.pointer).toBe("/body/remark");
          expect(target.trial.engine.state.size).toBe(before);
        }
        const requests = await target.trial.store.db.selectFrom("request").select("key").execute();
        expect(requests.map(({ key }) => key)).not.toContain("half");
        const goods = { ...PAYLOAD, consignor: { ...PAYLOAD.consignor, name: half } };
        const declaration = await target.trial.say(target.pk, { ...lodge("M2", "G1"), payload: goods });
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
        const { status, body } = await target.trial.say(target.pk, lodge("M2", "G1", own));
        const code = text === "constructor" && field !== "holder" ? "message-refused" : "invalid-request";
        expect([field, status, body.code]).toEqual([field, 422, code]);
      }
      for (const change of [{ office: text }, { kind: text }, { at: text }]) {
        const body = JSON.stringify({ ...lodge("M2", "G1"), ...change });
        expect((await target.post(pathOf("declaration.lodge"), body)).status).toBe(422);
      }
    });

    it.each(["a\u0000b", "\u202elabel", "\ud800", "line\nbreak"])("refuses the label %j", async (label) => {
      const body = JSON.stringify({ role: "authority", offices: null, label });
      const done = await target.post("/v1/transit/keys", body);
      expect([done.status, (done.body.errors as JsonObject[])[0]?.pointer]).toEqual([422, "/label"]);
    });

    it.each(INJECTIONS)("keeps the label %j as what it is", async (label) => {
      const done = await target.post(
        "/v1/transit/keys",
        JSON.stringify({ role: "authority", offices: null, label }),
      );
      expect(done.status).toBe(201);
      const { body } = await target.trial.get("/v1/transit/keys", target.pk);
      expect((body.keys as JsonObject[]).map((key) => key.label)).toContain(label);
    });

    it("keeps an address that is told as an address", async () => {
      const url = "https://hooks.example.org/\u0000';drop table hook;--";
      const done = await target.post("/v1/transit/hooks", JSON.stringify({ url, scope: { of: "all" } }));
      expect(done.status).toBe(201);
      expect((done.body.hook as JsonObject).url).toBe(
        "https://hooks.example.org/%00';drop%20table%20hook;--",
      );
    });

    it("leaves the tables as a rebuilding makes them", () => target.whole());
  });
}
