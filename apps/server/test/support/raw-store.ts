import { mkdirSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect, PostgresDialect } from "kysely";
import { Pool } from "pg";
import type { StorePlace } from "../../src/store/store.ts";
import type { Tables } from "../../src/store/tables.ts";

type Raw = { readonly db: Kysely<Tables>; close(): Promise<void> };

/** The database of a place as it lies, without lock or migration. */
export async function openRaw(place: StorePlace): Promise<Raw> {
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
