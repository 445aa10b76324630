import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * Gives back the room of rows that are gone, and counts anew what plans of queries rest on, in the tables that have
 * changed enough, by autovacuum's own measure: 50 rows and a fifth. A PostgreSQL server does it by itself, in PGlite
 * nobody does. The names of these tables.
 */
export async function vacuumChanged(db: Kysely<Tables>): Promise<readonly string[]> {
  // The counts are brought up to date once a second, and now.
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_stat_user_tables
    where greatest(n_dead_tup, n_mod_since_analyze) > 50 + 0.2 * n_live_tup
    order by relname`.execute(db);
  for (const { name } of rows) await sql`vacuum (analyze) ${sql.table(name)}`.execute(db);
  return rows.map(({ name }) => name);
}
