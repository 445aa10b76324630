import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  declared,
  depart,
  embedded,
  faultOf,
  GUARANTOR,
  HOLDER,
  lodge,
  OTHER_HOLDER,
  openCorridor,
  PAYLOAD,
  register,
} from "../support/journey.ts";
import { SAMPLE_BODIES } from "../support/sample-bodies.ts";
import type { Trial } from "../support/trial.ts";

// Ids of others: what is another's and what does not exist have one answer, to the letter. M3 and G2 are the other
// holder's; M4 under G1 is the first one's; M0 and G0 are nowhere.

const storage = embedded();
let trial: Trial;
const keys = new Map<string, string>();

beforeAll(async () => {
  trial = await openCorridor({ place: await storage.place() });
  keys.set("authority", await trial.key("authority", "PK"));
  keys.set("onTheWay", await trial.key("authority", "KZ"));
  keys.set("holder", await trial.key("holder", HOLDER));
  keys.set("otherHolder", await trial.key("holder", OTHER_HOLDER));
  keys.set("guarantor", await trial.key("guarantor", GUARANTOR));
  const pk = keys.get("authority") as string;
  await trial.say(pk, { ...lodge("M3", "G2", { holder: OTHER_HOLDER }), payload: PAYLOAD });
  await depart(trial, "M4", { payload: PAYLOAD });
});
afterAll(() => trial.remove());

describe("what is another's", () => {
  it.each([
    ["movements/M3", "movements/M0"],
    ["movements/M3/messages", "movements/M0/messages"],
    ["movements/M3/events", "movements/M0/events"],
    ["movements/M3/payload", "movements/M0/payload"],
    ["guarantees/G2", "guarantees/G0"],
    ["entries/LODGED/receipt", "entries/4711/receipt"],
    ["entries/LODGED/receipt?disclose=items", "entries/4711/receipt?disclose=items"],
    // Entries about the ledger itself: the charter and the roster.
    ["entries/0/receipt", "entries/4711/receipt"],
    ["entries/1/receipt", "entries/4711/receipt"],
  ])("answers %s as %s, which does not exist", async (foreign, missing) => {
    const { app } = trial.engine.state;
    const path = foreign.replace("LODGED", String(app.movements.get("M3")?.lodgedAt));
    for (const name of ["holder", "guarantor"] as const) {
      const key = keys.get(name) as string;
      const [one, other] = await Promise.all([path, missing].map((each) => answer(each, key)));
      expect(one).toEqual(other);
      expect(one?.status).toBe(404);
    }
  });

  it.each(["declaration.withdraw", "declaration.present", "incident.report", "enquiry.hear"])(
    "is no more to be had by %s than what does not exist",
    async (kind) => {
      const key = keys.get("holder") as string;
      const say = (movement: string) =>
        trial.say(key, { office: "PK/lahore", kind, body: { ...SAMPLE_BODIES[kind], movement } });
      expect(await say("M3")).toEqual(await say("M0"));
    },
  );

  it.each([
    ["claim.contest", "movement"],
    ["reconcile.request", "movement"],
    ["guarantee.cancel", "guarantee"],
  ])("is no more to be had by %s of a guarantor than what does not exist", async (kind, field) => {
    const key = keys.get("guarantor") as string;
    // A guarantee of the guarantor's own by an unlucky name.
    await trial.say(key, register("undefined"));
    const say = (name: string) =>
      trial.say(key, { office: "PK/lahore", kind, body: { ...SAMPLE_BODIES[kind], [field]: name } });
    const [foreign, missing] = field === "guarantee" ? ["G2", "G0"] : ["M3", "M0"];
    expect(await say(foreign)).toEqual(await say(missing));
    expect((await say(foreign)).status).toBe(403);
  });

  it("is not deleted: keys and addresses of others are not there", async () => {
    const made = await trial.request("/v1/transit/hooks", keys.get("otherHolder") as string, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ url: "https://hooks.example.org/mine", scope: { of: "all" } }),
    });
    const { hook } = (await made.json()) as { readonly hook: { readonly id: string } };
    const remove = (id: string) =>
      trial.request(`/v1/transit/hooks/${id}`, keys.get("holder") as string, { method: "DELETE" });
    const [foreign, missing] = await Promise.all([remove(hook.id), remove("wh_000000000000")]);
    expect(foreign.status).toBe(404);
    expect(await foreign.text()).toBe(await missing.text());
    const own = await trial.get("/v1/transit/hooks", keys.get("otherHolder") as string);
    expect((own.body.hooks as JsonObject[]).some(({ id }) => id === hook.id)).toBe(true);
  });

  it("opens no goods by a rejected declaration that names somebody's movement", async () => {
    const authority = keys.get("authority") as string;
    const secret = { ...PAYLOAD, consignor: { ...PAYLOAD.consignor, name: "Nobody's business" } };
    const body = declared("M4", "G2", { holder: OTHER_HOLDER });
    const message = { office: "PK/lahore", kind: "declaration.lodge", body, payload: secret, evidence: true };
    const { params } = faultOf(await trial.say(authority, message));
    const { entry: at } = params as JsonObject;
    for (const name of ["holder", "authority", "onTheWay"]) {
      const path = `/v1/transit/entries/${at}/receipt?disclose=consignor`;
      const response = await trial.request(path, keys.get(name) as string);
      expect([name, response.status]).toEqual([name, 404]);
      expect(await response.text()).not.toContain("Nobody's business");
    }
    // The holder of the movement does not see whose declaration was rejected, the authorities do.
    for (const [name, sees] of [
      ["holder", false],
      ["authority", true],
    ] as const) {
      const { text } = await told("movements/M4/messages", keys.get(name) as string);
      expect(text.includes(OTHER_HOLDER), name).toBe(sees);
    }
  });

  it("has only authorities put on record what is bound to be rejected", async () => {
    const body = declared("M4", "G2", { holder: OTHER_HOLDER });
    const message = { office: "PK/lahore", kind: "declaration.lodge", body, evidence: true };
    const done = await trial.say(keys.get("otherHolder") as string, message);
    expect([done.status, faultOf(done).pointer]).toEqual([403, "/evidence"]);
  });
});

async function told(path: string, key: string): Promise<{ text: string }> {
  return { text: await (await trial.request(`/v1/transit/${path}`, key)).text() };
}

async function answer(path: string, key: string): Promise<{ status: number; body: string }> {
  const response = await trial.request(`/v1/transit/${path}`, key);
  return { status: response.status, body: await response.text() };
}
