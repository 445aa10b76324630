import type { JsonObject, Opening } from "@rahdari/ledger";
import { afterEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { Elsewhere } from "../support/elsewhere.ts";
import { HOLDER, lodge, OTHER_HOLDER, openCorridor, PAYLOAD } from "../support/journey.ts";
import { storages } from "../support/storages.ts";
import type { Trial } from "../support/trial.ts";

// Private payloads: no ledger holds them, so that nothing may delete one whose message may have been stated.

const M1 = { ...lodge("M1", "G1"), payload: PAYLOAD };

for (const { name, place } of storages()) {
  describe(`the payload of a message on ${name}`, () => {
    let trial: Trial;
    let pk: string;
    afterEach(() => trial.remove());
    const open = async (elsewhere?: Elsewhere) => {
      const own = elsewhere && { ledgerOf: elsewhere.ledgerOf };
      trial = await openCorridor({ place: await place(), ...own });
      pk = await trial.key("authority", "PK");
    };
    const payloads = () => trial.store.db.selectFrom("payload").selectAll().execute();
    const requests = () => trial.store.db.selectFrom("request").selectAll().orderBy("begun").execute();
    const shown = async () => (await trial.get("/v1/transit/movements/M1/payload", pk)).body.payload;

    it("is kept by a node that starts before it has seen the message", async () => {
      const elsewhere = new Elsewhere();
      await open(elsewhere);
      elsewhere.lag();
      const lodged = trial.say(pk, M1, "lodge");
      expect((await lodged).body.level).toBe("final");
      await trial.reopen();
      expect(await payloads()).toHaveLength(1);
      elsewhere.see();
      await trial.reopen();
      expect(await shown()).toEqual(PAYLOAD);
    });

    it("goes with a request of which nothing was written down, and comes with the same again", async () => {
      await open();
      await trial.say(pk, M1, "lodge");
      const [row] = await payloads();
      const request = (await requests()).at(-1);
      if (!row || !request) throw new Error("nothing was written down");
      const broken = {
        ...request,
        key: "broken",
        digest: "0",
        draft: "0",
        seq: null,
        entry: null,
        commit: "B",
      };
      await trial.store.db.insertInto("request").values(broken).execute();
      await trial.store.db
        .insertInto("payload")
        .values({ ...row, commit: "B" })
        .execute();
      await trial.reopen();
      expect(await payloads()).toEqual([row]);
      expect((await requests()).map(({ key }) => key)).not.toContain("broken");
    });

    it("is brought to the server of another authority on the way, where it opens what is on the ledger", async () => {
      await open();
      const lodged = await trial.say(pk, M1, "lodge");
      await trial.say(pk, { ...lodge("M2", "G2", { holder: OTHER_HOLDER }), payload: PAYLOAD });
      const store = await openStore(await place());
      const other = await trial.beside(store);
      const own = { issuer: "KZ", label: "x", offices: null } as const;
      const { secret: kz } = await other.credentials.give({ ...own, role: "authority", subject: "KZ" });
      const { secret: holder } = await other.credentials.give({ ...own, role: "holder", subject: HOLDER });
      const ask = async (method: string, key: string, body?: object, movement = "M1") => {
        const response = await other.app.request(`/v1/transit/movements/${movement}/payload`, {
          method,
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          ...(body && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as JsonObject) };
      };
      const document = (await trial.get("/v1/transit/movements/M1/payload", pk)).body;
      const { fields } = document.opening as unknown as Opening;
      const [first, ...rest] = fields;
      expect((await ask("GET", kz)).status).toBe(404);

      for (const [changed, code] of [
        [rest, "invalid-request"],
        [[...fields, first], "payload-unopened"],
        [[{ ...first, salt: "AAAAAAAAAAAAAAAAAAAAAA==" }, ...rest], "payload-unopened"],
        [[{ ...first, salt: "AAAA" }, ...rest], "invalid-request"],
        [[{ ...first, value: { ...PAYLOAD.consignor, name: "Another" } }, ...rest], "payload-unopened"],
        [[{ ...first, value: 0.5 }, ...rest], "invalid-request"],
        [[{ ...first, value: { ...PAYLOAD.consignor, name: "\ud800" } }, ...rest], "invalid-request"],
        [[{ ...first, name: "__proto__" }, ...rest], "invalid-request"],
      ] as const)
        expect((await ask("PUT", kz, { opening: { fields: changed } })).body.code).toBe(code);
      // Another movement's, though it says the same.
      expect((await ask("PUT", kz, document, "M2")).body).toMatchObject({
        code: "invalid-request",
        errors: [{ pointer: "/movement" }],
      });
      expect((await ask("PUT", kz, { opening: { fields } }, "M2")).body.code).toBe("payload-unopened");
      const contradicted = { opening: { fields }, commit: "zzz" };
      expect((await ask("PUT", kz, contradicted)).body).toMatchObject({
        code: "invalid-request",
        errors: [{ pointer: "/commit" }],
      });
      expect(await store.db.selectFrom("payload").selectAll().execute()).toEqual([]);

      expect((await ask("PUT", holder, document)).status).toBe(204);
      expect((await ask("PUT", kz, { opening: { fields: fields.toReversed() } })).status).toBe(204);
      expect((await ask("GET", kz)).body).toEqual(document);
      const receipt = await other.app.request(
        `/v1/transit/entries/${lodged.body.entry}/receipt?disclose=items`,
        {
          headers: { authorization: `Bearer ${kz}` },
        },
      );
      expect(receipt.status).toBe(200);
      await other.close();
      await store.close();
    });

    it("is written down when the same is handed in again and it is missing", async () => {
      await open();
      const first = await trial.say(pk, M1, "lodge");
      await trial.store.db.deleteFrom("payload").execute();
      expect(await shown()).toBeUndefined();
      expect(await trial.say(pk, M1, "lodge")).toEqual(first);
      expect(await shown()).toEqual(PAYLOAD);
    });
  });
}
