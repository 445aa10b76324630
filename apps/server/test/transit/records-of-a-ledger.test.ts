import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ORIGIN } from "../../../../packages/ledger/test/support/fixture.ts";
import { forgetProjections, Projector } from "../../src/projection/projector.ts";
import { belongTo } from "../../src/store/belong.ts";
import { migrate, openStore, type Store, type StorePlace } from "../../src/store/store.ts";
import { PROJECTED } from "../../src/store/tables.ts";
import { depart, notice, openCorridor } from "../support/journey.ts";
import { openRaw } from "../support/raw-store.ts";
import { storages } from "../support/storages.ts";
import { tablesOf } from "../support/tables.ts";
import { momentOf, type Trial } from "../support/trial.ts";

// Records are those of one ledger, and follow from it: whatever is between them is found, and nothing is lost over it.

const ownerOf = async ({ db }: Store) =>
  (await db.selectFrom("ledger").select("origin").executeTakeFirst())?.origin;

for (const storage of storages()) {
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
}
