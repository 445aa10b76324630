import { sql } from "kysely";
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
