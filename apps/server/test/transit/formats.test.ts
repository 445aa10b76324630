import type { JsonObject } from "@rahdari/ledger";
import { shippedDataDir, usableNetwork } from "@rahdari/network";
import { loadScenarios, stepsOf } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLAIN_ROAD } from "../../../../packages/exchange/test/support/json-carriage.ts";
import { haveSchemas, schemaErrors } from "../../../../packages/exchange/test/support/xml-oracles.ts";
import { officesOf } from "../../src/records/offices.ts";
import { storages } from "../support/storages.ts";
import { momentOf, Trial } from "../support/trial.ts";

/** Synthetic goods between synthetic firms. */
const PAYLOAD = {
  consignor: { name: "Synthetic Citrus", address: "1 Test Road, Lahore", country: "PK" },
  consignee: { name: "Synthetic Fruit", address: "2 Test Street, Almaty", country: "KZ" },
  items: [
    {
      hs: "080521",
      description: "mandarins",
      packages: { count: 900, kind: "crates" },
      grossGrams: 20_000_000,
    },
  ],
  value: { cents: 1_800_000, currency: "USD" },
};
const { scenarios, givens } = loadScenarios();
const steps = stepsOf(scenarios[0]!, givens);
const M1 = "/v1/transit/movements/M1";

it("an office that is no place of the network is lacking in every format", () => {
  const { officeOf } = officesOf(usableNetwork({ dirs: [shippedDataDir] }));
  expect(officeOf("PK/lahore").locode).toBe("PKLHE");
  expect(() => officeOf("PK/nowhere")).toThrow(/^every format asks for where PK\/nowhere is/);
});

