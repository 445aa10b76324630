import { MESSAGE_GROUPS } from "@rahdari/api";
import type { JsonObject } from "@rahdari/ledger";
import { declaresGoods } from "@rahdari/transit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RAIL, ROAD } from "../../../../packages/exchange/test/support/json-carriage.ts";
import {
  declared,
  embedded,
  GUARANTOR,
  HOLDER,
  lodge,
  OTHER_GUARANTOR,
  OTHER_HOLDER,
  openCorridor,
  PAYLOAD,
  register,
  sayAll,
} from "../support/journey.ts";
import { SAMPLE_BODIES } from "../support/sample-bodies.ts";
import { pathOf, type Trial } from "../support/trial.ts";

// Who may send and see what, endpoint by endpoint. The tables are written by hand, from what the parties are to
// each other: M1 is the holder's, under the guarantor's G1; the message is always handed to PK/lahore.

const CALLERS = {
  authority: ["authority", "PK", null],
  desk: ["authority", "PK", ["PK/torkham-pk"]],
  onTheWay: ["authority", "KZ", null],
  elsewhere: ["authority", "CN", null],
  holder: ["holder", HOLDER, null],
  otherHolder: ["holder", OTHER_HOLDER, null],
  guarantor: ["guarantor", GUARANTOR, null],
  otherGuarantor: ["guarantor", OTHER_GUARANTOR, null],
} as const;
type Caller = keyof typeof CALLERS;
const NAMES = Object.keys(CALLERS) as Caller[];

/** Who may have PK/lahore state what; a desk of another office, another state, another party never may. */
const MAY_STATE: Readonly<Record<string, readonly Caller[]>> = {
  "holder.authorise": ["authority"],
  "holder.exclude": ["authority"],
  "guarantor.authorise": ["authority"],
  "guarantor.revoke": ["authority"],
  "guarantee.register": ["authority", "guarantor"],
  "guarantee.cancel": ["authority", "guarantor"],
  "guarantee.query": ["authority"],
  "guarantee.result": ["authority"],
  "guarantee.accept": ["authority"],
  "guarantee.reject": ["authority"],
  "liability.reserve": ["authority"],
  "liability.release": ["authority"],
  "declaration.lodge": ["authority", "holder"],
  "declaration.amend": ["authority", "holder"],
  "declaration.withdraw": ["authority", "holder"],
  "declaration.present": ["authority", "holder"],
  "declaration.reject": ["authority"],
  "declaration.accept": ["authority"],
  "control.decide": ["authority"],
  "control.result": ["authority"],
  "release.grant": ["authority"],
  "release.refuse": ["authority"],
  "notice.advance": ["authority"],
  "operation.start": ["authority"],
  "operation.refuse": ["authority"],
  "operation.extend": ["authority"],
  "operation.terminate": ["authority"],
  "operation.discharge": ["authority"],
  "seal.affix": ["authority"],
  "seal.check": ["authority"],
  "seal.break": ["authority"],
  "seal.replace": ["authority"],
  "seal.remove": ["authority"],
  "seal.alarm": ["authority"],
  "seal.investigate": ["authority"],
  "incident.report": ["authority", "holder"],
  "incident.endorse": ["authority"],
  "diversion.request": ["authority", "holder"],
  "diversion.decide": ["authority"],
  "diversion.forward": ["authority"],
  "transport.suspend": ["authority"],
  "transport.resume": ["authority"],
  "discrepancy.notify": ["authority"],
  "discrepancy.resolve": ["authority"],
  "status.request": ["authority"],
  "status.reply": ["authority"],
  "enquiry.open": ["authority"],
  "enquiry.ask": ["authority"],
  "enquiry.hear": ["authority", "holder"],
  "enquiry.answer": ["authority"],
  "enquiry.close": ["authority"],
  "claim.notify": ["authority"],
  "claim.lodge": ["authority"],
  "claim.contest": ["authority", "guarantor"],
  "claim.decide": ["authority"],
  "claim.pay": ["authority"],
  "claim.reject": ["authority"],
  "claim.refund": ["authority"],
  "claim.end": ["authority"],
  "claim.transfer": ["authority"],
  "movement.invalidate": ["authority"],
  "fallback.open": ["authority"],
  "fallback.capture": ["authority"],
  "reconcile.request": ["authority", "guarantor"],
  "reconcile.reply": ["authority"],
  "node.unavailable": ["authority"],
  "node.available": ["authority"],
  "right.grant": ["authority"],
  "right.close": ["authority"],
  "right.lease": ["authority"],
  "right.return": ["authority"],
  "right.reserve": ["authority"],
  "right.spend": ["authority"],
  "right.release": ["authority"],
};

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
let trial: Trial;
const keys = new Map<Caller, string>();
const strangers = new Map<string, string | null>();
let entry: number;

