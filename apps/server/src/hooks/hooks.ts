import { randomBytes } from "node:crypto";
import type { HookScope } from "@rahdari/api";
import { type Kysely, sql } from "kysely";
import { Webhook } from "standardwebhooks";
import type { Actor } from "../desk/actor.ts";
import type { Credentials } from "../desk/credentials.ts";
import type { Projector } from "../projection/projector.ts";
import { messageView } from "../records/message-view.ts";
import type { Records } from "../records/records.ts";
import type { Store } from "../store/store.ts";
import type { HookRow, MessageRow, Tables } from "../store/tables.ts";
import { type GuardOptions, guardedPost, type Told, urlFault } from "./guarded-post.ts";
import { parseScope, scopeText } from "./scope.ts";

export type HooksOptions = {
  readonly store: Store;
  readonly records: Records;
  readonly projector: Projector;
  readonly credentials: Credentials;
  readonly guard: GuardOptions;
  readonly now: () => number;
  readonly onTrouble: (what: string, error: unknown) => void;
};

const SECRET_BYTES = 32;
const PAGE = 100;
/** Milliseconds until it is tried again after so many failures: 5 s, then twice as long each time, up to 4 h. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 4 * 3_600_000;
/** Failures one after the other after which an address is told no more: about five days. */
const MOST_FAILURES = 40;
/** Addresses of one key. */
const MOST_HOOKS = 20;
/** Characters of what is kept of a failure. */
const MOST_TROUBLE = 200;
/** How often it is looked whether a wait is over. */
const TICK_MS = 1_000;

/**
 * Tells addresses of messages: in order, each at least once, signed (Standard Webhooks). What an address has taken
 * is remembered; what it has not is sent again.
 */
export class Hooks {
  readonly #options: HooksOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stop: () => void;
  readonly #timer: NodeJS.Timeout;
  readonly #end = new AbortController();
  /** Whether there is any address to tell; undefined where that has to be looked up. */
  #any: boolean | undefined;
  #closed = false;

  constructor(options: HooksOptions) {
    this.#options = options;
    this.#stop = options.projector.subscribe(() => void this.run());
    this.#timer = setInterval(() => void this.run(), TICK_MS).unref();
  }

  /** Adds an address, to be told from the next message on. */
  async add(
    { id: credential }: Actor,
    url: string,
    scope: HookScope,
  ): Promise<{ readonly row: HookRow } | { readonly fault: string }> {
    const { store, guard, projector, now } = this.#options;
    const fault = urlFault(url, guard);
    if (fault) return { fault };
    const row: HookRow = {
      id: `wh_${randomBytes(6).toString("hex")}`,
      credential,
      url: new URL(url).href,
      secret: `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`,
      scope: scopeText(scope),
      next: projector.entries,
      failures: 0,
      due: now(),
      ended: null,
      trouble: null,
    };
    if (!(await inserted(store.db, row)))
      return { fault: `is one more than the ${MOST_HOOKS} that a key may have` };
    this.#any = true;
    return { row };
  }

  of(credential: string): Promise<HookRow[]> {
    const all = this.#options.store.db.selectFrom("hook").selectAll();
    return all.where("credential", "=", credential).orderBy("id").execute();
  }

  async remove(id: string, credential: string): Promise<boolean> {
    const gone = await this.#options.store.db
      .deleteFrom("hook")
      .where("id", "=", id)
      .where("credential", "=", credential)
      .executeTakeFirst();
    return gone.numDeletedRows > 0n;
  }

