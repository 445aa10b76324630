import { sql } from "kysely";
import { z } from "zod";
import type { Store } from "./store.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";
import { writeRows } from "./write-rows.ts";

/** What no ledger holds, with the columns that name a row. */
const KEPT = {
  credential: ["id"],
  request: ["credential", "key"],
  payload: ["commit"],
  hook: ["id"],
} as const satisfies { readonly [Name in keyof Tables]?: readonly (keyof Tables[Name])[] };
type Kept = keyof typeof KEPT;
const NAMES = Object.keys(KEPT) as Kept[];

const FORMAT = "rahdari/records/1";
const Head = z.strictObject({ records: z.literal(FORMAT), ledger: z.string(), saved: z.iso.datetime() });
const Row = z.strictObject({
  table: z.enum(NAMES),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
const End = z.strictObject({ end: z.int().min(0) });

/** Rows read or written at one time. */
const PAGE = 1_000;

/**
 * What no ledger holds, as lines of JSON: a head, the rows, and how many there were, so that a file cut short is
 * found. It holds secrets: private payloads with their salts, and those of addresses that are told.
 */
export async function* savedLines({ db }: Store, ledger: string, now: Date): AsyncGenerator<string> {
  yield line({ records: FORMAT, ledger, saved: now.toISOString() });
  let count = 0;
  for (const table of NAMES) {
    for await (const row of rowsOf(db, table)) {
      yield line({ table, row });
      count++;
    }
  }
  yield line({ end: count });
}

/** All rows of a table by its key, page by page: each goes on behind the last one of the page before. */
async function* rowsOf(db: Store["db"], table: Kept): AsyncGenerator<object> {
  const key = sql.join(KEPT[table].map((name) => sql.ref(name)));
  for (let last: Readonly<Record<string, unknown>> | undefined; ; ) {
    const values = last && sql.join(KEPT[table].map((name) => last?.[name]));
    const behind = values ? sql`where (${key}) > (${values})` : sql``;
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} ${behind} order by ${key} limit ${PAGE}`.execute(db);
    yield* rows;
    last = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}

/**
 * Puts saved records into a store that has none: all of them or nothing. Gives how many. Throws StoreError
 * `store/not-empty`, `store/other-ledger`, `store/unreadable` with the line.
 */
export async function loadLines(
  { db }: Store,
  ledger: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  return db.transaction().execute(async (all) => {
    for (const table of NAMES) {
      const some = await all.selectFrom(table).select(sql<number>`1`.as("one")).limit(1).execute();
      if (some.length > 0)
        throw new StoreError(
          "store/not-empty",
          `there are records here already (${table})`,
          "load into new ones",
        );
    }
    const reader = new Reader(ledger);
    let rows: z.infer<typeof Row>[] = [];
    const write = async () => {
      for (const table of NAMES) {
        const own = rows.filter((one) => one.table === table).map(({ row }) => row);
        await writeRows(all, table, KEPT[table] as readonly string[] as readonly never[], own);
      }
      rows = [];
    };
    for await (const text of lines) {
      const row = reader.read(text);
      if (row) rows.push(row);
      if (rows.length >= PAGE) await write();
    }
    await write();
    return reader.finish();
  });
}

/** Reads the lines in their order. */
class Reader {
  readonly #ledger: string;
  #line = 0;
  #rows = 0;
  #end: number | undefined;

  constructor(ledger: string) {
    this.#ledger = ledger;
  }

  read(text: string): z.infer<typeof Row> | undefined {
    this.#line++;
    const value = this.#json(text);
    if (this.#line === 1) return this.#head(value);
    if (this.#end !== undefined) throw this.#unreadable("is behind the end");
    const end = End.safeParse(value);
    if (end.success) {
      this.#end = end.data.end;
      return undefined;
    }
    const row = Row.safeParse(value);
    if (!row.success) throw this.#unreadable("is no row of the records");
    this.#rows++;
    return row.data;
  }

  finish(): number {
    if (this.#end !== undefined && this.#end === this.#rows) return this.#rows;
    throw this.#unreadable(
      this.#end === undefined ? "is the last: the file is cut short" : "counts other rows",
    );
  }

  #head(value: unknown): undefined {
    const head = Head.safeParse(value);
    if (!head.success) throw this.#unreadable("does not begin saved records");
    if (head.data.ledger === this.#ledger) return undefined;
    throw new StoreError(
      "store/other-ledger",
      `these are the records of ${head.data.ledger}, not of ${this.#ledger}`,
      "name the ledger that they belong to with --ledger",
    );
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.#unreadable("is not JSON");
    }
  }

  #unreadable(what: string): StoreError {
    return new StoreError("store/unreadable", `line ${this.#line} ${what}`, "take another copy of the file");
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
