import { MESSAGE_GROUPS } from "@rahdari/api";
import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RAIL, ROAD } from "../../../../packages/exchange/test/support/json-carriage.ts";
import { type Called, type Caller, NAMES, openCalled, send } from "../support/callers.ts";
import { embedded, HOLDER, lodge, OTHER_HOLDER } from "../support/journey.ts";

// Who may see and change what, endpoint by endpoint: the table is written by hand.

/**
 * Status for each caller: authority PK, its desk at Torkham, KZ on the way, CN elsewhere, holder, another holder,
 * guarantor, another guarantor. Whoever has no good key gets 401 everywhere. M5 is as M1, under G5, and nothing was
 * said about it since it was lodged at ENTRY.
 */
type Row = readonly [operation: string, what: string, statuses: readonly number[]];
const MAY_READ: readonly Row[] = [
  ["GET /v1/transit", "", [200, 200, 200, 200, 200, 200, 200, 200]],
  ["GET /v1/transit/movements", "", [200, 200, 200, 200, 200, 200, 200, 200]],
  ["GET /v1/transit/movements/{movement}", "M5", [200, 200, 200, 200, 200, 404, 200, 404]],
  ["GET /v1/transit/movements/{movement}/messages", "M5", [200, 200, 200, 200, 200, 404, 200, 404]],
  ["GET /v1/transit/movements/{movement}/events", "M5", [200, 200, 200, 200, 200, 404, 200, 404]],
  ["GET /v1/transit/movements/{movement}/payload", "M5", [200, 200, 200, 403, 200, 404, 403, 404]],
  ["PUT /v1/transit/movements/{movement}/payload", "M5", [204, 204, 204, 403, 204, 404, 403, 404]],
  ["GET /v1/transit/movements/{movement}/ncts", "M5", [200, 200, 200, 200, 200, 404, 200, 404]],
  ["GET /v1/transit/movements/{movement}/etir", "M5", [200, 200, 200, 200, 200, 404, 200, 404]],
  ["GET /v1/transit/movements/{movement}/epcis", "M5", [200, 200, 200, 200, 200, 404, 200, 404]],
  ["POST /v1/transit/movements/{movement}/ecmr", "M5", [200, 200, 200, 422, 200, 404, 422, 404]],
  ["POST /v1/transit/movements/{movement}/smgs", "M5", [200, 200, 200, 422, 200, 404, 422, 404]],
  ["POST /v1/transit/imports/ncts-015", "", [415, 415, 415, 415, 415, 415, 415, 415]],
  ["GET /v1/transit/offices/{member}/{office}/queue", "PK/lahore", [200, 403, 403, 403, 403, 403, 403, 403]],
  [
    "GET /v1/transit/offices/{member}/{office}/queue",
    "PK/torkham-pk",
    [200, 200, 403, 403, 403, 403, 403, 403],
  ],
  ["GET /v1/transit/offices/{member}/{office}/queue", "KZ/almaty", [403, 403, 200, 403, 403, 403, 403, 403]],
  ["GET /v1/transit/offices/{member}/{office}/events", "PK/lahore", [200, 403, 403, 403, 403, 403, 403, 403]],
  [
    "GET /v1/transit/offices/{member}/{office}/events",
    "PK/torkham-pk",
    [200, 200, 403, 403, 403, 403, 403, 403],
  ],
  ["GET /v1/transit/guarantees/{guarantee}", "G5", [200, 200, 200, 200, 200, 404, 200, 404]],
  ["GET /v1/transit/guarantees/{guarantee}", "G2", [200, 200, 200, 200, 404, 200, 404, 200]],
  ["GET /v1/transit/entries/{entry}/receipt", "ENTRY", [200, 200, 200, 200, 200, 404, 200, 404]],
  [
    "GET /v1/transit/entries/{entry}/receipt",
    "ENTRY?disclose=items",
    [200, 200, 200, 403, 200, 404, 403, 404],
  ],
  ["GET /v1/transit/keys", "", [200, 403, 200, 200, 403, 403, 403, 403]],
  ["POST /v1/transit/keys", "", [201, 403, 422, 422, 403, 403, 403, 403]],
  ["DELETE /v1/transit/keys/{id}", "rk_000000000000", [404, 403, 404, 404, 403, 403, 403, 403]],
  ["GET /v1/transit/hooks", "", [200, 200, 200, 200, 200, 200, 200, 200]],
  ["POST /v1/transit/hooks", "all", [201, 201, 201, 201, 201, 201, 201, 201]],
  ["POST /v1/transit/hooks", "PK/lahore", [201, 403, 403, 403, 403, 403, 403, 403]],
  ["DELETE /v1/transit/hooks/{id}", "wh_000000000000", [404, 404, 404, 404, 404, 404, 404, 404]],
];

