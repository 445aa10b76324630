import { type Kysely, type RawBuilder, sql } from "kysely";
import type { MessageRow, Tables } from "../store/tables.ts";
import type { Page } from "./records.ts";

/** Entries to look through for each movement of an office, from which on its movements are asked one by one. */
const ENTRIES_A_MOVEMENT = 50;

/**
 * Messages that an office stated, and those about its movements from when these named it first: in one statement, so
 * that no message comes in between, and each half in the order of an index. Which index the second half goes by
 * hangs on how far back it begins and how many movements the office has; no figures of the database are relied on.
 */
export async function messagesOfOffice(
  db: Kysely<Tables>,
  office: string,
  { after, limit }: Page,
): Promise<MessageRow[]> {
  const theirs = (await isSparse(db, office, after))
    ? byMovement(office, after, limit)
    : byEntry(office, after);
  const { rows } = await sql<MessageRow>`
    (select * from message where author = ${office} and entry > ${after} order by entry limit ${limit})
    union (${theirs} order by entry limit ${limit})
    order by entry limit ${limit}`.execute(db);
  return rows;
}

async function isSparse(db: Kysely<Tables>, office: string, after: number): Promise<boolean> {
  const last = await db
    .selectFrom("message")
    .select("entry")
    .orderBy("entry", "desc")
    .limit(1)
    .executeTakeFirst();
  const most = Math.floor(((last?.entry ?? 0) - after) / ENTRIES_A_MOVEMENT);
  const some = db.selectFrom("movement_office").select("movement").where("office", "=", office);
  const beyond = await some.orderBy("movement").offset(Math.max(0, most)).limit(1).executeTakeFirst();
  return beyond === undefined;
}

/** Movement by movement: quick where these are few, however far back it begins. */
function byMovement(office: string, after: number, limit: number): RawBuilder<unknown> {
  return sql`
    select own.* from movement_office mine cross join lateral (
      select * from message
      where movement = mine.movement and entry > ${after} and entry >= mine.since
      order by entry limit ${limit}
    ) own where mine.office = ${office}`;
}

/** Entry by entry as the index has them, each looked up: quick where there is little to go through, or enough to find. */
function byEntry(office: string, after: number): RawBuilder<unknown> {
  return sql`
    select * from message where entry > ${after} and entry >= (
      select since from movement_office where office = ${office} and movement = message.movement
    )`;
}
