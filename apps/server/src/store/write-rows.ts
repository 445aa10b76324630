import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Rows in one statement at most: bounds its text, a JSON array. */
const MOST = 2_000;

/**
 * Writes rows in one statement for many, as a JSON array: what is there under the same `keys` is replaced, or left
 * where `keep` says so. No two rows of one call may have the same keys.
 */
export async function writeRows<Name extends keyof Tables>(
  db: Kysely<Tables>,
  table: Name,
  keys: readonly (keyof Tables[Name] & string)[],
  rows: readonly object[],
  { keep = false }: { readonly keep?: boolean } = {},
): Promise<void> {
  for (let at = 0; at < rows.length; at += MOST) {
    const part = rows.slice(at, at + MOST);
    const names = Object.keys(part[0] ?? {});
    const changed = names.filter((name) => !(keys as readonly string[]).includes(name));
    const set = sql.join(changed.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
    const otherwise = keep ? sql`nothing` : sql`update set ${set}`;
    const columns = sql.join(names.map((name) => sql.ref(name)));
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(part)}::jsonb)
      on conflict (${sql.join(keys.map((key) => sql.ref(key)))}) do ${otherwise}`.execute(db);
  }
}