  /** Tells every address that is due what it has not been told; each goes at its own pace. */
  async run(): Promise<void> {
    if (this.#closed) return;
    const { store, projector, now, onTrouble } = this.#options;
    try {
      this.#any ??= (await store.db.selectFrom("hook").select("id").limit(1).execute()).length > 0;
      if (!this.#any) return;
      const due = await store.db
        .selectFrom("hook")
        .select("id")
        .where("ended", "is", null)
        .where("due", "<=", now())
        .where("next", "<", projector.entries)
        .execute();
      for (const { id } of due) this.#start(id);
    } catch (error) {
      onTrouble("hooks", error);
    }
  }

  /** Ends it at once: what an address was being told is told again when it is opened next. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#end.abort();
    this.#stop();
    clearInterval(this.#timer);
    await Promise.all(this.#running.values());
  }

  #start(id: string): void {
    if (this.#running.has(id) || this.#closed) return;
    const work = this.#tell(id)
      .catch((error: unknown) => this.#options.onTrouble("hooks", error))
      .finally(() => this.#running.delete(id));
    this.#running.set(id, work);
  }

  async #tell(id: string): Promise<void> {
    const { records, projector, store, now } = this.#options;
    // Read anew: since it was found due, another round may have told it more, or failed.
    const due = store.db.selectFrom("hook").selectAll().where("id", "=", id).where("ended", "is", null);
    const hook = await due.where("due", "<=", now()).executeTakeFirst();
    if (!hook) return;
    let { next } = hook;
    while (!this.#closed && next < projector.entries) {
      const upTo = projector.entries;
      const rows = await records.messages(parseScope(hook.scope), { after: next - 1, limit: PAGE });
      for (const row of rows) {
        if (!(await this.#told(hook, row))) return;
        next = row.entry + 1;
      }
      if (rows.length < PAGE) next = Math.max(next, upTo);
      if (!(await this.#change(hook, { next }))) return;
    }
  }

  /** Whether an address goes on after a message: it was sent, or is none that the key may see. */
  async #told(hook: HookRow, row: MessageRow): Promise<boolean> {
    const { records, credentials } = this.#options;
    if (this.#closed) return false;
    const actor = credentials.actor(hook.credential);
    if (actor) return !(await records.maySeeMessage(actor, row)) || this.#sent(hook, row);
    await this.#change(hook, { ended: "its key was taken back" });
    return false;
  }

  /** Sends one message; where it is not taken, notes when to try again. */
  async #sent(hook: HookRow, row: MessageRow): Promise<boolean> {
    const { guard, now } = this.#options;
    const body = JSON.stringify({
      type: row.kind,
      timestamp: new Date(row.received).toISOString(),
      data: messageView(row),
    });
    const id = `${hook.id}_${row.entry}`;
    const sentAt = new Date(now());
    const told = await guardedPost(
      hook.url,
      body,
      {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
        "webhook-signature": new Webhook(hook.secret).sign(id, sentAt, body),
      },
      { ...guard, signal: this.#end.signal },
    );
    if ("status" in told && told.status >= 200 && told.status < 300)
      return this.#change(hook, { next: row.entry + 1, failures: 0, trouble: null });
    if (!this.#closed) await this.#failed(hook, row, told);
    return false;
  }

  async #failed(hook: HookRow, row: MessageRow, told: Told): Promise<void> {
    const { store, now } = this.#options;
    const known = await store.db
      .selectFrom("hook")
      .select("failures")
      .where("id", "=", hook.id)
      .executeTakeFirst();
    const failures = (known?.failures ?? 0) + 1;
    const due = now() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
    const trouble = "status" in told ? `answered ${told.status}` : told.error.slice(0, MOST_TROUBLE);
    const ended =
      "status" in told && told.status === 410
        ? "it answered 410 Gone"
        : failures >= MOST_FAILURES
          ? `it failed ${failures} times`
          : null;
    await this.#change(hook, { next: row.entry, failures, due, ended, trouble });
  }

  /** False where the address was removed meanwhile. */
  async #change(
    { id }: HookRow,
    change: Partial<Pick<HookRow, "next" | "failures" | "due" | "ended" | "trouble">>,
  ): Promise<boolean> {
    const all = this.#options.store.db.updateTable("hook").set(change);
    const { numUpdatedRows } = await all.where("id", "=", id).executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

/** Whether an address was added: counted and written with nobody of the same key in between. */
function inserted(db: Kysely<Tables>, row: HookRow): Promise<boolean> {
  return db.transaction().execute(async (own) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`hooks of ${row.credential}`}))`.execute(own);
    const { numAffectedRows } = await sql`
      insert into hook select * from jsonb_populate_record(null::hook, ${JSON.stringify(row)}::jsonb)
      where (select count(*) from hook where credential = ${row.credential}) < ${MOST_HOOKS}`.execute(own);
    return numAffectedRows === 1n;
  });
}