describe("a movement in others' formats", () => {
  let trial: Trial;
  let pk = "";
  const post = (path: string, key: string, body: string, type = "application/json") =>
    trial.request(path, key, { method: "POST", headers: { "content-type": type }, body });

  beforeAll(async () => {
    const [pglite] = storages();
    const offices = [...new Set(steps.map(({ by }) => by))];
    const from = (momentOf(steps[0]!.at) - 60_000) as EpochMs;
    trial = await Trial.open({ offices, place: await pglite!.place(), from });
    for (const { at, by, does, with: body } of steps) {
      trial.now = momentOf(at);
      const key = await trial.key("authority", by.slice(0, 2));
      const payload = does === "declaration.lodge" ? { payload: PAYLOAD } : {};
      await trial.say(key, { office: by, kind: does, body: body as JsonObject, ...payload });
    }
    pk = await trial.key("authority", "PK");
  });
  afterAll(() => trial.remove());

  it("is told in messages of NCTS and eTIR, goods for who may see them", async () => {
    const { status, body } = await trial.get(`${M1}/ncts`, pk);
    const messages = body.messages as { type: string; entry: number; xml: string }[];
    expect(status).toBe(200);
    expect(messages.map(({ type }) => type)).toEqual([
      "CC015C",
      "CC928C",
      "CC028C",
      "CC029C",
      "CC007C",
      "CC043C",
      "CC044C",
      "CC025C",
      "CC045C",
    ]);
    expect(messages[0]?.xml).toContain("<descriptionOfGoods>mandarins</descriptionOfGoods>");
    const etir = (await trial.get(`${M1}/etir`, pk)).body.messages as { type: string }[];
    expect(new Set(etir.map(({ type }) => type))).toEqual(
      new Set([
        "E1",
        "E2",
        "E9",
        "E10",
        "I1",
        "I2",
        "I7",
        "I8",
        "I9",
        "I10",
        "I11",
        "I12",
        "I13",
        "I14",
        "E7",
      ]),
    );
    // China is a member of the ledger, and not on the way: it learns of the movement, not of the goods.
    const cn = await trial.key("authority", "CN");
    const there = (await trial.get(`${M1}/ncts`, cn)).body;
    expect(JSON.stringify(there)).not.toContain("mandarins");
    expect((there.missing as { type: string }[]).map(({ type }) => type)).toContain("CC015C");
  });

  it("tells of its guarantee what may be seen: registration, queries and their answers", async () => {
    const kz = await trial.key("authority", "KZ");
    const office = [...new Set(steps.map(({ by }) => by))].find((by) => by.startsWith("KZ/"))!;
    const query = { query: "GQ-1", guarantee: "XB25000071" };
    expect((await trial.say(kz, { office, kind: "guarantee.query", body: query })).status).toBe(201);
    const answer = { query: "GQ-1", usable: true, reason: null };
    const answered = await trial.say(pk, { office: "PK/lahore", kind: "guarantee.result", body: answer });
    expect([answered.status, answered.body]).toMatchObject([201, {}]);
    const types = async (key: string) => {
      const { messages } = (await trial.get(`${M1}/etir`, key)).body as {
        messages: { type: string; xml: string }[];
      };
      return messages.flatMap(({ type }) => (/^(?:E1|E2|I5|I6)$/.test(type) ? [type] : []));
    };
    expect(await types(pk)).toEqual(["E1", "E2", "I5", "I6"]);
    const { holder } = steps.find(({ does }) => does === "declaration.lodge")!.with as { holder: string };
    expect(await types(await trial.key("holder", holder))).toEqual(["E1", "E2", "I5", "I6"]);
  });

  it("names each message of the ledger that a format has none for, with the reason", async () => {
    const all = (await trial.get(`${M1}/messages?limit=500`, pk)).body.messages as {
      entry: number;
      kind: string;
    }[];
    for (const format of ["ncts", "etir"]) {
      const { messages, missing } = (await trial.get(`${M1}/${format}`, pk)).body as Record<
        string,
        JsonObject[]
      >;
      const told = new Set([...messages!, ...missing!].map(({ entry }) => entry));
      expect(
        all.filter(({ entry }) => !told.has(entry)),
        format,
      ).toEqual([]);
      expect(missing!.filter(({ type }) => type === "")).toEqual([]);
    }
    const { missing } = (await trial.get(`${M1}/ncts`, pk)).body as { missing: JsonObject[] };
    expect(missing).toContainEqual({
      entry: all.find(({ kind }) => kind === "operation.start")?.entry,
      kind: "operation.start",
      reason: "NCTS has no message of this kind, or no schema of one",
    });
  });

  it("is an EPCIS document in which offices have their own hours", async () => {
    const { status, body } = await trial.get(`${M1}/epcis`, pk);
    expect(status).toBe(200);
    const { eventList } = body.epcisBody as { eventList: JsonObject[] };
    expect(new Set(eventList.map(({ eventTimeZoneOffset }) => eventTimeZoneOffset))).toEqual(
      new Set(["+05:00", "+04:30"]),
    );
    expect(JSON.stringify(body)).not.toContain("mandarins");
  });

  it("is a consignment note where the contract is given, and goods may be seen", async () => {
    const note = await post(`${M1}/ecmr`, pk, JSON.stringify(PLAIN_ROAD));
    expect(note.status, await note.clone().text()).toBe(200);
    expect(JSON.stringify(await note.json())).toContain("mandarins");
    const cn = await trial.key("authority", "CN");
    const refused = await post(`${M1}/ecmr`, cn, JSON.stringify(PLAIN_ROAD));
    expect(await refused.json()).toMatchObject({ status: 422, code: "not-expressible" });
    expect((await post(`${M1}/ecmr`, pk, "{}")).status).toBe(422);
    expect((await post("/v1/transit/movements/M9/ecmr", pk, JSON.stringify(PLAIN_ROAD))).status).toBe(404);
  });

  it("comes back from its own declaration as a draft", async () => {
    const [declared] = (await trial.get(`${M1}/ncts`, pk)).body.messages as { xml: string }[];
    const path = "/v1/transit/imports/ncts-015?movement=M2";
    const draft = await post(path, pk, declared!.xml, "application/xml");
    expect(draft.status).toBe(200);
    const { declaration, payload } = (await draft.json()) as { declaration: JsonObject; payload: JsonObject };
    expect(declaration).toMatchObject({ movement: "M2", regime: "tir", guarantee: "XB25000071" });
    expect(payload).toMatchObject({ items: [{ hs: "080521", grossGrams: 20_000_000 }] });
    // What the gaps say is missing is given; the ledger has nothing else against it.
    const lodged = steps.find(({ does }) => does === "declaration.lodge")!;
    const { approval } = lodged.with.vehicle as JsonObject;
    const vehicle = { ...(declaration.vehicle as JsonObject), approval: approval ?? null };
    const priced = { ...payload, value: PAYLOAD.value };
    const draftOf = (body: JsonObject) => ({
      office: "PK/lahore",
      kind: "declaration.lodge",
      body,
      payload: priced,
    });
    const asItIs = await trial.say(pk, draftOf(declaration));
    expect(asItIs.body.errors).toMatchObject([
      { code: "vehicle/approval", pointer: "/body/vehicle/approval" },
    ]);
    const whole = { ...declaration, vehicle };
    expect((await trial.say(pk, draftOf(whole))).status).toBe(201);
    // Amended, each declaration keeps the goods that it was handed in with.
    const [item] = PAYLOAD.items;
    const other = { ...PAYLOAD, items: [{ ...item, description: "potatoes" }] };
    const amended = await trial.say(pk, { ...draftOf(whole), kind: "declaration.amend", payload: other });
    expect(amended.status).toBe(201);
    const { messages } = (await trial.get("/v1/transit/movements/M2/ncts", pk)).body;
    const goods = (messages as { type: string; xml: string }[]).flatMap(({ type, xml }) =>
      /<descriptionOfGoods>/.test(xml) ? [[type, /<descriptionOfGoods>([^<]*)/.exec(xml)?.[1]]] : [],
    );
    expect(goods).toEqual([
      ["CC015C", "mandarins"],
      ["CC013C", "potatoes"],
    ]);
  });

  it("answers what it cannot read with CC917C where XML is asked for", async () => {
    const path = "/v1/transit/imports/ncts-015";
    const body = '<n:CC015C xmlns:n="http://ncts.dgtaxud.ec" PhaseID="NCTS6"/>';
    const headers = { "content-type": "application/xml", accept: "application/xml" };
    const answer = await trial.request(path, pk, { method: "POST", headers, body });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([422, "application/xml"]);
    const xml = await answer.text();
    expect(xml).toMatch(/<ncts:CC917C[\s\S]*<messageRecipient>PK<[\s\S]*<errorCode>13</);
    if (haveSchemas) expect((await schemaErrors(new Map([["nack", xml]]))).get("nack")).toEqual([]);
  });

  it("refuses what is no declaration, with the place", async () => {
    const path = "/v1/transit/imports/ncts-015";
    const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
    const doctype = await post(path, pk, bomb, "application/xml");
    expect(await doctype.json()).toMatchObject({
      status: 422,
      code: "unreadable-document",
      detail: expect.stringMatching(/doctype.*line 1/),
    });
    const empty = '<n:CC015C xmlns:n="http://ncts.dgtaxud.ec" PhaseID="NCTS5.1"/>';
    const faults = (await (await post(path, pk, empty, "application/xml")).json()) as {
      errors: JsonObject[];
    };
    expect(faults.errors.length).toBeGreaterThan(3);
    expect((await post(path, pk, "{}")).status).toBe(415);
    for (const type of ["Application/XML", "text/xml; charset=utf-8"])
      expect((await post(path, pk, "<a/>", type)).status).toBe(422);
    for (const type of ["application/xml-dtd", "application/xmlx"])
      expect((await post(path, pk, "<a/>", type)).status).toBe(415);
    const houses = `<HouseConsignment>${"<PreviousDocument/>".repeat(23)}</HouseConsignment>`.repeat(1_900);
    const hollow = `<n:CC015C xmlns:n="http://ncts.dgtaxud.ec"><Consignment>${houses}</Consignment></n:CC015C>`;
    const answer = await post(path, pk, hollow, "application/xml");
    const { code, errors } = (await answer.json()) as { code: string; errors: JsonObject[] };
    expect([answer.status, code, errors.length]).toEqual([422, "unreadable-document", 101]);
    expect(errors.at(-1)?.detail).toMatch(/^and 13\d{4} more$/);
    expect((await post(path, pk, " ".repeat(2 << 20), "application/xml")).status).toBe(413);
  });
});
