import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { ORIGIN } from "../../../../packages/ledger/test/support/fixture.ts";
import { loadLines, savedLines } from "../../src/store/saved-records.ts";
import { openStore, type Store, type StorePlace } from "../../src/store/store.ts";
import type { SealRow } from "../../src/store/tables.ts";
import { vacuumChanged } from "../../src/store/upkeep.ts";
import { openRaw } from "../support/raw-store.ts";
import { eventually } from "../support/serve.ts";
import { type Storage, storages } from "../support/storages.ts";

// The store: one process at a time, this version or an older one, saved and loaded whole.

const PROCESS = fileURLToPath(new URL("../support/store-process.ts", import.meta.url));

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
}

describe("upkeep of PGlite, which no server does", () => {
  const [embedded] = kinds as [Storage, ...Storage[]];

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
