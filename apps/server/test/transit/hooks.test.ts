import type { JsonObject } from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  depart,
  embedded,
  HOLDER,
  lodge,
  notice,
  OTHER_HOLDER,
  openCorridor,
  register,
} from "../support/journey.ts";
import { failing, ok, Receiver } from "../support/receiver.ts";
import { eventually } from "../support/serve.ts";
import { storages } from "../support/storages.ts";
import type { Trial } from "../support/trial.ts";

// Addresses that are told of messages: signed, in order, nothing lost whatever the other side does.

describe("an address that is told", () => {
  const storage = embedded();
  let trial: Trial;
  let pk: string;
  let receiver: Receiver;
  beforeAll(async () => {
    trial = await openCorridor({ place: await storage.place() });
    pk = await trial.key("authority", "PK");
    await depart(trial, "M1");
  });
  afterAll(() => trial.remove());
  beforeEach(async () => {
    receiver = await Receiver.open();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const key of [pk, await trial.key("holder", HOLDER), await trial.key("authority", "AF")])
      for (const { id } of await list(key)) await remove(String(id), key);
    await receiver.close();
  });

  const post = (path: string, key: string, body: JsonObject) =>
    trial.request(path, key, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  async function add(key: string, scope: JsonObject = { of: "all" }, url = receiver.url) {
    const response = await post("/v1/transit/hooks", key, { url, scope });
    expect(response.status).toBe(201);
    const { hook, secret } = (await response.json()) as {
      readonly hook: JsonObject;
      readonly secret: string;
    };
    return { id: String(hook.id), secret };
  }
  const list = async (key: string) => (await trial.get("/v1/transit/hooks", key)).body.hooks as JsonObject[];
  const hookOf = async (id: string, key = pk) => (await list(key)).find((hook) => hook.id === id);
  async function remove(id: string, key: string): Promise<number> {
    return (await trial.request(`/v1/transit/hooks/${id}`, key, { method: "DELETE" })).status;
  }
  const say = async (message: Parameters<Trial["say"]>[1]) => {
    const { status, body } = await trial.say(pk, message);
    expect(status, JSON.stringify(body)).toBe(201);
    return body.entry as number;
  };
  const wait = (ms: number) => {
    trial.now = (trial.now + ms) as EpochMs;
  };

  it("hears of messages in order, each signed as Standard Webhooks say, as they are read elsewhere", async () => {
    const { secret } = await add(pk);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const entries = [];
    for (let i = 0; i < 8; i++) entries.push(await say(notice("M1")));
    await receiver.until(8);
    expect(receiver.entries).toEqual(entries);
    vi.useFakeTimers({ now: trial.now, toFake: ["Date"] });
    try {
      const { body } = await trial.get("/v1/transit/movements/M1/messages?limit=500", pk);
      for (const [i, one] of receiver.deliveries.entries()) {
        const said = new Webhook(secret).verify(
          one.body,
          one.headers as Record<string, string>,
        ) as JsonObject;
        expect(said).toEqual({
          type: "notice.advance",
          timestamp: new Date(trial.now).toISOString(),
          data: (body.messages as JsonObject[]).slice(-8)[i],
        });
        const other = new Webhook(`whsec_${"A".repeat(43)}=`);
        expect(() => other.verify(one.body, one.headers as Record<string, string>)).toThrow();
        const altered = one.body.replace("M1", "M2");
        expect(() => new Webhook(secret).verify(altered, one.headers as Record<string, string>)).toThrow();
      }
    } finally {
      vi.useRealTimers();
    }
    const ids = receiver.deliveries.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(8);
    expect(receiver.deliveries.some(({ headers }) => "authorization" in headers)).toBe(false);
  });

  it("hears of each once and in order when many come in at one moment", async () => {
    await add(pk);
    receiver.answer = (response) => setTimeout(() => ok(response), 2);
    const entries = await Promise.all(Array.from({ length: 80 }, () => say(notice("M1"))));
    await receiver.until(80);
    await nudge();
    await receiver.until(81);
    expect(receiver.entries.slice(0, 80)).toEqual(entries.toSorted((a, b) => a - b));
    expect(receiver.deliveries.length).toBe(81);
  });

  it("shows its secret once", async () => {
    const { secret } = await add(pk);
    expect(JSON.stringify(await trial.get("/v1/transit/hooks", pk))).not.toContain(secret.slice(6));
  });

  it("hears exactly what its key may see, by movement, by office and in all", async () => {
    const holder = await trial.key("holder", HOLDER);
    const af = await trial.key("authority", "AF");
    const others = [await Receiver.open(), await Receiver.open(), await Receiver.open()] as const;
    const [all, movement, office] = others;
    await add(holder, { of: "all" }, all.url);
    await add(pk, { of: "movement", movement: "M1" }, movement.url);
    await add(af, { of: "office", office: "AF/torkham-af" }, office.url);
    // Another's movement may be asked for; nothing comes of it.
    await add(holder, { of: "movement", movement: "N1" });
    const own = [await say(notice("M1"))];
    const foreign = [await say(lodge("N1", "G2", { holder: OTHER_HOLDER }))];
    await say({ office: "PK/lahore", kind: "holder.authorise", body: { holder: "PAK/041/777" } });
    own.push(await say(notice("M1")));
    const guarantee = await say(register("G8"));
    await eventually(() => office.deliveries.length === 3 && all.deliveries.length === 3);
    await movement.until(2);
    expect(movement.entries).toEqual(own);
    expect(all.entries).toEqual([...own, guarantee]);
    expect(office.entries).toEqual([own[0], ...foreign, own[1]]);
    await trial.reopen();
    own.push(await say(notice("M1")));
    await movement.until(3);
    expect(receiver.deliveries).toEqual([]);
    for (const one of others) await one.close();
  });

  it("is tried again after waits that grow, and then goes on without a loss", async () => {
    const { id } = await add(pk);
    receiver.answer = failing(503);
    const said = [await say(notice("M1"))];
    const waits = [];
    for (let failures = 1; failures <= 13; failures++) {
      await eventually(async () => (await hookOf(id))?.failures === failures);
      const { due } = await trial.store.db
        .selectFrom("hook")
        .select("due")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      waits.push((due - trial.now) / 1_000);
      const sent = receiver.deliveries.length;
      // Not before its time, whatever comes in meanwhile.
      if (failures < 4) said.push(await say(notice("M1")));
      expect(receiver.deliveries.length).toBe(sent);
      wait(due - trial.now);
      await nudge();
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10240, 14400]);
    receiver.answer = ok;
    wait(4 * 3_600_000);
    await nudge();
    await eventually(async () => (await hookOf(id))?.next === trial.engine.state.size);
    const failed = receiver.entries.filter((entry) => entry === said[0]);
    expect(failed.length).toBeGreaterThanOrEqual(14);
    const rest = receiver.entries.filter((entry) => entry !== said[0]);
    expect(rest.filter((entry) => said.includes(entry))).toEqual(said.slice(1));
    expect(rest).toEqual(rest.toSorted((a, b) => a - b));
    expect(await hookOf(id)).toMatchObject({ failures: 0, ended: null });
    const same = receiver.deliveries.filter(({ entry }) => entry === said[0]);
    expect(new Set(same.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  /** Has due addresses looked at now and not within a second: something came in. */
  async function nudge(): Promise<void> {
    await say(register(`X${trial.engine.state.size}`));
  }

  it("is told no more once it answers 410 Gone", async () => {
    const { id } = await add(pk);
    receiver.answer = failing(410);
    await say(notice("M1"));
    await eventually(async () => (await hookOf(id))?.ended !== null);
    expect(await hookOf(id)).toMatchObject({ ended: "it answered 410 Gone" });
    receiver.answer = ok;
    wait(86_400_000);
    await nudge();
    await nudge();
    expect(receiver.deliveries.length).toBe(1);
  });

  it("is told no more after forty failures one after the other", async () => {
    const { id } = await add(pk);
    await trial.store.db.updateTable("hook").set({ failures: 38 }).where("id", "=", id).execute();
    receiver.answer = failing(500);
    await say(notice("M1"));
    await eventually(async () => (await hookOf(id))?.failures === 39);
    expect((await hookOf(id))?.ended).toBeNull();
    wait(4 * 3_600_000);
    await nudge();
    await eventually(async () => (await hookOf(id))?.failures === 40);
    expect((await hookOf(id))?.ended).toBe("it failed 40 times");
  });

  it.each([301, 302, 307, 308])("is not taken elsewhere by a %i", async (status) => {
    const elsewhere = await Receiver.open();
    const { id } = await add(pk);
    receiver.answer = (response) => response.writeHead(status, { location: elsewhere.url }).end();
    await say(notice("M1"));
    await eventually(async () => (await hookOf(id))?.failures === 1);
    expect(elsewhere.connections).toBe(0);
    await elsewhere.close();
  });

  it("hears after a restart what it missed, and what it was being told once more", async () => {
    const { id } = await add(pk);
    receiver.answer = failing(500);
    const said = [await say(notice("M1")), await say(notice("M1"))];
    await eventually(async () => (await hookOf(id))?.failures === 1);
    await trial.reopen();
    receiver.answer = ok;
    wait(5_000);
    said.push(await say(notice("M1")));
    await eventually(() => receiver.deliveries.length === 4);
    expect(receiver.entries).toEqual([said[0], ...said]);
    expect(await hookOf(id)).toMatchObject({ failures: 0 });
  });

  it("hears nothing more of a long backlog once it is removed, or its key is taken back", async () => {
    const given = { role: "authority", subject: "PK", offices: null, issuer: "PK", label: "x" } as const;
    const { id: keyId, secret: key } = await trial.transit.credentials.give(given);
    for (const end of ["removed", "revoked"] as const) {
      const { id } = await add(key);
      let held: (() => void) | undefined;
      receiver.answer = (response) => {
        held = () => ok(response);
      };
      const first = await say(notice("M1"));
      for (let i = 0; i < 3; i++) await say(notice("M1"));
      await eventually(() => held !== undefined);
      if (end === "removed") expect(await remove(id, key)).toBe(204);
      else await trial.transit.credentials.revoke(keyId, "PK");
      receiver.answer = ok;
      held?.();
      await nudge();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect([end, receiver.entries]).toEqual([end, [first]]);
      receiver.deliveries.length = 0;
    }
    const { ended } = await trial.store.db
      .selectFrom("hook")
      .select("ended")
      .where("url", "=", receiver.url)
      .executeTakeFirstOrThrow();
    expect(ended).toBe("its key was taken back");
  });

  it("says why it did not take what it was sent, until it does", async () => {
    const { id } = await add(pk);
    expect((await hookOf(id))?.trouble).toBeNull();
    receiver.answer = failing(503);
    await say(notice("M1"));
    await eventually(async () => (await hookOf(id))?.failures === 1);
    expect((await hookOf(id))?.trouble).toBe("answered 503");
    receiver.answer = ok;
    wait(5_000);
    await nudge();
    await eventually(async () => (await hookOf(id))?.failures === 0);
    expect((await hookOf(id))?.trouble).toBeNull();
    const gone = await add(pk, { of: "all" }, "http://127.0.0.1:1/");
    await say(notice("M1"));
    await eventually(async () => (await hookOf(gone.id))?.failures === 1);
    expect((await hookOf(gone.id))?.trouble).toMatch(/ECONNREFUSED|bad port/);
  });

  it("is told nothing where its row is damaged, rather than all", async () => {
    const { id } = await add(pk, { of: "movement", movement: "M1" });
    const other = await Receiver.open();
    await add(pk, { of: "all" }, other.url);
    const hooks = trial.store.db.updateTable("hook").where("id", "=", id);
    for (const scope of ["moevment M1", "movement", "movement ", "movement M1 M2", "office", "all M1", ""]) {
      await hooks.set({ scope }).execute();
      await say(notice("M1"));
      await other.until(1);
      expect(receiver.deliveries, scope).toEqual([]);
      other.deliveries.length = 0;
    }
    await hooks.set({ scope: "movement M1" }).execute();
    await say(notice("M1"));
    await receiver.until(1);
    await other.close();
  });

  it("is one of twenty at most", async () => {
    for (let i = 0; i < 20; i++) await add(pk, { of: "movement", movement: "M0" });
    const response = await post("/v1/transit/hooks", pk, { url: receiver.url, scope: { of: "all" } });
    const { errors } = (await response.json()) as { readonly errors: readonly JsonObject[] };
    expect([response.status, errors[0]?.pointer]).toEqual([422, "/url"]);
  });

  it.each([
    ["never answers", () => {}],
    [
      "answers for ever",
      (response: Parameters<Receiver["answer"]>[0]) => {
        const drip = setInterval(() => response.write("x".repeat(1_000)), 5);
        response.writeHead(200);
        response.once("close", () => clearInterval(drip));
      },
    ],
  ] as const)("that %s neither holds up the others nor the end", async (_, answer) => {
    // No request ends by its time limit: the end would wait for ever for one that it does not break off.
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => new AbortController().signal);
    const other = await Receiver.open();
    await add(pk);
    await add(pk, { of: "all" }, other.url);
    receiver.answer = answer;
    const said = [await say(notice("M1")), await say(notice("M1"))];
    await other.until(2);
    await receiver.until(1);
    await trial.reopen();
    receiver.answer = ok;
    await nudge();
    await eventually(() => receiver.entries.includes(said[1] as number));
    expect(receiver.entries.slice(0, 3)).toEqual([said[0], ...said]);
    expect(other.entries.slice(0, 2)).toEqual(said);
    await other.close();
  });
});

for (const { name, place } of storages())
  describe(`addresses of one key on ${name}`, () => {
    it("are twenty at most, however many are asked for at once", async () => {
      const trial = await openCorridor({ place: await place() });
      const pk = await trial.key("authority", "PK");
      const add = () =>
        trial.request("/v1/transit/hooks", pk, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ url: "https://hooks.example.org/", scope: { of: "all" } }),
        });
      const all = await Promise.all(Array.from({ length: 60 }, add));
      expect(all.filter(({ status }) => status === 201)).toHaveLength(20);
      expect(await trial.store.db.selectFrom("hook").selectAll().execute()).toHaveLength(20);
      await trial.remove();
    });
  });
