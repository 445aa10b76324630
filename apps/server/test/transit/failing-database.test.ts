import type { JsonObject } from "@rahdari/ledger";
import { sql } from "kysely";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type StorePlace } from "../../src/store/store.ts";
import { depart, notice, openCorridor } from "../support/journey.ts";
import { eventually } from "../support/serve.ts";
import { storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import type { Trial } from "../support/trial.ts";

// A database that fails at any moment: whoever waits is told, and nothing is lost.

for (const storage of storages()) {
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
      await trial.transit.close();
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
