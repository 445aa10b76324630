import type { JsonObject } from "@rahdari/ledger";
import { declaresGoods } from "@rahdari/transit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depart, embedded, HOLDER, lodge, openCorridor, PAYLOAD, register } from "../support/journey.ts";
import { SAMPLE_BODIES } from "../support/sample-bodies.ts";
import { pathOf, type Trial } from "../support/trial.ts";

// What clients are generated from has to take what the server takes and gives: its own schemas, read by another reader.

type Media = { readonly schema: JsonObject };
type Operation = {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: JsonObject;
  }[];
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const storage = embedded();
let trial: Trial;
let pk: string;
let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  trial = await openCorridor({ place: await storage.place() });
  pk = await trial.key("authority", "PK");
  await depart(trial, "M1", { payload: PAYLOAD });
  await trial.say(pk, register("G5"));
  await trial.say(pk, lodge("M5", "G5"));
  document = (await (await trial.request("/openapi.json", null)).json()) as Document;
  const formats = { "date-time": /^\d{4}-\d\d-\d\dT/, date: /^\d{4}-\d\d-\d\d$/, uri: /^https?:/ };
  ajv = new Ajv2020({ strict: false, allErrors: true, formats });
  ajv.addSchema(document, "transit");
});
afterAll(() => trial.remove());

/** What a value has that its schema in the document does not take. */
function faultsOf(value: unknown, ...place: readonly string[]) {
  const names = place.map((name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1")));
  const isValid = ajv.compile({ $ref: `transit#/${names.join("/")}` });
  isValid(value);
  return isValid.errors ?? [];
}

function* patterns(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value))
    if (key === "pattern" && typeof inner === "string") yield inner;
    else yield* patterns(inner);
}

describe("patterns of the document", () => {
  it("are read as the schemas mean them", () => {
    const all = [...new Set(patterns(document))];
    expect(all.length).toBeGreaterThan(10);
    for (const pattern of all) {
      expect(pattern, "ends in no flag").not.toMatch(/(?<!\\)\/[a-z]*$/);
      expect(() => new RegExp(pattern, "u"), pattern).not.toThrow();
    }
    expect(all.some((pattern) => new RegExp(pattern, "u").test("Sargodha Orchards"))).toBe(true);
  });
});

describe("what the server takes", () => {
  it("is a moment with milliseconds, and the document says so", () => {
    const place = [
      "paths",
      pathOf("node.available"),
      "post",
      "requestBody",
      "content",
      "application/json",
      "schema",
    ];
    const sent = (at: string, from: string) => ({
      kind: "node.available",
      office: "PK/lahore",
      at,
      body: { from },
    });
    const [whole, milliseconds] = ["2027-01-11T04:15:00Z", "2027-01-11T04:15:00.000Z"];
    expect(faultsOf(sent(milliseconds, milliseconds), ...place)).toEqual([]);
    expect(faultsOf(sent(whole, milliseconds), ...place)).not.toEqual([]);
    expect(faultsOf(sent(milliseconds, whole), ...place)).not.toEqual([]);
  });

  it("has as many values as the document says", () => {
    const place = [
      "paths",
      pathOf("control.decide"),
      "post",
      "requestBody",
      "content",
      "application/json",
      "schema",
    ];
    const sent = (types: readonly string[]) => ({
      kind: "control.decide",
      office: "PK/lahore",
      body: { movement: "M1", types },
    });
    expect(faultsOf(sent(["10", "20"]), ...place)).toEqual([]);
    expect(faultsOf(sent(["10", "10"]), ...place)).not.toEqual([]);
  });

  it.each(Object.keys(SAMPLE_BODIES))("is what its schema takes: %s", (kind) => {
    const goods = declaresGoods(kind) ? { payload: PAYLOAD } : {};
    const message = { kind, office: "PK/lahore", body: SAMPLE_BODIES[kind], at: null, ...goods };
    const place = ["paths", pathOf(kind), "post", "requestBody", "content", "application/json", "schema"];
    expect(faultsOf(message, ...place)).toEqual([]);
    expect(faultsOf({ ...message, office: "lahore" }, ...place)).not.toEqual([]);
    expect(faultsOf({ ...message, body: { ...SAMPLE_BODIES[kind], strange: 1 } }, ...place)).not.toEqual([]);
  });

  it("is what it gives as examples", () => {
    const given = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { parameters = [] }]) =>
        parameters.map(({ schema }, i) => ({
          place: ["paths", path, method, "parameters", `${i}`, "schema"],
          schema,
        })),
      ),
    );
    const examples = given.filter(({ schema }) => schema.example !== undefined);
    expect(examples.length).toBeGreaterThan(20);
    for (const { place, schema } of examples)
      expect([place, faultsOf(schema.example, ...place)]).toEqual([place, []]);
  });
});

