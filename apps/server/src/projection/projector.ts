import type { Engine } from "@rahdari/ledger";
import type { Movement, TransitState } from "@rahdari/transit";
import type { Kysely } from "kysely";
import { belongTo } from "../store/belong.ts";
import type { Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { type MovementOfficeRow, PROJECTED, type ProjectionRow, type Tables } from "../store/tables.ts";
import { writeRows } from "../store/write-rows.ts";
import {
  guaranteeRow,
  hashOf,
  movementRow,
  officeRows,
  operationRows,
  type Read,
  readEntry,
  sealRow,
  taskRows,
} from "./rows.ts";

/** What the projector asks of a ledger. */
export type Followed = Pick<Engine<TransitState>, "origin" | "state" | "entries" | "subscribe">;

export type ProjectorOptions = {
  readonly store: Store;
  readonly ledger: Followed;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told where entries could not be written down: it is tried again by itself. */
  readonly onTrouble?: (error: unknown) => void;
};

type Waiting = {
  readonly entries: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** After entries could not be written. */
const RETRY_MS = 1_000;
/** Entries that are written in one transaction. */
const CHUNK = 2_000;
/** Pairs of movement and office that are remembered. */
const MOST_PAIRS = 100_000;

/**
 * Keeps the tables that follow from a ledger up with it. They are functions of its entries alone: `message` and
 * `movement_office` entry by entry, the others from the state after them.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  #at: ProjectionRow;
  #pump: Promise<void> | undefined;
  readonly #stop: () => void;
  readonly #listeners = new Set<(entries: number) => void>();
  readonly #waiting = new Set<Waiting>();
  /** Pairs of movement and office that are written already: nearly every message names one of them again. */
  readonly #pairs = new Set<string>();
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(options: ProjectorOptions, at: ProjectionRow) {
    this.#options = options;
    this.#at = at;
    this.#stop = options.ledger.subscribe(() => this.#wake());
  }

  /**
   * Brings the tables up to the ledger, and follows it from there. Throws StoreError where they are another
   * ledger's, or hold entries that this one does not have.
   */
  static async open(options: ProjectorOptions): Promise<Projector> {
    const { store, ledger } = options;
    const projector = new Projector(options, await begin(store.db, ledger));
    projector.#pump = projector.#catchUp().then(() => projector.#rest());
    try {
      await projector.#pump;
      return projector;
    } catch (error) {
      projector.#stop();
      throw error;
    }
  }

  /** Entries that the tables hold. */
  get entries(): number {
    return this.#at.entries;
  }

  /** Whether entries could not be written, and are being tried again. */
  get isBehind(): boolean {
    return this.#retry !== undefined;
  }

  /** Whether it follows the ledger no more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Resolves once the tables hold so many entries, or the projector is closed; rejects where they cannot be written. */
  until(entries: number): Promise<void> {
    if (this.#at.entries >= entries || this.#closed) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.add({ entries, resolve, reject }));
  }

  /** Called after entries were written, with how many there are now, and when it is closed. */
  subscribe(listener: (entries: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    clearTimeout(this.#retry);
    await this.#pump;
    this.#tell();
  }

  #wake(): void {
    this.#pump ??= this.#catchUp().then(
      () => this.#rest(),
      (error: unknown) => this.#fail(error),
    );
  }

  /** What came in while the last entries were being finished finds it at rest or is seen here. */
  #rest(): void {
    this.#pump = undefined;
    this.#retry = undefined;
    if (!this.#closed && this.#at.entries < this.#options.ledger.state.size) this.#wake();
  }

  /** Who waits is told at once; the entries themselves are tried again until they are written. */
  #fail(error: unknown): void {
    this.#pump = undefined;
    this.#options.onTrouble?.(error);
    for (const one of this.#waiting) one.reject(error);
    this.#waiting.clear();
    clearTimeout(this.#retry);
    if (!this.#closed) this.#retry = setTimeout(() => this.#wake(), RETRY_MS).unref();
  }

  async #catchUp(): Promise<void> {
    const { store, ledger, onProgress } = this.#options;
    while (this.#at.entries < ledger.state.size && !this.#closed) {
      const { state, from } = { state: ledger.state, from: this.#at.entries };
      const to = Math.min(state.size, from + CHUNK);
      const leaves = await ledger.entries(from, to);
      const read = leaves.flatMap((leaf, i) => readEntry(leaf, from + i, state.app) ?? []);
      const next = { ...this.#at, entries: to, last: hashOf(leaves.at(-1) as Uint8Array) };
      const offices = newOffices(read, this.#pairs);
      await store.db.transaction().execute(async (db) => {
        await writeRows(
          db,
          "message",
          ["entry"],
          read.map(({ message }) => message),
        );
        await writeRows(db, "movement_office", ["office", "movement"], [...offices.values()], { keep: true });
        if (next.whole) await writeTouched(db, read, state.app);
        await db.updateTable("projection").set(next).execute();
      });
      this.#at = next;
      if (this.#pairs.size > MOST_PAIRS) this.#pairs.clear();
      for (const pair of offices.keys()) this.#pairs.add(pair);
      onProgress?.(to, state.size);
      this.#tell();
    }
    if (!this.#at.whole && !this.#closed) await this.#complete();
  }

  /** After a rebuilding: all of the state at once, where every entry has been read. */
  async #complete(): Promise<void> {
    const { store, ledger } = this.#options;
    const { app, size } = ledger.state;
    if (size !== this.#at.entries) return this.#catchUp();
    await store.db.transaction().execute(async (db) => {
      for (const table of STATE_TABLES) await db.deleteFrom(table).execute();
      await writeMovements(db, app.movements.values());
      await writeRows(db, "guarantee", ["id"], [...app.guarantees.values()].map(guaranteeRow));
      await writeRows(db, "seal", ["id"], [...app.seals.values()].map(sealRow));
      await db.updateTable("projection").set({ whole: true }).execute();
    });
    this.#at = { ...this.#at, whole: true };
  }

  #tell(): void {
    for (const one of this.#waiting) {
      if (one.entries > this.#at.entries && !this.#closed) continue;
      this.#waiting.delete(one);
      one.resolve();
    }
    for (const listener of [...this.#listeners]) listener(this.#at.entries);
  }
}

const STATE_TABLES = PROJECTED.filter((name) => name !== "message" && name !== "movement_office");

async function begin(db: Kysely<Tables>, ledger: Followed): Promise<ProjectionRow> {
  await belongTo(db, ledger.origin);
  const at = await db.selectFrom("projection").selectAll().executeTakeFirst();
  if (at) {
    await refuseOther(at, ledger);
    return at;
  }
  const first: ProjectionRow = { id: 1, entries: 0, last: "", whole: false };
  await db.insertInto("projection").values(first).execute();
  return first;
}

async function refuseOther(at: ProjectionRow, ledger: Followed): Promise<void> {
  if (at.entries === 0) return;
  const there = at.entries <= ledger.state.size;
  const [last] = there ? await ledger.entries(at.entries - 1, at.entries) : [];
  if (last && hashOf(last) === at.last) return;
  throw new StoreError(
    "store/other-ledger",
    `the records hold entries up to ${at.entries - 1} that ${ledger.origin} here does not have`,
    "where the ledger was put back from an older copy, fetch what is missing from another node first; " +
      "else make the records anew: rahdari rebuild",
  );
}

/** Empties what follows from the ledger: `Projector.open` makes it anew. What no ledger holds stays. */
export async function forgetProjections({ db }: Store): Promise<void> {
  await db.transaction().execute(async (all) => {
    for (const table of [...PROJECTED, "projection"] as const) await all.deleteFrom(table).execute();
  });
}

/** The first row of each pair that is not known to be written. */
function newOffices(read: readonly Read[], known: ReadonlySet<string>): Map<string, MovementOfficeRow> {
  const rows = read
    .flatMap(officeRows)
    .map((row): [string, MovementOfficeRow] => [`${row.movement} ${row.office}`, row]);
  return new Map(rows.filter(([pair]) => !known.has(pair)).toReversed());
}

async function writeTouched(db: Kysely<Tables>, read: readonly Read[], state: TransitState): Promise<void> {
  const accepted = read.filter(({ message }) => message.code === null);
  const known = <Value>(names: readonly (string | null)[], get: (name: string) => Value | undefined) =>
    [...new Set(names)].flatMap((name) => (name === null ? [] : (get(name) ?? [])));
  const movements = known(
    accepted.map(({ message }) => message.movement),
    (name) => state.movements.get(name),
  );
  const named = [
    ...accepted.map(({ message }) => message.guarantee),
    ...movements.map((one) => one.guarantee),
  ];
  const amended = accepted.filter(({ message }) => message.kind === "declaration.amend");
  const before = await guaranteesBefore(
    db,
    amended.flatMap(({ message }) => message.movement ?? []),
  );
  const guarantees = known([...named, ...before], (name) => state.guarantees.get(name));
  const seals = known(
    accepted.flatMap((one) => one.seals),
    (name) => state.seals.get(name),
  );
  await clearTasks(db, movements);
  await writeMovements(db, movements);
  await writeRows(db, "guarantee", ["id"], guarantees.map(guaranteeRow));
  await writeRows(db, "seal", ["id"], seals.map(sealRow));
}

/** Guarantees that amended movements relied on so far: one may be given back that nothing names any more. */
async function guaranteesBefore(db: Kysely<Tables>, amended: readonly string[]): Promise<string[]> {
  if (amended.length === 0) return [];
  const rows = await db.selectFrom("movement").select("guarantee").where("id", "in", amended).execute();
  return rows.map(({ guarantee }) => guarantee);
}

async function clearTasks(db: Kysely<Tables>, movements: readonly Movement[]): Promise<void> {
  if (movements.length === 0) return;
  const ids = movements.map(({ id }) => id);
  await db.deleteFrom("task").where("movement", "in", ids).execute();
}

async function writeMovements(db: Kysely<Tables>, movements: Iterable<Movement>): Promise<void> {
  for (const part of chunks(movements, CHUNK)) {
    await writeRows(db, "movement", ["id"], part.map(movementRow));
    await writeRows(db, "task", ["movement", "office", "task"], part.flatMap(taskRows));
    await writeRows(db, "operation", ["id"], part.flatMap(operationRows));
  }
}

function* chunks<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let part: Item[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