beforeAll(async () => {
  trial = await openCorridor({ place: await storage.place() });
  for (const name of NAMES) {
    const [role, subject, offices] = CALLERS[name];
    keys.set(name, await trial.key(role, subject, offices));
  }
  const pk = keys.get("authority") as string;
  await sayAll(trial, pk, [lodge("M1", "G1"), register("G5")]);
  const lodged = await trial.say(pk, { ...lodge("M5", "G5"), payload: PAYLOAD });
  entry = lodged.body.entry as number;
  const payload = await trial.get("/v1/transit/movements/M5/payload", pk);
  SENT["PUT /v1/transit/movements/{movement}/payload M5"] = payload.body;
  const given = { role: "authority", subject: "PK", offices: null, issuer: "PK", label: "lost" } as const;
  const { id, secret } = await trial.transit.credentials.give(given);
  await trial.transit.credentials.revoke(id, "PK");
  strangers.set("no key", null);
  strangers.set("a malformed key", "rk_nothing");
  strangers.set("an unknown key", `rk_0123456789ab_${"A".repeat(43)}`);
  strangers.set("the id of a good key with another secret", `${pk.slice(0, 15)}_${"A".repeat(43)}`);
  strangers.set("a revoked key", secret);
});
afterAll(() => trial.remove());

describe("who may have an office state what", () => {
  it("is told for every kind of every group", () => {
    const kinds = MESSAGE_GROUPS.flatMap((group) => group.kinds).toSorted();
    expect(Object.keys(MAY_STATE).toSorted()).toEqual(kinds);
    expect(Object.keys(SAMPLE_BODIES).toSorted()).toEqual(kinds);
  });

  describe.each(Object.keys(MAY_STATE))("%s", (kind) => {
    const goods = declaresGoods(kind) ? { payload: PAYLOAD } : {};
    const message = () => ({ office: "PK/lahore", kind, body: SAMPLE_BODIES[kind] as JsonObject, ...goods });

    it("is not taken from a stranger", async () => {
      for (const [who, key] of strangers) {
        const response = await post(pathOf(kind), key, message());
        expect(response.status, who).toBe(401);
      }
    });

    it("is taken from those of the table and from nobody else", async () => {
      const before = trial.engine.state.size;
      const denied = NAMES.filter((name) => !MAY_STATE[kind]?.includes(name));
      for (const name of denied) {
        const { status, body } = await trial.say(keys.get(name) as string, message());
        expect([name, status, body.code]).toEqual([name, 403, "not-allowed"]);
      }
      expect(trial.engine.state.size).toBe(before);
      for (const name of MAY_STATE[kind] ?? []) {
        const { status, body } = await trial.say(keys.get(name) as string, message());
        const rest = [name, [401, 403].includes(status), body.code === "invalid-request"];
        expect(rest, JSON.stringify(body)).toEqual([name, false, false]);
      }
    });
  });

  it("is refused to a holder who names another movement's holder as its own", async () => {
    const body = declared("M1", "G2", { holder: OTHER_HOLDER });
    const key = keys.get("otherHolder") as string;
    const done = await trial.say(key, { office: "PK/lahore", kind: "declaration.amend", body });
    expect(done.status).toBe(403);
  });

  it("is refused to a holder who leaves the goods out", async () => {
    const key = keys.get("holder") as string;
    const { status, body } = await trial.say(key, lodge("M9", "G1"));
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer: "/payload" })]]);
  });

  it("is refused to a guarantor who registers in another's name, and to a holder who lodges so", async () => {
    const guarantor = keys.get("otherGuarantor") as string;
    expect((await trial.say(guarantor, register("G9"))).status).toBe(403);
    expect((await trial.say(keys.get("otherHolder") as string, lodge("M9", "G1"))).status).toBe(403);
  });

  it("is for offices of this authority alone, whatever the name looks like", async () => {
    for (const office of ["PK/karachi", "PK/lahore-2", "PK/torkham2"]) {
      const done = await trial.say(keys.get("authority") as string, { ...lodge("M9", "G1"), office });
      expect([office, done.status, done.body.code]).toEqual([office, 422, "office-not-here"]);
    }
    for (const office of ["PK", "PK/", "PK//lahore", "pk/lahore", "PK/lahore/", "PK/Lahore", "PK/lahore\n"]) {
      const done = await trial.say(keys.get("authority") as string, { ...lodge("M9", "G1"), office });
      expect([office, done.status, done.body.code]).toEqual([office, 422, "invalid-request"]);
    }
  });
});

