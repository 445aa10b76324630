import { createHash } from "node:crypto";
import type { Json, Settled } from "@rahdari/ledger";
import { type Kysely, sql } from "kysely";
import type { Store } from "../store/store.ts";
import type { PayloadRow, RequestRow, Tables } from "../store/tables.ts";
import { Together } from "../store/together.ts";
import { writeRows } from "../store/write-rows.ts";

/** A request that begins, with the private payload that its message commits to. */
export type Beginning = { readonly request: RequestRow; readonly payload: PayloadRow | null };
/** Where in the journal and the ledger a request's message has come to lie. */
export type Landed = Pick<RequestRow, "credential" | "key" | "seq" | "entry" | "refused">;

/** How long the same message under the same key has the same answer, from when the ledger has it: 30 days. */
const KEPT_MS = 30 * 24 * 3_600_000;

/** What was handed in, each under a key of its caller's: the same again has the same answer. */
export class Requests {
  readonly #db: Kysely<Tables>;
  readonly #now: () => number;
  readonly #beginning: Together<Beginning, boolean>;
  /** What landed and is not noted yet. Where it is lost, the message is found again by what it says. */
  readonly #landed = new Map<string, Landed>();

  constructor({ db }: Store, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#beginning = new Together((items) => this.#insert(items));
  }

  /** Writes a request down before anything is done about it; false where the key was used already. */
  begin(beginning: Beginning): Promise<boolean> {
    return this.#beginning.do(beginning);
  }

  async find(credential: string, key: string): Promise<RequestRow | undefined> {
    const of = this.#db.selectFrom("request").selectAll();
    const row = await of.where("credential", "=", credential).where("key", "=", key).executeTakeFirst();
    const landed = row && this.#landed.get(nameOf(row));
    return landed ? { ...row, ...landed, entry: landed.entry ?? row.entry } : row;
  }

  /** Remembers where a message is, to be noted with others: an entry that is known stays known. */
  land(landed: Landed): void {
    const entry = landed.entry ?? this.#landed.get(nameOf(landed))?.entry ?? null;
    this.#landed.set(nameOf(landed), { ...landed, entry });
  }

  /** Remembers the count of a request's event, of which nothing more is known yet. */
  locate({ credential, key }: RequestRow, seq: number): void {
    this.land({ credential, key, seq, entry: null, refused: null });
  }

  /** Notes where messages are that landed since the last time. */
  async noteLanded(): Promise<void> {
    const landed = [...this.#landed];
    if (landed.length === 0) return;
    await this.#update(landed.map(([, one]) => one));
    for (const [name, one] of landed) if (this.#landed.get(name) === one) this.#landed.delete(name);
  }

  /** Requests of which it is not known whether anything was written down. */
  begun(): Promise<RequestRow[]> {
    const open = this.#db.selectFrom("request").selectAll().where("entry", "is", null);
    return open.where("seq", "is", null).orderBy("after").execute();
  }

  /** Count of an office's first event that the ledger is not known to have, nor to refuse. */
  async firstOpen(office: string): Promise<number | undefined> {
    const open = this.#db.selectFrom("request").select("seq").where("office", "=", office);
    const first = open.where("entry", "is", null).where("refused", "is", null).where("seq", "is not", null);
    return (await first.orderBy("seq").limit(1).executeTakeFirst())?.seq ?? undefined;
  }

  /** Notes where the ledger has put events of an office's journal. */
  async settle(office: string, settled: readonly Settled[]): Promise<void> {
    if (settled.length === 0) return;
    const rows = JSON.stringify(settled.map(({ seq, index }) => ({ seq, index })));
    await sql`
      update request set entry = settled.index, refused = null, landed = ${this.#now()}::bigint
      from jsonb_to_recordset(${rows}::jsonb) as settled(seq bigint, index bigint)
      where request.office = ${office} and request.entry is null and request.seq = settled.seq`.execute(
      this.#db,
    );
  }

  /** Notes that the ledger will not take an event, whenever it is asked. */
  async refuse(office: string, seq: number, refused: string): Promise<void> {
    const all = this.#db.updateTable("request").set({ refused });
    await all.where("office", "=", office).where("seq", "=", seq).where("entry", "is", null).execute();
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

  /** Forgets requests whose messages the ledger has had for so long that nobody hands them in again. */
  async forgetOld(): Promise<void> {
    await this.#db
      .deleteFrom("request")
      .where("landed", "<", this.#now() - KEPT_MS)
      .execute();
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
      update request set seq = landed.seq, entry = coalesce(landed.entry, request.entry), refused = landed.refused,
        landed = case when landed.entry is null then request.landed else coalesce(request.landed, ${this.#now()}::bigint) end
      from jsonb_to_recordset(${rows}::jsonb)
        as landed(credential text, key text, seq bigint, entry bigint, refused text)
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
