import { connect } from "node:net";
import type { JsonObject } from "@rahdari/ledger";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EventStream } from "../support/event-stream.ts";
import {
  depart,
  GUARANTOR,
  HOLDER,
  lodge,
  notice,
  OTHER_GUARANTOR,
  OTHER_HOLDER,
  openCorridor,
  register,
  WAY_BY_CHINA,
} from "../support/journey.ts";
import { eventually, type Served, serve } from "../support/serve.ts";
import { storages } from "../support/storages.ts";
import type { Trial } from "../support/trial.ts";

// Server-sent events over real HTTP: in order, nothing missed, nothing twice, nothing that is not the reader's.

type World = { readonly trial: Trial; readonly served: Served; readonly pk: string };

async function openWorld(place: () => Promise<Parameters<typeof openCorridor>[0]["place"]>): Promise<World> {
  const trial = await openCorridor({ place: await place() });
  const pk = await trial.key("authority", "PK");
  await depart(trial, "M1");
  const served = await serve((request) => trial.transit.app.fetch(request));
  return { trial, served, pk };
}

async function end({ trial, served }: World): Promise<void> {
  await served.stop();
  await trial.remove();
}

const M1 = "/v1/transit/movements/M1/events";
const officeEvents = (office: string) => `/v1/transit/offices/${office}/events`;

const kinds = storages();
for (const storage of kinds) {
  describe(`following on ${storage.name}`, () => {
    let world: World;
    beforeAll(async () => {
      world = await openWorld(() => storage.place());
    });
    afterAll(() => end(world));
    const open = (path: string, key: string, last?: number) =>
      EventStream.open(world.served.url + path, key, last);
    const say = async (message: Parameters<Trial["say"]>[1]) => {
      const { status, body } = await world.trial.say(world.pk, message);
      expect(status, JSON.stringify(body)).toBe(201);
      return body.entry as number;
    };

    it("tells what comes in, in order, each under its entry, as the messages of the movement have it", async () => {
      const stream = await open(M1, world.pk);
      expect(stream.headers.get("content-type")).toContain("text/event-stream");
      const entries = [];
      for (let i = 0; i < 10; i++) entries.push(await say(notice("M1")));
      await stream.until(10);
      expect(stream.entries).toEqual(entries);
      const { body } = await world.trial.get("/v1/transit/movements/M1/messages?limit=500", world.pk);
      expect(stream.told.map(({ data }) => data)).toEqual((body.messages as JsonObject[]).slice(-10));
      expect(stream.told.every(({ kind, data }) => kind === data.kind)).toBe(true);
      stream.leave();
    });

    it("goes on after the last one that was seen, from the first entry if asked", async () => {
      const whole = await open(M1, world.pk, 0);
      await whole.until(16);
      const all = whole.entries;
      expect(all).toEqual(all.toSorted((a, b) => a - b));
      const later = await open(M1, world.pk, all[5]);
      await later.until(all.length - 6);
      expect(later.entries).toEqual(all.slice(6));
      whole.leave();
      later.leave();
    });

    it("misses nothing and repeats nothing across cuts and restarts", async () => {
      const key = await world.trial.key("holder", HOLDER);
      const seen: number[] = [];
      const said: number[] = [];
      let last = (await say(notice("M1"))) as number;
      for (let round = 0; round < 4; round++) {
        const stream = await open(M1, key, last);
        said.push(await say(notice("M1")));
        await stream.until(1);
        stream.leave();
        seen.push(...stream.entries);
        last = seen.at(-1) as number;
        // What is said while nobody listens.
        said.push(await say(notice("M1")), await say(notice("M1")));
        if (round % 2 === 0) await world.trial.reopen();
        else await world.trial.rebuild();
      }
      const rest = await open(M1, key, last);
      await eventually(() => seen.length + rest.told.length >= said.length);
      expect([...seen, ...rest.entries]).toEqual(said);
      rest.leave();
    });

    it("refuses to go on after what is not here, and says the way out", async () => {
      const { size } = world.trial.engine.state;
      for (const last of [size, size + 1_000]) {
        const ahead = await world.trial.request(M1, world.pk, { headers: { "last-event-id": String(last) } });
        const { code, detail } = (await ahead.json()) as JsonObject;
        expect([ahead.status, code]).toEqual([409, "stream-ahead"]);
        expect(detail).toMatch(new RegExp(`The last entry here is ${size - 1}\\..*without Last-Event-ID`));
      }
      const last = await open(M1, world.pk, size - 1);
      expect(last.status).toBe(200);
      last.leave();
    });

    it("takes an empty last one as none", async () => {
      const gone = new AbortController();
      const own = { headers: { "last-event-id": "" }, signal: gone.signal };
      const stream = await world.trial.request(M1, world.pk, own);
      expect(stream.status).toBe(200);
      const entry = await say(notice("M1"));
      const first = await stream.body?.getReader().read();
      expect(new TextDecoder().decode(first?.value)).toContain(`id: ${entry}`);
      gone.abort();
    });

    it("ends when the server does, so that its reader comes back", async () => {
      const stream = await open(M1, world.pk);
      await world.trial.reopen();
      await eventually(() => stream.ended, 2_000);
      const again = await open(M1, world.pk);
      const entry = await say(notice("M1"));
      await again.until(1);
      expect(again.entries).toEqual([entry]);
      again.leave();
    });

    it("tells of more messages than one page in one go", async () => {
      const before = world.trial.engine.state.size;
      await Promise.all(Array.from({ length: 450 }, () => say(notice("M1"))));
      const stream = await open(M1, world.pk, before - 1);
      await stream.until(450);
      expect(stream.entries).toEqual(Array.from({ length: 450 }, (_, i) => before + i));
      stream.leave();
    });
  });
}