describe("who may see and change what", () => {
  it("is told for every operation of the interface", async () => {
    const document = (await (await trial.request("/openapi.json", null)).json()) as {
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
    const { origin } = trial.engine;
    const addresses = [...paths.map((path) => `/${origin}/${path}`), `/${origin}`, "/metrics", "/"];
    for (const address of addresses)
      for (const key of [...keys.values(), ...strangers.values()])
        expect([address, (await trial.request(address, key)).status]).toEqual([address, 404]);
  });

  describe.each(MAY_READ)("%s %s", (operation, what, statuses) => {
    it("is for nobody without a good key", async () => {
      for (const [who, key] of strangers) {
        const response = await ask(operation, what, key);
        expect([who, response.status]).toEqual([who, 401]);
        expect(await response.json()).toMatchObject({ code: "no-key" });
        expect(response.headers.get("www-authenticate")).toBe('Bearer realm="transit"');
      }
    });

    it.each(NAMES.map((name, i) => [name, statuses[i] as number] as const))(
      "%s: %i",
      async (name, status) => {
        const response = await ask(operation, what, keys.get(name) as string);
        await response.body?.cancel();
        expect(response.status).toBe(status);
      },
    );
  });

  it("is described with all that it may answer", async () => {
    const { paths } = (await (await trial.request("/openapi.json", null)).json()) as {
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
    const { paths } = (await (await trial.request("/openapi.json", null)).json()) as {
      readonly paths: Readonly<Record<string, object>>;
    };
    const pk = keys.get("authority") as string;
    for (const [template, operations] of Object.entries(paths)) {
      const allowed = Object.keys(operations).map((method) => method.toUpperCase());
      const path = template.replace("{member}/{office}", "PK/lahore").replace(/\{\w+\}/, "M5");
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        if (allowed.includes(method)) continue;
        const response = await trial.request(path, pk, { method });
        const allow = response.headers.get("allow")?.split(", ").toSorted();
        expect([method, path, response.status]).toEqual([method, path, 405]);
        expect(allow?.filter((one) => one !== "HEAD")).toEqual(allowed.toSorted());
      }
    }
  });

  it("lists a holder and a guarantor their own movements alone", async () => {
    const seen = async (name: Caller) => {
      const { body } = await trial.get("/v1/transit/movements", keys.get(name) as string);
      return (body.movements as JsonObject[]).map(({ movement }) => movement);
    };
    await trial.say(keys.get("authority") as string, lodge("M2", "G2", { holder: OTHER_HOLDER }));
    expect(await seen("authority")).toEqual(["M1", "M5", "M2"]);
    expect(await seen("holder")).toEqual(["M1", "M5"]);
    expect(await seen("guarantor")).toEqual(["M1", "M5"]);
    expect(await seen("otherHolder")).toEqual(["M2"]);
    expect(await seen("otherGuarantor")).toEqual(["M2"]);
  });

  it("gives keys in no other authority's name, and for no party that another admitted", async () => {
    const pk = keys.get("authority") as string;
    const kz = keys.get("onTheWay") as string;
    const fault = async (key: string, wanted: JsonObject) => {
      const response = await post("/v1/transit/keys", key, wanted);
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
    const pk = keys.get("authority") as string;
    const given = await post("/v1/transit/keys", pk, { role: "authority", offices: ["PK/sost"], label: "x" });
    const { id, key } = (await given.json()) as { readonly id: string; readonly key: string };
    const about = async () => (await trial.request("/v1/transit", key)).status;
    const revoke = async (by: Caller) =>
      (await trial.request(`/v1/transit/keys/${id}`, keys.get(by) as string, { method: "DELETE" })).status;
    expect(await about()).toBe(200);
    expect(await revoke("onTheWay")).toBe(404);
    expect(await about()).toBe(200);
    expect(await revoke("authority")).toBe(204);
    expect(await about()).toBe(401);
    await trial.reopen();
    expect(await about()).toBe(401);
  });
});

function post(path: string, key: string | null, body: object): Promise<Response> {
  return send("POST", path, key, body);
}

function send(method: string, path: string, key: string | null, body: object): Promise<Response> {
  return trial.request(path, key, {
    method,
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
}

/** `what` goes into the address: a name, or a name with a query. */
function ask(operation: string, what: string, key: string | null): Promise<Response> {
  const [method = "", template = ""] = operation.split(" ");
  const [name = "", query] = what.replace("ENTRY", String(entry)).split("?");
  const path = template.replace("{member}/{office}", name).replace(/\{\w+\}/, name);
  const address = query === undefined ? path : `${path}?${query}`;
  const body = SENT[`${operation} ${what}`];
  return body ? send(method, address, key, body) : trial.request(address, key, { method });
}