/** What a POST or PUT of the table above carries. */
const SENT: Record<string, object> = {
  "POST /v1/transit/movements/{movement}/ecmr M5": ROAD,
  "POST /v1/transit/movements/{movement}/smgs M5": RAIL,
  "POST /v1/transit/imports/ncts-015 ": {},
  "POST /v1/transit/keys ": { role: "holder", subject: HOLDER, label: "a carrier" },
  "POST /v1/transit/hooks all": { url: "https://hooks.example.org/", scope: { of: "all" } },
  "POST /v1/transit/hooks PK/lahore": {
    url: "https://hooks.example.org/",
    scope: { of: "office", office: "PK/lahore" },
  },
};

const storage = embedded();
let called: Called;
beforeAll(async () => {
  called = await openCalled(await storage.place());
  const pk = called.keys.get("authority") as string;
  const payload = await called.trial.get("/v1/transit/movements/M5/payload", pk);
  SENT["PUT /v1/transit/movements/{movement}/payload M5"] = payload.body;
});
afterAll(() => called.trial.remove());

describe("who may see and change what", () => {
  it("is told for every operation of the interface", async () => {
    const document = (await (await called.trial.request("/openapi.json", null)).json()) as {
      readonly paths: Readonly<Record<string, object>>;
    };
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const messages = MESSAGE_GROUPS.map(({ name }) => `POST /v1/transit/messages/${name}`);
    const told = new Set([...MAY_READ.map(([operation]) => operation), ...messages]);
    // Without a key, for whoever watches over the server.
    told.add("GET /health");
    expect(operations.toSorted()).toEqual([...told].toSorted());
  });

  it("is for nobody on the ledger itself, whatever the key: nodes have another port for it", async () => {
    const paths = [
      "checkpoint",
      "bundle",
      "receipts/8",
      "tile/entries/000.p/8",
      "chains/PK/lahore",
      "events",
    ];
    const { origin } = called.trial.engine;
    const addresses = [...paths.map((path) => `/${origin}/${path}`), `/${origin}`, "/metrics", "/"];
    for (const address of addresses)
      for (const key of [...called.keys.values(), ...called.strangers.values()])
        expect([address, (await called.trial.request(address, key)).status]).toEqual([address, 404]);
  });

  describe.each(MAY_READ)("%s %s", (operation, what, statuses) => {
    it("is for nobody without a good key", async () => {
      for (const [who, key] of called.strangers) {
        const response = await ask(operation, what, key);
        expect([who, response.status]).toEqual([who, 401]);
        expect(await response.json()).toMatchObject({ code: "no-key" });
        expect(response.headers.get("www-authenticate")).toBe('Bearer realm="transit"');
      }
    });

    it.each(NAMES.map((name, i) => [name, statuses[i] as number] as const))(
      "%s: %i",
      async (name, status) => {
        const response = await ask(operation, what, called.keys.get(name) as string);
        await response.body?.cancel();
        expect(response.status).toBe(status);
      },
    );
  });

  it("is described with all that it may answer", async () => {
    const { paths } = (await (await called.trial.request("/openapi.json", null)).json()) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
    };
    for (const [path, operations] of Object.entries(paths))
      for (const { responses, security } of Object.values(operations)) {
        for (const status of security ? ["405", "500", "503"] : ["401", "405", "429", "500", "503", "507"])
          expect([path, Object.keys(responses as JsonObject)]).toEqual([
            path,
            expect.arrayContaining([status]),
          ]);
        // What needs no key looks at no query.
        if (security) continue;
        const { description } = (responses as Record<string, JsonObject>)["400"] as JsonObject;
        expect([path, description]).toEqual([path, expect.stringContaining("invalid-query")]);
      }
    const of = (path: string) => paths[path]?.get as JsonObject;
    const query = of("/v1/transit/movements").parameters as unknown as { name: string; schema: JsonObject }[];
    const limit = { type: "integer", minimum: 1, maximum: 500, default: 100 };
    expect(query.find(({ name }) => name === "limit")?.schema).toMatchObject(limit);
    expect(query.find(({ name }) => name === "state")?.schema.enum).toContain("in-transit");
    expect(JSON.stringify(of("/v1/transit/movements/{movement}/epcis").responses)).toContain(
      "application/ld+json",
    );
  });

  it("is refused under another method with those that are allowed, whoever asks", async () => {
    const { paths } = (await (await called.trial.request("/openapi.json", null)).json()) as {
      readonly paths: Readonly<Record<string, object>>;
    };
    const pk = called.keys.get("authority") as string;
    for (const [template, operations] of Object.entries(paths)) {
      const allowed = Object.keys(operations).map((method) => method.toUpperCase());
      const path = template.replace("{member}/{office}", "PK/lahore").replace(/\{\w+\}/, "M5");
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        if (allowed.includes(method)) continue;
        const response = await called.trial.request(path, pk, { method });
        const allow = response.headers.get("allow")?.split(", ").toSorted();
        expect([method, path, response.status]).toEqual([method, path, 405]);
        expect(allow?.filter((one) => one !== "HEAD")).toEqual(allowed.toSorted());
      }
    }
  });

  it("lists a holder and a guarantor their own movements alone", async () => {
    const seen = async (name: Caller) => {
      const { body } = await called.trial.get("/v1/transit/movements", called.keys.get(name) as string);
      return (body.movements as JsonObject[]).map(({ movement }) => movement);
    };
    await called.trial.say(
      called.keys.get("authority") as string,
      lodge("M2", "G2", { holder: OTHER_HOLDER }),
    );
    expect(await seen("authority")).toEqual(["M1", "M5", "M2"]);
    expect(await seen("holder")).toEqual(["M1", "M5"]);
    expect(await seen("guarantor")).toEqual(["M1", "M5"]);
    expect(await seen("otherHolder")).toEqual(["M2"]);
    expect(await seen("otherGuarantor")).toEqual(["M2"]);
  });

  it("gives keys in no other authority's name, and for no party that another admitted", async () => {
    const pk = called.keys.get("authority") as string;
    const kz = called.keys.get("onTheWay") as string;
    const fault = async (key: string, wanted: JsonObject) => {
      const response = await send(called, "POST", "/v1/transit/keys", key, wanted);
      const { errors } = (await response.json()) as { readonly errors?: readonly JsonObject[] };
      return [response.status, errors?.[0]?.pointer];
    };
    const label = "x";
    const offices = ["PK/lahore", "KZ/almaty"];
    expect(await fault(pk, { role: "authority", offices, label })).toEqual([422, "/offices/1"]);
    expect(await fault(pk, { role: "authority", offices: [], label })).toEqual([422, "/offices"]);
    expect(await fault(pk, { role: "authority", subject: "KZ", offices: null, label })).toEqual([
      422,
      "/subject",
    ]);
    expect(await fault(kz, { role: "holder", subject: HOLDER, label })).toEqual([422, "/subject"]);
    expect(await fault(pk, { role: "holder", subject: "PAK/041/000", label })).toEqual([422, "/subject"]);
    expect(await fault(pk, { role: "guarantor", subject: "PK-NOBODY", label })).toEqual([422, "/subject"]);
    expect(await fault(pk, { role: "root", subject: "PK", label })).toEqual([422, "/role"]);
  });

  it("takes a key back at once, and only for who gave it", async () => {
    const pk = called.keys.get("authority") as string;
    const given = await send(called, "POST", "/v1/transit/keys", pk, {
      role: "authority",
      offices: ["PK/sost"],
      label: "x",
    });
    const { id, key } = (await given.json()) as { readonly id: string; readonly key: string };
    const about = async () => (await called.trial.request("/v1/transit", key)).status;
    const revoke = async (by: Caller) =>
      (
        await called.trial.request(`/v1/transit/keys/${id}`, called.keys.get(by) as string, {
          method: "DELETE",
        })
      ).status;
    expect(await about()).toBe(200);
    expect(await revoke("onTheWay")).toBe(404);
    expect(await about()).toBe(200);
    expect(await revoke("authority")).toBe(204);
    expect(await about()).toBe(401);
    await called.trial.reopen();
    expect(await about()).toBe(401);
  });
});

/** `what` goes into the address: a name, or a name with a query. */
function ask(operation: string, what: string, key: string | null): Promise<Response> {
  const [method = "", template = ""] = operation.split(" ");
  const [name = "", query] = what.replace("ENTRY", String(called.entry)).split("?");
  const path = template.replace("{member}/{office}", name).replace(/\{\w+\}/, name);
  const address = query === undefined ? path : `${path}?${query}`;
  const body = SENT[`${operation} ${what}`];
  return body ? send(called, method, address, key, body) : called.trial.request(address, key, { method });
}
