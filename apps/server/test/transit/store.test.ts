import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import type { JsonObject } from "@rahdari/ledger";
import { Kysely, PGliteDialect, PostgresDialect, sql } from "kysely";
import { Client, Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ORIGIN } from "../../../../packages/ledger/test/support/fixture.ts";
import { type Followed, forgetProjections, Projector } from "../../src/projection/projector.ts";
import { belongTo } from "../../src/store/belong.ts";
import { loadLines, savedLines } from "../../src/store/saved-records.ts";
import { migrate, openStore, type Store, type StorePlace } from "../../src/store/store.ts";
import { PROJECTED, type SealRow, type Tables } from "../../src/store/tables.ts";
import { vacuumChanged } from "../../src/store/upkeep.ts";
import { depart, notice, openCorridor } from "../support/journey.ts";
import { eventually } from "../support/serve.ts";
import { type Storage, storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import { momentOf, type Trial } from "../support/trial.ts";

// The store: one process at a time, one ledger, this version or an older one; and nothing is lost when it fails.

const PROCESS = fileURLToPath(new URL("../support/store-process.ts", import.meta.url));
type Raw = { readonly db: Kysely<Tables>; close(): Promise<void> };

/** The database of a place as it lies, without lock or migration. */
async function openRaw(place: StorePlace): Promise<Raw> {
  if ("directory" in place) {
    mkdirSync(place.directory, { recursive: true });
    const pglite = await PGlite.create(`${place.directory}/data`);
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    return { db, close: () => db.destroy() };
  }
  const pool = new Pool({ connectionString: place.url, max: 1 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

const ownerOf = async ({ db }: Store) =>
  (await db.selectFrom("ledger").select("origin").executeTakeFirst())?.origin;

function inAnotherProcess(place: StorePlace): {
  readonly child: ChildProcess;
  readonly said: Promise<string>;
} {
  const child = spawn(process.execPath, [PROCESS, JSON.stringify(place)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Promise<string>((resolve) => {
    child.stdout?.once("data", (text: Buffer) => resolve(text.toString()));
    child.once("exit", () => resolve(""));
  });
  return { child, said };
}

const kinds = storages();
for (const storage of kinds) {
  describe(`a store on ${storage.name}`, () => {
    it("is one process's: another one is refused, in this process too, and told the way out", async () => {
      const place = await storage.place();
      const store = await openStore(place);
      await expect(openStore(place)).rejects.toMatchObject({ code: "store/in-use" });
      const { said } = inAnotherProcess(place);
      expect(await said).toMatch(/^store\/in-use the records .* are open in .* \| stop that process first/);
      await store.close();
      await (await openStore(place)).close();
    });

    it("is free again when the process that had it is killed", async () => {
      const place = await storage.place();
      const { child, said } = inAnotherProcess(place);
      expect(await said).toBe("open\n");
      await expect(openStore(place)).rejects.toMatchObject({ code: "store/in-use" });
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("exit", resolve));
      let store: Awaited<ReturnType<typeof openStore>> | undefined;
      await eventually(async () => {
        store = await openStore(place).catch(() => undefined);
        return store !== undefined;
      });
      expect(await store?.db.selectFrom("hook").selectAll().execute()).toEqual([]);
      await store?.close();
    });

    it("of a newer version is refused, and not touched", async () => {
      const place = await storage.place();
      await (await openStore(place)).close();
      const raw = await openRaw(place);
      await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(raw.db);
      await raw.close();
      for (let i = 0; i < 2; i++)
        await expect(openStore(place)).rejects.toMatchObject({
          code: "store/newer",
          message: expect.stringContaining("9999-later"),
        });
    });

    it("is saved page by page and loaded whole, whatever its keys look like", async () => {
      const [store, other] = [await openStore(await storage.place()), await openStore(await storage.place())];
      const names = Array.from(
        { length: 2_500 },
        (_, i) => `${["a", "B", "~", "_", "Z9"][i % 5]}${i * 7919}`,
      );
      const rest = {
        digest: "d",
        draft: "x",
        office: "PK/lahore",
        after: 0,
        begun: 1,
        seq: null,
        entry: null,
      };
      const more = { landed: null, refused: null, commit: null, seed: null };
      const rows = names.map((key, i) => ({ credential: `rk_${i % 3}`, key, ...rest, ...more }));
      for (let at = 0; at < rows.length; at += 500)
        await store.db
          .insertInto("request")
          .values(rows.slice(at, at + 500))
          .execute();
      const lines: string[] = [];
      for await (const line of savedLines(store, ORIGIN, new Date(0))) lines.push(line.trimEnd());
      expect(lines).toHaveLength(2_502);
      expect(await loadLines(other, ORIGIN, lines)).toBe(2_500);
      const all = ({ db }: Store) => db.selectFrom("request").selectAll().orderBy("key").execute();
      expect(await all(other)).toEqual(await all(store));
      await store.close();
      await other.close();
    });

    it("has no password in its name", async () => {
      const place = await storage.place();
      const secret = "url" in place ? { url: place.url.replace("rahdari@", "rahdari:s3cret@") } : place;
      const store = await openStore(secret);
      expect(store.name).not.toContain("s3cret");
      await expect(openStore(secret)).rejects.not.toThrow("s3cret");
      await store.close();
    });
  });

  describe(`records on ${storage.name}`, () => {
    let trial: Trial;
    let place: StorePlace;
    let pk: string;
    beforeEach(async () => {
      place = await storage.place();
      trial = await openCorridor({ place });
      pk = await trial.key("authority", "PK");
      await depart(trial, "M1");
    });
    afterEach(() => trial.remove());

    it("of an older version are brought up to this one, and keep their rows", async () => {
      const before = await tablesOf(trial.store);
      const at = await trial.store.db.selectFrom("projection").selectAll().executeTakeFirstOrThrow();
      await trial.close();
      const older = "directory" in place ? { directory: `${place.directory}/older` } : await storage.place();
      const raw = await openRaw(older);
      await migrate(raw.db, "0001-projections");
      await sql`insert into projection (id, ledger, entries, last, whole)
        values (1, ${ORIGIN}, ${at.entries}, ${at.last}, true)`.execute(raw.db);
      for (const name of PROJECTED)
        for (const row of before[name] ?? [])
          await sql`insert into ${sql.table(name)}
            select * from jsonb_populate_record(null::${sql.table(name)}, ${JSON.stringify(row)}::jsonb)`.execute(
            raw.db,
          );
      await raw.close();
      const store = await openStore(older);
      expect(await tablesOf(store)).toEqual(before);
      expect(await store.db.selectFrom("request").selectAll().execute()).toEqual([]);
      expect(await store.db.selectFrom("projection").selectAll().executeTakeFirst()).toEqual(at);
      expect(await ownerOf(store)).toBe(ORIGIN);
      await store.close();
      await trial.reopen(older);
      pk = (
        await trial.transit.credentials.give({
          role: "authority",
          subject: "PK",
          offices: null,
          issuer: "PK",
          label: "x",
        })
      ).secret;
      expect((await trial.say(pk, notice("M1"))).status).toBe(201);
    });

    it("of another ledger are refused, and left as they are", async () => {
      const before = await tablesOf(trial.store);
      const other = await openCorridor({ place: await storage.place(), from: momentOf("2027-01-11 03:01") });
      await depart(other, "M1");
      await other.say(await other.key("authority", "PK"), notice("M1"));
      const follow = () => Projector.open({ store: trial.store, ledger: other.engine });
      await expect(follow()).rejects.toMatchObject({ code: "store/other-ledger" });
      expect(await tablesOf(trial.store)).toEqual(before);
      await trial.store.db.updateTable("ledger").set({ origin: "rahdari.test/other/1" }).execute();
      const own = Projector.open({ store: trial.store, ledger: trial.engine });
      await expect(own).rejects.toMatchObject({
        code: "store/other-ledger",
        message: "the records are those of rahdari.test/other/1, not of rahdari.test/agreement/1",
      });
      await other.remove();
    });

    it("stay those of their ledger when what follows from it is forgotten", async () => {
      await trial.transit.close();
      await forgetProjections(trial.store);
      expect(await ownerOf(trial.store)).toBe(ORIGIN);
      await expect(belongTo(trial.store.db, "rahdari.test/other/1")).rejects.toMatchObject({
        code: "store/other-ledger",
      });
      await trial.reopen();
      expect((await trial.say(pk, notice("M1"))).status).toBe(201);
    });

    it("that are ahead of a ledger put back from a copy are refused", async () => {
      const log = join(trial.directory, "log");
      await trial.close();
      cpSync(log, `${log}-copy`, { recursive: true });
      await trial.reopen();
      await trial.say(pk, notice("M1"));
      await trial.close();
      rmSync(log, { recursive: true });
      cpSync(`${log}-copy`, log, { recursive: true });
      await expect(trial.reopen()).rejects.toMatchObject({
        code: "store/other-ledger",
        wayOut: expect.stringContaining("rahdari rebuild"),
      });
    });

    it.each(["after the entries", "in the tables of state"])(
      "whose rebuilding is broken off %s are completed at the next opening",
      async (where) => {
        const before = await tablesOf(trial.store);
        await trial.transit.close();
        await forgetProjections(trial.store);
        const { db } = trial.store;
        const fail = () => {
          throw new Error("broken off");
        };
        if (where !== "after the entries") await sql`alter table seal rename to hidden`.execute(db);
        const options = where === "after the entries" ? { onProgress: fail } : {};
        const broken = Projector.open({ store: trial.store, ledger: trial.engine, ...options });
        await expect(broken).rejects.toThrow();
        if (where !== "after the entries") await sql`alter table hidden rename to seal`.execute(db);
        const half = await tablesOf(trial.store);
        expect([half.movement, half.operation, half.task]).toEqual([[], [], []]);
        await trial.reopen();
        expect(await tablesOf(trial.store)).toEqual(before);
        expect((await trial.say(pk, notice("M1"))).status).toBe(201);
      },
    );
  });

  describe(`a database that fails on ${storage.name}`, () => {
    let trial: Trial;
    let place: StorePlace;
    let pk: string;
    beforeAll(async () => {
      place = await storage.place();
      trial = await openCorridor({ place });
      pk = await trial.key("authority", "PK");
      await depart(trial, "M1");
    });
    afterAll(() => trial.remove());
    const hide = (table: string) =>
      sql`alter table ${sql.table(table)} rename to hidden`.execute(trial.store.db);
    const show = (table: string) =>
      sql`alter table hidden rename to ${sql.table(table)}`.execute(trial.store.db);
    const size = () => trial.engine.state.size;

    it("before a message is stated: nothing is stated, and the same again is taken", async () => {
      const before = size();
      await hide("request");
      const failed = await trial.say(pk, notice("M1"), "before");
      expect([failed.status, failed.body.code]).toEqual([500, "internal"]);
      expect(JSON.stringify(failed.body)).not.toMatch(/request"|relation|select|insert/);
      await show("request");
      expect(size()).toBe(before);
      expect((await trial.say(pk, notice("M1"), "before")).status).toBe(201);
      expect(size()).toBe(before + 1);
    });

    it("after a message is stated: whoever waits is told, the tables catch up, and the same again is one", async () => {
      const before = size();
      await hide("message");
      const failed = await Promise.all([1, 2, 3].map((i) => trial.say(pk, notice("M1"), `after-${i}`)));
      expect(failed.map(({ status }) => status)).toEqual([500, 500, 500]);
      expect(size()).toBe(before + 3);
      await show("message");
      await eventually(async () => {
        const { at } = await trial.store.db
          .selectFrom("projection")
          .select("entries as at")
          .executeTakeFirstOrThrow();
        return at === before + 3;
      });
      const again = await Promise.all([1, 2, 3].map((i) => trial.say(pk, notice("M1"), `after-${i}`)));
      expect(again.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(new Set(again.map(({ body }) => body.entry)).size).toBe(3);
      expect(size()).toBe(before + 3);
    });

    it("does not keep the server from ending, and loses nothing over it", async () => {
      await hide("message");
      const asked = trial.say(pk, notice("M1"), "ending");
      expect((await asked).status).toBe(500);
      const began = performance.now();
      await trial.transit.close();
      expect(performance.now() - began).toBeLessThan(3_000);
      await show("message");
      const after = size();
      await trial.reopen();
      expect((await trial.say(pk, notice("M1"), "ending")).status).toBe(201);
      expect(size()).toBe(after);
    });

    it("and is whole again: the tables are those of a rebuilding", async () => {
      const before = await tablesOf(trial.store);
      expect(before.message?.length).toBeGreaterThan(0);
      await trial.rebuild();
      expect(await tablesOf(trial.store)).toEqual(before);
    });

    it.runIf(storage.name === "PostgreSQL")(
      "whose connections are cut while many messages come in",
      async () => {
        const before = size();
        const killer = new Client({ connectionString: (place as { url: string }).url });
        await killer.connect();
        const cut = () =>
          killer.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and query not like '%advisory%'`,
          );
        const keys = Array.from({ length: 120 }, (_, i) => `cut-${i}`);
        const first: Promise<{ status: number; body: JsonObject }>[] = [];
        for (const [i, key] of keys.entries()) {
          first.push(trial.say(pk, notice("M1"), key));
          if (i % 20 === 10) await cut();
          if (i % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
        const statuses = (await Promise.all(first)).map(({ status }) => status);
        expect(new Set([...statuses, 201, 500])).toEqual(new Set([201, 500]));
        expect(statuses).toContain(500);
        const again = await Promise.all(keys.map((key) => trial.say(pk, notice("M1"), key)));
        expect(again.every(({ status }) => status === 201)).toBe(true);
        expect(new Set(again.map(({ body }) => body.entry)).size).toBe(keys.length);
        expect(size()).toBe(before + keys.length);
        const tables = await tablesOf(trial.store);
        await trial.rebuild();
        expect(await tablesOf(trial.store)).toEqual(tables);
        await killer.end();
      },
    );

    it.runIf(storage.name === "PostgreSQL")("that lets this process go says so", async () => {
      const own = (await storage.place()) as { readonly url: string };
      let lost: Error | undefined;
      const store = await openStore(own, (error) => {
        lost = error;
      });
      const killer = new Client({ connectionString: own.url });
      await killer.connect();
      await killer.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      await eventually(() => lost !== undefined);
      const other = await openStore(own);
      await other.close();
      await killer.end();
      await store.close().catch(() => {});
    });
  });
}

describe("a projector", () => {
  const embedded = kinds[0] as (typeof kinds)[number];

  it("sees an entry that comes at the very moment at which it comes to rest", async () => {
    const trial = await openCorridor({ place: await embedded.place() });
    await depart(trial, "M1");
    const { engine, store } = trial;
    const earlier = engine.state;
    await trial.say(await trial.key("authority", "PK"), notice("M1"));
    const later = engine.state;
    const whole = await tablesOf(store);
    await trial.transit.close();
    for (const table of ["message", "movement_office"] as const)
      await store.db
        .deleteFrom(table)
        .where(table === "message" ? "entry" : "since", ">=", earlier.size)
        .execute();

    // A ledger that grows in the moment after it was looked at for the last time, so many turns later.
    for (let turns = 0; turns < 6; turns++) {
      await store.db.updateTable("projection").set({ entries: 0, last: "" }).execute();
      let now = earlier;
      let looks = 0;
      const listeners = new Set<(from: number, to: number) => void>();
      const grow = async () => {
        for (let i = 0; i < turns; i++) await Promise.resolve();
        now = later;
        for (const listener of listeners) listener(earlier.size, later.size);
      };
      const ledger: Followed = {
        origin: engine.origin,
        entries: (from, to) => engine.entries(from, to),
        get state() {
          // Looked at for the third time: what there was is written, and there seems to be no more.
          if (++looks === 3) queueMicrotask(() => void grow());
          return now;
        },
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
      const projector = await Projector.open({ store, ledger });
      const inTime = new Promise((_, reject) =>
        setTimeout(() => reject(new Error(`after ${turns}`)), 3_000).unref(),
      );
      await Promise.race([projector.until(later.size), inTime]);
      expect(projector.entries).toBe(later.size);
      await projector.close();
    }
    expect(await tablesOf(store)).toEqual(whole);
    await trial.remove();
  });

  it("that is closed keeps nobody waiting", async () => {
    const trial = await openCorridor({ place: await embedded.place() });
    await trial.transit.close();
    const projector = await Projector.open({ store: trial.store, ledger: trial.engine });
    const waiting = projector.until(trial.engine.state.size + 10);
    await projector.close();
    await waiting;
    await projector.until(trial.engine.state.size + 10);
    expect(projector.closed).toBe(true);
    await trial.remove();
  });
});

describe("upkeep of PGlite, which no server does", () => {
  const [embedded] = storages() as [Storage, ...Storage[]];

  it("gives the room of rows that are gone back, in the tables that changed", async () => {
    const store = await openStore(await embedded.place());
    const seals = Array.from(
      { length: 1_000 },
      (_, i): SealRow => ({
        id: `K${i}`,
        movement: "M1",
        type: "customs",
        office: "PK/lahore",
        state: "affixed",
        changed: i,
      }),
    );
    await store.db.insertInto("seal").values(seals).execute();
    await store.db.deleteFrom("seal").where("changed", ">", 10).execute();
    const pages = async () => {
      const size = sql<{ pages: number }>`select pg_relation_size('seal') / 8192 as pages`;
      return Number((await size.execute(store.db)).rows[0]?.pages);
    };
    expect(await pages()).toBeGreaterThan(5);
    expect(await vacuumChanged(store.db)).toEqual(["seal"]);
    expect(await pages()).toBe(1);
    expect(await vacuumChanged(store.db)).toEqual([]);
    await store.close();
  });
});
