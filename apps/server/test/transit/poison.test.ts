import type { EventFields, JsonObject, Submission } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyOf, Pen } from "../../../../packages/ledger/test/support/fixture.ts";
import { declared, depart, HOLDER, lodge, notice, openCorridor, register } from "../support/journey.ts";
import { SAMPLE_BODIES } from "../support/sample-bodies.ts";
import { storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import type { Trial } from "../support/trial.ts";

// A ledger is shared: offices that other servers speak for state what they like on it. However odd that is, the
// tables go on, whoever reads goes on reading, and a rebuilding gives the same. What is forged leaves nothing.

const LONG = "x".repeat(9_000);
/** As much as an outcome holds of a path. */
const LONGEST_KEY = `a\u0000${"x".repeat(450)}`;
const NUL = "a\u0000b";
const nested = (depth: number): JsonObject =>
  depth === 0 ? { movement: "M1", seal: "K1" } : { kind: "fallback.capture", body: nested(depth - 1) };

/** Events that are signed well and say odd things: kind, body, and other fields of the event. */
type Odd = readonly [what: string, kind: string, body: JsonObject, changes?: Partial<EventFields>];
const ODD: readonly Odd[] = [
  ["a kind that there is not", "a.b", {}],
  ["a kind named as what objects have", "constructor.prototype", { movement: "M1" }],
  ["a kind beside the ledger's own", "key-x.add", { movement: "M1" }],
  ["the year 0", "notice.advance", notice("M1").body, { at: "0000-01-01T00:00:00.000Z" }],
  ["the year 9999", "notice.advance", notice("M1").body, { at: "9999-12-31T23:59:59.999Z" }],
  ["NUL in names", "declaration.lodge", { movement: NUL, guarantee: NUL, holder: NUL }],
  ["NUL in the name of a field", "declaration.lodge", { [NUL]: NUL, movement: "M1" }],
  ["NUL in a registration", "declaration.lodge", declared("M1", "G1", { vehicle: { registration: NUL } })],
  ["a long path with NUL", "declaration.lodge", declared("M9", "G1", { readings: { [LONGEST_KEY]: "x" } })],
  ["a name without end", "seal.check", { movement: LONG, guarantee: LONG, seal: LONG }],
  ["names that are no texts", "seal.check", { movement: 1, guarantee: null, seal: [], by: {} }],
  ["names of what objects have", "status.reply", { query: "__proto__", reconciliation: "constructor" }],
  [
    "fields of what objects have",
    "seal.check",
    JSON.parse('{"__proto__":{"movement":"M1"},"constructor":1}'),
  ],
  [
    "legs that are none",
    "diversion.request",
    { movement: "M1", legs: [null, 1, [], { from: {}, to: [] }, { from: `x/${NUL}`, to: `${LONG}/x` }] },
  ],
  ["offices that are none", "diversion.forward", { movement: "M1", office: `a/${NUL}`, to: `/${LONG}` }],
  [
    "further offices that are none",
    "declaration.lodge",
    { movement: "M1", furtherOffices: [{}, "x/y", null] },
  ],
  ["paper within paper", "fallback.capture", { kind: "fallback.capture", body: nested(4) }],
  [
    "the highest number",
    "liability.reserve",
    { movement: "M1", sequence: 2 ** 53 - 1, amount: -(2 ** 53) + 1 },
  ],
  [
    "a commitment that nobody opens",
    "seal.check",
    { movement: "M1", seal: "S-M1" },
    { commit: `${"A".repeat(43)}=` },
  ],
  ["marks that turn text around", "seal.check", { movement: "\u202eM1\u2066", seal: "\u2028" }],
  ["signs of SQL", "seal.check", { movement: "M1'; drop table message; --", guarantee: "$1", seal: "?" }],
  ["an answer to what was never asked", "guarantee.result", { query: "LATER", usable: true, reason: null }],
  [
    "an amount of a guarantee taken",
    "right.reserve",
    { right: "guarantee:G1", lease: null, reservation: "X", amount: 1 },
  ],
  [
    "an outage without end",
    "node.unavailable",
    { planned: false, from: "0000-01-01T00:00:00.000Z", until: null },
  ],
  [
    "an outage in the last year",
    "node.unavailable",
    { planned: true, from: "9999-12-31T23:59:59.999Z", until: null },
  ],
  ["a holder", "holder.authorise", { holder: "PAK/__proto__" }],
];

for (const { name, place } of storages()) {
  describe(`odd events of others on ${name}`, () => {
    let trial: Trial;
    let pk: string;
    const pen = new Pen("CN/tashkurgan");
    beforeAll(async () => {
      trial = await openCorridor({ place: await place() });
      pk = await trial.key("authority", "PK");
      await depart(trial, "M1");
    });
    afterAll(() => trial.remove());

    it.each(ODD.map(([what, ...event]) => [what, event] as const))(
      "%s: the tables go on",
      async (_, event) => {
        const [kind, body, changes] = event;
        const at = new Date(trial.now).toISOString();
        const { bytes } = await pen.write(kind, body, { at, ...changes });
        const done = (await trial.engine.submit(bytes)) as Extract<Submission, { status: "final" }>;
        expect(done.status).toBe("final");
        // The next message goes through, and what came before it is there to be read.
        const next = await trial.say(pk, notice("M1"));
        expect([next.status, next.body.entry]).toEqual([201, done.index + 1]);
        const rows = await trial.store.db
          .selectFrom("message")
          .select("body")
          .where("entry", "=", done.index)
          .execute();
        expect(rows.map((row) => JSON.parse(row.body))).toEqual([body]);
        const receipt = await trial.request(`/v1/transit/entries/${done.index}/receipt`, pk);
        expect(receipt.status).toBe(200);
        const disclosed = await trial.request(`/v1/transit/entries/${done.index}/receipt?disclose=items`, pk);
        expect([403, 404]).toContain(disclosed.status);
        const { status } = await trial.get("/v1/transit/movements/M1/messages?limit=500", pk);
        expect(status).toBe(200);
      },
    );

    it("are told as they are, to whoever follows", async () => {
      const office = await trial.key("authority", "CN");
      const path = "/v1/transit/offices/CN/tashkurgan/events";
      const response = await trial.request(path, office, { headers: { "last-event-id": "0" } });
      let told = "";
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        told += part;
        if (told.split("\n\n").length > ODD.length) break;
      }
      const kinds = told.matchAll(/^event: (.*)$/gm);
      expect([...kinds].map(([, kind]) => kind)).toEqual(ODD.map(([, kind]) => kind));
    });

    it("evidence of any kind does no more", async () => {
      for (const [kind, body] of Object.entries(SAMPLE_BODIES)) {
        const { status } = await trial.say(pk, { office: "PK/lahore", kind, body, evidence: true });
        expect([kind, [201, 409, 422].includes(status)]).toEqual([kind, true]);
      }
      await depart(trial, "M2");
    });

    it("a rebuilding gives the same tables, also of answers that came before what they answer", async () => {
      const body = { query: "LATER", movement: "M2", to: "CN/tashkurgan" };
      const asked = await trial.say(pk, { office: "PK/lahore", kind: "status.request", body });
      expect(asked.status).toBe(201);
      const reply = { query: "LATER", state: "unknown", remark: null };
      const at = new Date(trial.now).toISOString();
      for (let i = 0; i < 2; i++)
        await trial.engine.submit((await pen.write("status.reply", reply, { at })).bytes);
      await trial.say(pk, notice("M2"));
      const before = await tablesOf(trial.store);
      const about = (before.message as JsonObject[])
        .filter((row) => ["guarantee.result", "status.reply"].includes(String(row.kind)))
        .filter((row) => String(row.body).includes("LATER"))
        .toSorted((a, b) => Number(a.entry) - Number(b.entry))
        .map((row) => [row.movement, row.code]);
      expect(about).toEqual([
        [null, "query/unknown"],
        ["M2", null],
        ["M2", "query/unknown"],
      ]);
      await trial.rebuild();
      expect(await tablesOf(trial.store)).toEqual(before);
      await trial.reopen();
      expect(await tablesOf(trial.store)).toEqual(before);
    });
  });

  describe(`forged and swapped signatures on ${name}`, () => {
    let trial: Trial;
    let pk: string;
    beforeAll(async () => {
      trial = await openCorridor({ place: await place() });
      pk = await trial.key("authority", "PK");
      await depart(trial, "M1");
    });
    afterAll(() => trial.remove());

    const withdraw = { movement: "M1", because: "forged" };
    const refused = async (bytes: Uint8Array) => {
      const [before, size] = [await tablesOf(trial.store), trial.engine.state.size];
      const done = await trial.engine.submit(bytes);
      expect([await tablesOf(trial.store), trial.engine.state.size]).toEqual([before, size]);
      return done.status === "refused" ? done.refusal.code : done.status;
    };
    const replaced = (bytes: Uint8Array, from: string | RegExp, to: string) =>
      Buffer.from(Buffer.from(bytes).toString().replace(from, to));

    it.each(["KZ/almaty", "AF/torkham-af", "log", "nobody"])(
      "the key of %s signs nothing for Lahore",
      async (other) => {
        const pen = new Pen("PK/lahore", { signer: keyOf(other) });
        const forged = await pen.write("movement.invalidate", withdraw, {
          seq: 12,
          prev: `${"A".repeat(43)}=`,
        });
        const { movement, operation } = await tablesOf(trial.store);
        const size = trial.engine.state.size;
        const done = await trial.engine.submit(forged.bytes);
        expect(done).toMatchObject({ status: "refused", refusal: { code: "key/unknown" } });
        expect(trial.engine.state.size).toBe(size);
        expect(await tablesOf(trial.store)).toMatchObject({ movement, operation });
      },
    );

    it("what another office of the authority signs for Lahore is evidence, and moves nothing", async () => {
      const { movement, operation } = await tablesOf(trial.store);
      const { indices, last } = trial.engine.state.chains.get("PK/lahore") as {
        indices: { size: number };
        last: string;
      };
      const pen = new Pen("PK/lahore", { signer: keyOf("PK/sost") });
      const next = { seq: indices.size, prev: last };
      const done = await trial.engine.submit((await pen.draft("movement.invalidate", withdraw, next)).bytes);
      expect(done).toMatchObject({ status: "final", outcome: { status: "rejected", code: "key/role" } });
      expect((await trial.say(pk, notice("M1"))).status).toBe(201);
      expect(await tablesOf(trial.store)).toMatchObject({ operation });
      expect((await trial.get("/v1/transit/movements/M1", pk)).body).toMatchObject({
        movement: { state: (movement as JsonObject[])[0]?.state },
      });
    });

    it("a fork of Lahore's chain is kept as evidence, and moves nothing", async () => {
      const { movement, operation } = await tablesOf(trial.store);
      const pen = new Pen("PK/lahore");
      const done = await trial.engine.submit((await pen.draft("movement.invalidate", withdraw)).bytes);
      expect(done).toMatchObject({ outcome: { status: "rejected", code: "chain/fork" } });
      expect((await trial.say(pk, notice("M1"))).status).toBe(201);
      const after = await tablesOf(trial.store);
      expect([after.operation, after.movement?.length]).toEqual([operation, movement?.length]);
    });

    it("an altered body, a copied signature, another ledger's event, and what is no event are refused", async () => {
      const pen = new Pen("CN/tashkurgan");
      const at = new Date(trial.now).toISOString();
      const good = await pen.draft(
        "status.request",
        { query: "Q1", movement: "M1", to: "PK/lahore" },
        { at },
      );
      const other = await pen.draft(
        "status.request",
        { query: "Q2", movement: "M1", to: "PK/lahore" },
        { at },
      );
      const text = Buffer.from(good.bytes).toString();
      expect(await refused(replaced(good.bytes, '"Q1"', '"Q3"'))).toBe("signature/false");
      expect(await refused(replaced(good.bytes, "CN/tashkurgan", "CN/torugart-cn"))).toMatch(/signature|key/);
      expect(await refused(replaced(good.bytes, "CN/tashkurgan", "KZ/almaty"))).toBe("key/unknown");
      const signature = /"sig":"[^"]+"/;
      const copied = signature.exec(Buffer.from(other.bytes).toString())?.[0] as string;
      expect(await refused(replaced(good.bytes, signature, copied))).toBe("signature/false");
      const elsewhere = new Pen("CN/tashkurgan", { origin: "rahdari.test/agreement/2" });
      expect(await refused((await elsewhere.draft("a.b", {})).bytes)).toBe("origin/other");
      for (const bytes of [
        "",
        "{}",
        "null",
        text.slice(0, -1),
        ` ${text}`,
        text.replace("{", '{"x":1,'),
        "\u0000",
      ])
        expect(await refused(Buffer.from(bytes))).toBe("malformed");
      expect(await refused(Buffer.alloc(40_000, "["))).toBe("malformed");
    });

    it("an event that is sent again is the one that it was", async () => {
      const pen = new Pen("CN/tashkurgan");
      const at = new Date(trial.now).toISOString();
      const { bytes } = await pen.write(
        "status.request",
        { query: "Q1", movement: "M1", to: "PK/lahore" },
        { at },
      );
      const first = await trial.engine.submit(bytes);
      expect(first).toMatchObject({ status: "final", outcome: { status: "accepted" } });
      const before = trial.engine.state.size;
      expect(await trial.engine.submit(bytes)).toEqual(first);
      expect(trial.engine.state.size).toBe(before);
    });

    it("events that come in the wrong order wait for those before them", async () => {
      const pen = new Pen("KZ/almaty");
      const at = new Date(trial.now).toISOString();
      const events = [];
      for (const query of ["K1", "K2", "K3"])
        events.push(await pen.write("status.request", { query, movement: "M1", to: "PK/lahore" }, { at }));
      const size = trial.engine.state.size;
      for (const event of events.slice(1).toReversed())
        expect((await trial.engine.submit(event.bytes)).status).toBe("parked");
      expect(trial.engine.state.size).toBe(size);
      await trial.engine.submit(events[0]!.bytes);
      expect((await trial.say(pk, notice("M1"))).status).toBe(201);
      const { body } = await trial.get("/v1/transit/movements/M1/messages?limit=500", pk);
      const asked = (body.messages as JsonObject[]).filter(({ office }) => office === "KZ/almaty");
      expect(asked.map((one) => (one.body as JsonObject).query)).toEqual(["K1", "K2", "K3"]);
    });

    it("at the end the tables are those of a rebuilding", async () => {
      const before = await tablesOf(trial.store);
      await trial.rebuild();
      expect(await tablesOf(trial.store)).toEqual(before);
      expect((await trial.say(pk, lodge("M7", "G1"))).status).toBe(201);
      expect(register("G1").body.holder).toBe(HOLDER);
    });
  });
}