describe("what the server gives", () => {
  it("is a refusal of a body only where it takes one", () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { requestBody, responses }] of Object.entries(operations)) {
        const ofBodies = Object.keys(responses).filter((status) => ["413", "415"].includes(status));
        expect([path, method, ofBodies]).toEqual([path, method, requestBody ? ["413", "415"] : []]);
      }
  });

  it("of its health needs no key", () => {
    expect(document.paths["/health"]?.get?.security).toEqual([]);
  });

  it.each([
    ["/health", "/health"],
    ["/v1/transit", "/v1/transit"],
    ["/v1/transit/movements", "/v1/transit/movements"],
    ["/v1/transit/movements/{movement}", "/v1/transit/movements/M1"],
    ["/v1/transit/movements/{movement}", "/v1/transit/movements/M0"],
    ["/v1/transit/movements/{movement}/messages", "/v1/transit/movements/M1/messages"],
    ["/v1/transit/movements/{movement}/payload", "/v1/transit/movements/M1/payload"],
    ["/v1/transit/movements/{movement}/payload", "/v1/transit/movements/M5/payload"],
    ["/v1/transit/movements/{movement}/ncts", "/v1/transit/movements/M1/ncts"],
    ["/v1/transit/movements/{movement}/etir", "/v1/transit/movements/M1/etir"],
    ["/v1/transit/offices/{member}/{office}/queue", "/v1/transit/offices/PK/lahore/queue"],
    ["/v1/transit/offices/{member}/{office}/queue", "/v1/transit/offices/PK/lahore/queue?task=none"],
    ["/v1/transit/guarantees/{guarantee}", "/v1/transit/guarantees/G1"],
    ["/v1/transit/keys", "/v1/transit/keys"],
    ["/v1/transit/hooks", "/v1/transit/hooks"],
  ])("is what %s says: %s", async (path, address) => {
    const response = await trial.request(address, pk);
    expect(faultsIn(path, "get", response.status, await response.json(), typeOf(response))).toEqual([]);
  });

  it.each([
    [201, { ...lodge("M6", "G5"), payload: PAYLOAD }],
    [409, { office: "PK/lahore", kind: "release.grant", body: { movement: "M1" } }],
    [422, { office: "PK/lahore", kind: "release.grant", body: { movement: "M 1" } }],
    [422, { office: "PK/karachi", kind: "release.grant", body: { movement: "M1" } }],
  ])("of a message is what is said of it: %i", async (status, message) => {
    const path = pathOf(message.kind);
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const response = await trial.request(path, pk, {
      method: "POST",
      headers,
      body: JSON.stringify(message),
    });
    expect(response.status).toBe(status);
    expect(faultsIn(path, "post", status, await response.json(), typeOf(response))).toEqual([]);
  });

  it("of keys is what is said of them", async () => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ role: "holder", subject: HOLDER, label: "a carrier" });
    const response = await trial.request("/v1/transit/keys", pk, { method: "POST", headers, body });
    expect(faultsIn("/v1/transit/keys", "post", 201, await response.json(), typeOf(response))).toEqual([]);
  });
});

function typeOf(response: Response): string {
  return response.headers.get("content-type")?.split(";")[0] ?? "";
}

function faultsIn(path: string, method: string, status: number, answer: unknown, type: string) {
  expect(answer).not.toEqual({});
  return faultsOf(answer, "paths", path, method, "responses", String(status), "content", type, "schema");
}
