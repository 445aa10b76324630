import {
  formatBundle,
  type JsonObject,
  parseBundle,
  parseReceipt,
  type Receipt,
  verifyReceipt,
} from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  depart,
  GUARANTOR,
  HOLDER,
  lodge,
  notice,
  OTHER_HOLDER,
  openCorridor,
  PAYLOAD,
  sayAll,
  WAY_BY_CHINA,
} from "../support/journey.ts";
import { storages } from "../support/storages.ts";
import type { Trial } from "../support/trial.ts";

// What is read: pages that miss nothing and repeat nothing, filters, what is reserved of a guarantee, and receipts
// that a verifier takes without this server.

for (const { name, place } of storages()) {
  describe(`reading on ${name}`, () => {
    let trial: Trial;
    let pk: string;
    beforeAll(async () => {
      trial = await openCorridor({ place: await place() });
      pk = await trial.key("authority", "PK");
      for (const id of ["M1", "M2", "M3"]) await depart(trial, id, { payload: PAYLOAD });
      const waiting = ["M4", "M5", "M6", "M7"].map((id) => lodge(id, "G1"));
      const others = ["N1", "N2"].map((id) => lodge(id, "G2", { holder: OTHER_HOLDER, legs: WAY_BY_CHINA }));
      await sayAll(trial, pk, [...waiting, ...others, notice("M1")]);
    });
    afterAll(() => trial.remove());

    async function pages(path: string, key: string, field: string, limit: number): Promise<JsonObject[]> {
      const found: JsonObject[] = [];
      let after = "";
      for (let page = 0; page < 50; page++) {
        const { status, body } = await trial.get(`${path}limit=${limit}${after}`, key);
        expect(status).toBe(200);
        const rows = body[field] as JsonObject[];
        expect(rows.length).toBeLessThanOrEqual(limit);
        found.push(...rows);
        if (body.next === null) return found;
        expect(rows.length).toBe(limit);
        after = `&after=${body.next}`;
      }
      throw new Error("pages without end");
    }
    const ids = (rows: readonly JsonObject[]) => rows.map(({ movement }) => movement);
    const ALL = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "N1", "N2"];

    it.each([1, 2, 3, 9, 10, 500])("pages movements by %i without a gap", async (limit) => {
      const path = "/v1/transit/movements?";
      expect(ids(await pages(path, pk, "movements", limit))).toEqual(ALL);
      const own = await trial.key("holder", OTHER_HOLDER);
      expect(ids(await pages(path, own, "movements", limit))).toEqual(["N1", "N2"]);
    });

    it.each([1, 2, 100])("pages messages and an office's queue by %i without a gap", async (limit) => {
      const messages = await pages("/v1/transit/movements/M1/messages?", pk, "messages", limit);
      expect(messages.map(({ kind }) => kind)).toEqual([
        "declaration.lodge",
        "guarantee.accept",
        "declaration.accept",
        "seal.affix",
        "release.grant",
        "operation.start",
        "notice.advance",
      ]);
      const queue = await pages("/v1/transit/offices/PK/lahore/queue?", pk, "waiting", limit);
      expect(queue.map(({ task, movement }) => `${task} ${movement}`)).toEqual(
        ["M4", "M5", "M6", "M7", "N1", "N2"].map((id) => `accept ${id}`),
      );
      const exit = await pages(
        "/v1/transit/offices/PK/torkham-pk/queue?task=terminate&",
        pk,
        "waiting",
        limit,
      );
      expect(ids(exit).toSorted()).toEqual(["M1", "M2", "M3"]);
    });

    it("counts all that waits, whatever page is asked for", async () => {
      const path = "/v1/transit/offices/PK/lahore/queue?limit=1";
      expect((await trial.get(path, pk)).body.counts).toEqual({ accept: 6 });
      expect((await trial.get(`${path}&task=release`, pk)).body).toMatchObject({ waiting: [], next: null });
    });

    it.each([
      ["state=in-transit", ["M1", "M2", "M3"]],
      ["state=lodged&office=PK/sost", ["N1", "N2"]],
      ["office=AF/torkham-af&state=lodged", ["M4", "M5", "M6", "M7"]],
      ["office=AF/nowhere", []],
      ["regime=qtta", []],
      ["regime=tir&state=lodged&office=CN/tashkurgan", ["N1", "N2"]],
      ["reference=REFERENCE", ["M2"]],
      ["reference=27PK", []],
      ["reference=%25", []],
    ])("finds movements by %s", async (query, expected) => {
      const reference = String(trial.engine.state.app.movements.get("M2")?.reference);
      const path = `/v1/transit/movements?${query.replace("REFERENCE", reference)}`;
      expect(ids((await trial.get(path, pk)).body.movements as JsonObject[])).toEqual(expected);
    });

    it.each([
      "limit=0",
      "limit=501",
      "limit=x",
      "after=-1",
      "after=1.5",
      "regime=none",
      `state=${"x".repeat(41)}`,
    ])("refuses %s", async (query) => {
      const { status, body } = await trial.get(`/v1/transit/movements?${query}`, pk);
      expect([status, body.code]).toEqual([400, "invalid-query"]);
    });

    it("shows what waits for whom, and by when a claim has to be notified, with its article", async () => {
      const { status, body } = await trial.get("/v1/transit/movements/M1", pk);
      const { detail, tasks, clocks } = body as {
        readonly [Name in "detail" | "tasks" | "clocks"]: JsonObject;
      };
      expect([status, detail?.id, tasks]).toEqual([
        200,
        "M1",
        [{ office: "PK/torkham-pk", task: "terminate" }],
      ]);
      const { acceptedAt } = detail as { readonly acceptedAt: number };
      const year = new Date(acceptedAt);
      year.setUTCFullYear(year.getUTCFullYear() + 1);
      year.setUTCHours(23, 59, 59, 999);
      expect(clocks).toEqual([
        {
          sequence: 1,
          clock: "notice",
          at: year.toISOString(),
          article: "TIR Convention, Art. 11(1)",
          reading: null,
        },
      ]);
      expect((await trial.get("/v1/transit/movements/M4", pk)).body.clocks).toEqual([]);
    });

    it("shows what is reserved of a guarantee, to whom it concerns", async () => {
      const key = await trial.key("guarantor", GUARANTOR);
      const { body } = await trial.get("/v1/transit/guarantees/G1", key);
      expect(body).toMatchObject({ guarantee: "G1", state: "in-use" });
      expect(body.liabilities).toEqual([
        { movement: "M1", operation: "PK-M1", territory: "PK", reserved: 2_500_000 },
      ]);
    });

    describe("a receipt", () => {
      const receipt = async (path: string, key: string) => {
        const response = await trial.request(`/v1/transit/entries/${path}`, key);
        expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
        return parseReceipt(new Uint8Array(await response.arrayBuffer()));
      };
      const judge = async (one: Receipt) => {
        const roster = await trial.engine.publishRoster();
        const { entry, proof } = await trial.engine.receipt(roster);
        const bundle = parseBundle(Buffer.from(formatBundle(trial.engine.state.roster, entry, proof)));
        return verifyReceipt(one, bundle, trial.now);
      };
      const lodgedAt = (id: string) => Number(trial.engine.state.app.movements.get(id)?.lodgedAt);

      it("is true of every message of a movement", async () => {
        const { body } = await trial.get("/v1/transit/movements/M1/messages", pk);
        for (const { entry, kind } of body.messages as JsonObject[]) {
          const verdict = await judge(await receipt(`${entry}/receipt`, pk));
          expect(verdict).toMatchObject({ statement: { index: BigInt(entry as number), level: "final" } });
          expect(JSON.stringify("statement" in verdict && verdict.statement.entry, bytes)).toContain(
            String(kind),
          );
        }
      });

      it("opens single fields of the goods, which verify, and nothing beside them", async () => {
        const key = await trial.key("holder", HOLDER);
        const one = await receipt(`${lodgedAt("M1")}/receipt?disclose=items,consignor`, key);
        expect(one.disclosures.map(({ name, value }) => [name, value])).toEqual([
          ["items", PAYLOAD.items],
          ["consignor", PAYLOAD.consignor],
        ]);
        expect(await judge(one)).toMatchObject({ statement: { index: BigInt(lodgedAt("M1")) } });
        expect(JSON.stringify(one, bytes)).not.toContain(PAYLOAD.consignee.name);
      });

      it("does not verify with fields of another movement, or other goods", async () => {
        const mine = await receipt(`${lodgedAt("M1")}/receipt?disclose=value`, pk);
        const other = await receipt(`${lodgedAt("M2")}/receipt?disclose=value`, pk);
        const fault = { fault: { code: "disclosure/false", name: "value" } };
        expect(await judge({ ...mine, disclosures: other.disclosures })).toEqual(fault);
        const [first] = mine.disclosures;
        const cheap = { ...first!, value: { amount: 1, currency: "USD" } };
        expect(await judge({ ...mine, disclosures: [cheap] })).toEqual(fault);
      });

      it.each([
        ["nothing", 404],
        ["items,nothing", 404],
        ["__proto__", 404],
        ["constructor", 404],
        ["items%2C%2Cnothing", 400],
        ["", 400],
        [",", 400],
      ])("opens no field %s", async (names, wanted) => {
        const path = `/v1/transit/entries/${lodgedAt("M1")}/receipt?disclose=${names}`;
        const { status, body } = await trial.get(path, pk);
        expect(status).toBe(wanted);
        if (wanted === 400) expect(body.errors).toMatchObject([{ pointer: "/disclose" }]);
      });

      it("opens nothing of a message that carries no goods, and says so to who may see goods", async () => {
        const at = trial.engine.state.app.movements.get("M1")?.at;
        const { status, body } = await trial.get(`/v1/transit/entries/${at}/receipt?disclose=items`, pk);
        expect([status, body.detail]).toEqual([404, "This message declares no goods, or was rejected."]);
      });
    });
  });
}

function bytes(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : value;
}
