import { sql } from "kysely";
import { forgetProjections } from "../../src/projection/projector.ts";
import type { Store } from "../../src/store/store.ts";
import { PROJECTED } from "../../src/store/tables.ts";

/** All rows of the tables that follow from the ledger, in an order of their own. */
export async function tablesOf({ db }: Store): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const tables: [string, unknown[]][] = [];
  for (const name of PROJECTED) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(t) as row from ${sql.table(name)} t order by to_jsonb(t)::text`.execute(db);
    tables.push([name, rows.map(({ row }) => row)]);
  }
  return Object.fromEntries(tables);
}

/** Empties a store as if it were new. */
export async function emptied(store: Store): Promise<void> {
  await forgetProjections(store);
  for (const name of ["credential", "request", "payload", "hook"] as const)
    await store.db.deleteFrom(name).execute();
}
