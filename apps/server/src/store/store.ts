import { mkdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { LedgerError, type Lock, lockDirectory } from "@rahdari/ledger";
import { Kysely, PGliteDialect, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { Client, Pool, types } from "pg";
import { MIGRATIONS } from "./migrations.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";
import { vacuumChanged } from "./upkeep.ts";

/** Where records lie: a directory of this machine, or a PostgreSQL server that `DATABASE_URL` names. */
export type StorePlace = { readonly directory: string } | { readonly url: string };

/** The tables, open for this process alone. */
export type Store = {
  readonly db: Kysely<Tables>;
  /** "PGlite in DIR" or "PostgreSQL 15.18 at HOST/NAME": without user and password. */
  readonly name: string;
  /** Keeps large tables quick where no server does it by itself. To be called after much was written, and now and then. */
  upkeep(): Promise<void>;
  close(): Promise<void>;
};

const INT8 = 20;
/** Of `pg_try_advisory_lock`: the letters "rahdar" as a number. */
const ADVISORY = 0x726168646172;
const LEAST_VERSION = 15;
const CONNECTIONS = 8;

/**
 * Opens the store, brought up to this version's tables; a second process is refused. `onLost`: told when the server
 * has let this process go, and another one may have the store by now. Throws StoreError.
 */
export async function openStore(place: StorePlace, onLost?: (error: Error) => void): Promise<Store> {
  const store = "url" in place ? await openPostgres(place.url, onLost) : await openPglite(place.directory);
  try {
    await migrate(store.db);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openPglite(directory: string): Promise<Store> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await take(directory);
  try {
    const client = await PGlite.create(`${directory}/data`, { parsers: { [INT8]: Number } });
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: client }) });
    const close = async () => {
      await db.destroy();
      await lock.release();
    };
    const upkeep = async () => void (await vacuumChanged(db));
    return { db, name: `PGlite in ${directory}`, upkeep, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function take(directory: string): Promise<Lock> {
  try {
    return await lockDirectory(directory);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.fault.code !== "locked") throw error;
    const { holder, file } = error.fault;
    throw new StoreError(
      "store/in-use",
      `the records in ${directory} are open in ${holder}`,
      `stop that process first, or name a PostgreSQL server with DATABASE_URL; the lock is ${file}`,
      error,
    );
  }
}

async function openPostgres(url: string, onLost: ((error: Error) => void) | undefined): Promise<Store> {
  const config = { connectionString: url, types: { getTypeParser }, connectionTimeoutMillis: 10_000 };
  const guard = new Client(config);
  guard.on("error", (error) => onLost?.(error));
  const where = placeOf(url);
  const version = await connected(guard, where);
  try {
    await takeAdvisory(guard, where);
  } catch (error) {
    await guard.end();
    throw error;
  }
  const pool = new Pool({ ...config, max: CONNECTIONS });
  // A connection that breaks while nobody uses it: whoever needs one next gets another, or the error.
  pool.on("error", () => {});
  // The same while somebody uses it: the query under way rejects, and this is told besides.
  pool.on("connect", (client) => client.on("error", () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    await db.destroy();
    await guard.end();
  };
  // Autovacuum does it.
  const upkeep = async () => {};
  return { db, name: `PostgreSQL ${version} at ${where}`, upkeep, close };
}

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === INT8 ? Number : types.getTypeParser(oid, format as "text");

async function connected(client: Client, where: string): Promise<string> {
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    const version = rows[0]?.server_version.split(" ")[0] ?? "";
    if (Number.parseInt(version, 10) >= LEAST_VERSION) return version;
    await client.end();
    throw new StoreError(
      "store/unreachable",
      `${where} runs PostgreSQL ${version}`,
      `take PostgreSQL ${LEAST_VERSION} or newer`,
    );
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      "store/unreachable",
      `no PostgreSQL answers at ${where}: ${why}`,
      "check DATABASE_URL",
      error,
    );
  }
}

/** Held as long as this connection lives: the server gives it back by itself when the process is gone. */
async function takeAdvisory(client: Client, where: string): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
    String(ADVISORY),
  ]);
  if (rows[0]?.taken) return;
  throw new StoreError(
    "store/in-use",
    `the records at ${where} are open in another process`,
    "stop that process first, or name another database",
  );
}

/** Address of a database without user, password and options. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "DATABASE_URL";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Brings tables up to a migration, the last one unless another is named. Throws StoreError `store/newer`. */
export async function migrate(db: Kysely<Tables>, target?: string): Promise<void> {
  await refuseNewer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const done = target === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(target);
  if (done.error) throw done.error;
}

async function refuseNewer(db: Kysely<Tables>): Promise<void> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!found[0]?.there) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const unknown = rows.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
  if (!unknown) return;
  throw new StoreError(
    "store/newer",
    `the records were written by a newer version, which knows ${unknown.name}`,
    "take that version, or a backup from before",
  );
}
