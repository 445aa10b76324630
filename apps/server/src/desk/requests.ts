import { createHash } from "node:crypto";
import type { Json } from "@rahdari/ledger";
import { type Kysely, sql } from "kysely";
import type { Store } from "../store/store.ts";
import type { PayloadRow, RequestRow, Tables } from "../store/tables.ts";
import { Together } from "../store/together.ts";
import { writeRows } from "../store/write-rows.ts";

/** A request that begins, with the private payload that its message commits to. */
export type Beginning = { readonly request: RequestRow; readonly payload: PayloadRow | null };
/** Where in the journal and the ledger a request's message has come to lie. */
export type Landed = Pick<RequestRow, "credential" | "key" | "seq" | "entry">;

/** What was handed in, each under a key of its caller's: the same again has the same answer. */
export class Requests {
  readonly #db: Kysely<Tables>;
  readonly #beginning: Together<Beginning, boolean>;
  /** What landed and is not noted yet. Where it is lost, the message is found again by what it says. */
  readonly #landed = new Map<string, Landed>();

  constructor({ db }: Store) {
    this.#db = db;
    this.#beginning = new Together((items) => this.#insert(items));
  }

  /** Writes a request down before anything is done about it; false where the key was used already. */
  begin(beginning: Beginning): Promise<boolean> {
    return this.#beginning.do(beginning);
  }

  async find(credential: string, key: string): Promise<RequestRow | undefined> {
    const of = this.#db.selectFrom("request").selectAll();
    const row = await of.where("credential", "=", credential).where("key", "=", key).executeTakeFirst();
    return row && { ...row, ...this.#landed.get(nameOf(row)) };
  }

  /** Remembers where a message is, to be noted with others. */
  land(landed: Landed): void {
    this.#landed.set(nameOf(landed), landed);
  }

  /** Notes where messages are that landed since the last time. */
  async noteLanded(): Promise<void> {
    const landed = [...this.#landed];
    if (landed.length === 0) return;
    await this.#update(landed.map(([, one]) => one));
    for (const [name, one] of landed) if (this.#landed.get(name) === one) this.#landed.delete(name);
  }

  /** Requests whose message the ledger is not known to have. */
  open(): Promise<RequestRow[]> {
    return this.#db.selectFrom("request").selectAll().where("entry", "is", null).orderBy("after").execute();
  }

  /**
   * Forgets a request of which nothing was written down, with the payload that it brought: the office's own journal
   * says so, never a table that may lag behind the ledger.
   */
  async forget({ credential, key, commit }: RequestRow): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      const one = db.deleteFrom("request").where("credential", "=", credential).where("key", "=", key);
      const gone = await one.where("seq", "is", null).executeTakeFirst();
      if (gone.numDeletedRows === 0n || commit === null) return;
      await db.deleteFrom("payload").where("commit", "=", commit).execute();
    });
  }

  /** Writes the payload of a request down where it is missing. */
  async keep(payload: PayloadRow): Promise<void> {
    await writeRows(this.#db, "payload", ["commit"], [payload], { keep: true });
  }

  async idle(): Promise<void> {
    await this.#beginning.idle();
    await this.noteLanded();
  }

  async #insert(items: readonly Beginning[]): Promise<readonly boolean[]> {
    // One statement where it is enough: most messages carry no payload.
    if (items.every(({ payload }) => payload === null)) return begun(this.#db, items);
    return this.#db.transaction().execute(async (db) => {
      const fresh = await begun(db, items);
      const payloads = items.flatMap(({ payload }, i) => (fresh[i] && payload ? [payload] : []));
      await writeRows(db, "payload", ["commit"], payloads, { keep: true });
      return fresh;
    });
  }

  async #update(landed: readonly Landed[]): Promise<void> {
    const rows = JSON.stringify(landed);
    await sql`
      update request set seq = landed.seq, entry = landed.entry
      from jsonb_to_recordset(${rows}::jsonb)
        as landed(credential text, key text, seq bigint, entry bigint)
      where request.credential = landed.credential and request.key = landed.key`.execute(this.#db);
  }
}

/** Neither part holds a space. */
function nameOf({ credential, key }: Pick<RequestRow, "credential" | "key">): string {
  return `${credential} ${key}`;
}

/** Which of the requests were not there yet; those are now. */
async function begun(db: Kysely<Tables>, items: readonly Beginning[]): Promise<boolean[]> {
  const rows = JSON.stringify(items.map(({ request }) => request));
  const inserted = await sql<{ credential: string; key: string }>`
    insert into request select * from jsonb_populate_recordset(null::request, ${rows}::jsonb)
    on conflict do nothing returning credential, key`.execute(db);
  const names = new Set(inserted.rows.map(nameOf));
  return items.map(({ request }) => names.has(nameOf(request)));
}

/** SHA-256 of a value whose fields may stand in any order, hexadecimal. */
export function digestOf(value: Json): string {
  return createHash("sha256").update(JSON.stringify(value, sorted)).digest("hex");
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
