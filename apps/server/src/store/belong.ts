import type { Kysely } from "kysely";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

/**
 * Makes sure that records are those of a ledger: at their first use it is written down whose they are, and from then
 * on they are no other's, whatever is made anew. Throws StoreError `store/other-ledger`.
 */
export async function belongTo(db: Kysely<Tables>, origin: string): Promise<void> {
  const first = db.insertInto("ledger").values({ id: 1, origin });
  await first.onConflict((there) => there.doNothing()).execute();
  const own = await db.selectFrom("ledger").select("origin").executeTakeFirstOrThrow();
  if (own.origin === origin) return;
  throw new StoreError(
    "store/other-ledger",
    `the records are those of ${own.origin}, not of ${origin}`,
    "name another database or directory",
  );
}