describe("who follows", () => {
  let world: World;
  const storage = kinds[0]!;
  beforeAll(async () => {
    world = await openWorld(() => storage.place());
  });
  afterAll(() => end(world));
  const open = (path: string, key: string, last?: number) =>
    EventStream.open(world.served.url + path, key, last);
  const say = async (message: Parameters<Trial["say"]>[1], key = world.pk) => {
    const { status, body } = await world.trial.say(key, message);
    expect(status, JSON.stringify(body)).toBe(201);
    return body.entry as number;
  };

  it("sees its own movements, and no others", async () => {
    await say(lodge("N1", "G2", { holder: OTHER_HOLDER }));
    for (const [role, subject, statuses] of [
      ["holder", HOLDER, [200, 404]],
      ["holder", OTHER_HOLDER, [404, 200]],
      ["guarantor", GUARANTOR, [200, 404]],
      ["guarantor", OTHER_GUARANTOR, [404, 200]],
    ] as const) {
      const key = await world.trial.key(role, subject);
      const streams = await Promise.all(["M1", "N1"].map((id) => open(M1.replace("M1", id), key)));
      expect(streams.map(({ status }) => status)).toEqual(statuses);
      for (const stream of streams) stream.leave();
    }
  });

  it("at an office, sees what comes its way: from the message on that names it, after a diversion too", async () => {
    const kz = await world.trial.key("authority", "KZ");
    const cn = await world.trial.key("authority", "CN");
    const [almaty, tashkurgan] = await Promise.all([
      open(officeEvents("KZ/almaty"), kz),
      open(officeEvents("CN/tashkurgan"), cn),
    ]);
    const before = await say(notice("M1"));
    const body = { movement: "M1", legs: WAY_BY_CHINA, because: "Torkham shut" };
    const asked = await say({ office: "PK/lahore", kind: "diversion.request", body });
    const decide = { office: "PK/lahore", kind: "diversion.decide", body: { movement: "M1", refused: null } };
    const decided = await say(decide);
    await say(register("G9"));
    const after = await say(notice("M1", "CN/tashkurgan"));
    await almaty.until(4);
    await tashkurgan.until(3);
    expect(almaty.entries).toEqual([before, asked, decided, after]);
    expect(tashkurgan.entries).toEqual([asked, decided, after]);
    const again = await open(officeEvents("CN/tashkurgan"), cn, 0);
    await again.until(3);
    expect(again.entries).toEqual([asked, decided, after]);
    for (const stream of [almaty, tashkurgan, again]) stream.leave();
  });

  it("sees no more of a movement that becomes another's", async () => {
    await say(lodge("N2", "G1"));
    const holder = await world.trial.key("holder", HOLDER);
    const other = await world.trial.key("holder", OTHER_HOLDER);
    const before = await open(M1.replace("M1", "N2"), holder);
    const { office, body } = lodge("N2", "G2", { holder: OTHER_HOLDER });
    const amended = await say({ office, kind: "declaration.amend", body });
    const after = await open(M1.replace("M1", "N2"), other, amended - 1);
    await say({ office, kind: "declaration.present", body: { movement: "N2" } });
    await after.until(2);
    expect(before.told).toEqual([]);
    expect((await open(M1.replace("M1", "N2"), holder)).status).toBe(404);
    before.leave();
    after.leave();
  });

  it("at an office, sees what it states itself, of whatever movement or none", async () => {
    const stream = await open(officeEvents("PK/lahore"), world.pk);
    const entries = [await say(register("G10")), await say(notice("M1", "CN/tashkurgan"))];
    await stream.until(2);
    expect(stream.entries).toEqual(entries);
    stream.leave();
  });

  it("sees no more once its key was taken back", async () => {
    const own = { role: "holder", subject: HOLDER, offices: null, issuer: "PK", label: "x" } as const;
    const { id, secret } = await world.trial.transit.credentials.give(own);
    const stream = await open(M1, secret);
    const first = await say(notice("M1", "CN/tashkurgan"));
    await stream.until(1);
    const response = await world.trial.request(`/v1/transit/keys/${id}`, world.pk, { method: "DELETE" });
    expect(response.status).toBe(204);
    await say(notice("M1", "CN/tashkurgan"));
    await eventually(() => stream.ended);
    expect(stream.entries).toEqual([first]);
  });

  it("holds twenty streams open at most with one key, and has them back when they end", async () => {
    const key = await world.trial.key("authority", "PK", ["PK/sost"]);
    const streams = await Promise.all(Array.from({ length: 20 }, () => open(M1, key)));
    expect(streams.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const more = await open(M1, key);
    expect([more.status, more.headers.get("retry-after")]).toEqual([429, "10"]);
    // Another key is not concerned.
    const other = await open(M1, world.pk);
    expect(other.status).toBe(200);
    other.leave();
    for (const stream of streams) stream.leave();
    await eventually(async () => {
      const again = await Promise.all(Array.from({ length: 20 }, () => open(M1, key)));
      for (const stream of again) stream.leave();
      return again.every(({ status }) => status === 200);
    });
  });

  it("is forgotten when it vanishes without a word, however much it has not read", async () => {
    const key = await world.trial.key("authority", "PK", ["PK/torkham-pk"]);
    const sockets = Array.from({ length: 20 }, () => connect(world.served.port, "127.0.0.1"));
    for (const socket of sockets) {
      socket.pause();
      socket.on("error", () => {});
      socket.write(
        `GET ${M1} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\nlast-event-id: 0\r\n\r\n`,
      );
    }
    await eventually(async () => {
      const one = await open(M1, key);
      one.leave();
      return one.status === 429;
    });
    const remark = "x".repeat(500);
    const body = { movement: "M1", seal: "S-M1", remark };
    for (let i = 0; i < 80; i++)
      await world.trial.say(world.pk, { office: "PK/lahore", kind: "seal.alarm", body, evidence: true });
    // Nobody else waits for those who do not read.
    const reader = await open(M1, world.pk, 0);
    await reader.until(80);
    reader.leave();
    for (const socket of sockets) socket.destroy();
    await eventually(async () => {
      const again = await Promise.all(Array.from({ length: 20 }, () => open(M1, key)));
      for (const stream of again) stream.leave();
      return again.every(({ status }) => status === 200);
    });
  });

  it("waits for nobody who does not read, and forgets who never does", async () => {
    const key = await world.trial.key("authority", "PK", ["PK/lahore"]);
    const ask = () => world.trial.request(M1, key, { headers: { "last-event-id": "0" } });
    const unread = await Promise.all(Array.from({ length: 20 }, ask));
    expect((await ask()).status).toBe(429);
    await say(notice("M1", "CN/tashkurgan"));
    for (const response of unread) await response.body?.cancel();
    await eventually(async () => {
      const again = await ask();
      await again.body?.cancel();
      return again.status === 200;
    }, 2_000);
  });

  it("takes no stream by a HEAD", async () => {
    const key = await world.trial.key("authority", "PK", ["PK/sost", "PK/lahore"]);
    for (const path of [M1, officeEvents("PK/lahore")])
      for (let i = 0; i < 21; i++) {
        const response = await world.trial.request(path, key, { method: "HEAD" });
        expect([response.status, await response.text()]).toEqual([200, ""]);
      }
    const stream = await open(M1, key);
    expect(stream.status).toBe(200);
    stream.leave();
  });

  it("hears within half a minute that the stream is alive", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const response = await world.trial.request(M1, world.pk);
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const first = reader?.read();
      await new Promise((resolve) => setImmediate(resolve));
      for (let i = 0; i < 30; i++) {
        await new Promise((resolve) => setImmediate(resolve));
        await vi.advanceTimersByTimeAsync(1_000);
      }
      expect((await first)?.value).toBe(": waiting\n\n");
      await reader?.cancel();
    } finally {
      vi.useRealTimers();
    }
  });
});
