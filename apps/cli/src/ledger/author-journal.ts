import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Draft,
  type Envelope,
  Journal,
  journalOrigin,
  keyId,
  type Lock,
  lockDirectory,
  nodeFiles,
  type Receipt,
  type Reconciliation,
  reconcile,
  type Signer,
  type Submission,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { z } from "zod";
import type { Io } from "../io.ts";
import { writeWhole } from "./files.ts";
import { makeAll } from "./make-all.ts";
import { authorPath, namesIn } from "./node-directory.ts";
import { readOnly } from "./reach.ts";
import { Trouble } from "./trouble.ts";

const JournalFile = z.strictObject({
  journal: z.literal("rahdari/journal/1"),
  origin: z.string(),
  author: z.string(),
  /** Base 64. */
  key: z.string(),
  /** Where it begins, when the journal before it was lost; null where it goes on from that. */
  after: z.strictObject({ seq: z.int().min(1), prev: z.string() }).nullable(),
});
export type JournalFile = z.infer<typeof JournalFile>;

export type AuthorOf = { readonly directory: string; readonly origin: string; readonly author: string };

/**
 * All that one author has written for one ledger: a journal for each key that it has had, in their order, and how
 * far the ledger has spoken on them. Open, it is this process's alone.
 */
export class AuthorJournal {
  readonly author: string;
  readonly #path: string;
  readonly #of: AuthorOf;
  readonly #now: () => EpochMs;
  readonly #lock: Lock;
  /** Oldest first. */
  readonly #parts: Journal[];
  #settled: number;
  /** Count from which on a journal was begun after another was lost; 0 for none. */
  #resumed: number;

  private constructor(
    of: AuthorOf,
    now: () => EpochMs,
    lock: Lock,
    { parts, settled, resumed }: { parts: Journal[]; settled: number; resumed: number },
  ) {
    this.author = of.author;
    this.#path = authorPath(of.directory, "journals", of);
    this.#of = of;
    this.#now = now;
    this.#lock = lock;
    this.#parts = parts;
    this.#settled = settled;
    this.#resumed = resumed;
  }

  static async open(of: AuthorOf, io: Io): Promise<AuthorJournal> {
    const path = authorPath(of.directory, "journals", of);
    const now = () => io.now().getTime() as EpochMs;
    await makeAll(path);
    const lock = await lockDirectory(path);
    try {
      const found = await partsIn(path);
      const parts = await openParts(found, now);
      const resumed = Math.max(0, ...found.map(({ file }) => file.after?.seq ?? 0));
      return new AuthorJournal(of, now, lock, { parts, settled: await readSettled(path), resumed });
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** The author's next count. */
  get size(): number {
    return Math.max(this.#parts.at(-1)?.size ?? 0, this.#resumed);
  }

  /** The first count that the ledger has not spoken on. */
  get settled(): number {
    return this.#settled;
  }

  /** Id of the key under which the last event was signed; undefined before the first. */
  async lastKey(): Promise<string | undefined> {
    return (await this.#last())?.key;
  }

  /** The journal of a key, to be begun where the last one ended. Throws Trouble for a key that another has followed. */
  async under(signer: Signer): Promise<Journal> {
    const id = keyId(signer.publicKey);
    const directory = join(this.#path, id);
    const { origin, author } = this.#of;
    const own = { files: nodeFiles, directory, origin, author, signer, now: this.#now };
    const begun = await readJournalFile(directory);
    if (this.#resumed > (this.#parts.at(-1)?.size ?? 0)) {
      if (begun?.after?.seq !== this.#resumed) throw lost(directory, author);
      return Journal.open({ ...own, after: begun.after });
    }
    const before = await this.#last();
    if (before?.key === id) {
      const journal = await Journal.open(own);
      this.#parts[this.#parts.length - 1] = journal;
      return journal;
    }
    if ((await this.#keys()).includes(id)) {
      throw new Trouble("key-ended", directory, `${author} has gone on under the key ${before?.key}`, {
        wayOut: "use the keystore that holds that key",
      });
    }
    if (!begun) await this.#begin(signer, null);
    const after = before && { seq: before.event.seq + 1, prev: base64(before.hash) };
    return Journal.open({ ...own, ...(after && { after }) });
  }

  /**
   * Begins a journal behind what was lost of an earlier one. The key has to be a new one: two journals of one key
   * that do not continue each other are what a forger leaves.
   */
  async resume(signer: Signer, after: { readonly seq: number; readonly prev: string }): Promise<void> {
    if ((await this.#keys()).includes(keyId(signer.publicKey))) throw usedKey(this.author);
    await this.#begin(signer, after);
    this.#resumed = after.seq;
    await this.settle(after.seq);
  }

  /** Writes an event down under a key; its count. */
  async record(signer: Signer, draft: Draft): Promise<number> {
    const journal = await this.under(signer);
    const seq = await journal.record(draft);
    if (!this.#parts.includes(journal)) this.#parts.push(journal);
    return seq;
  }

  receipt(seq: number): Promise<Receipt> {
    return this.journalOf(seq).receipt(seq);
  }

  /** The journal that holds the event of a count. */
  journalOf(seq: number): Journal {
    const part = this.#parts.find(({ first, size }) => seq >= first && seq < size);
    if (!part) throw new Trouble("no-event", `${this.author} ${seq}`, "is not in the journal");
    return part;
  }

  /** Brings what the ledger has not spoken on to it, in order. `all`: from the first event on. */
  async reconcile(
    submit: (envelope: Uint8Array) => Promise<Submission>,
    options: { readonly all?: boolean; readonly onProgress?: (done: number, total: number) => void } = {},
  ): Promise<Reconciliation> {
    let from = options.all ? 0 : this.#settled;
    let sum: Reconciliation = { settled: [], discrepancies: [], next: from, stopped: null };
    for (const part of this.#parts) {
      if (sum.stopped || part.size <= from) continue;
      const begin = Math.max(from, part.first);
      const one = await reconcile(part, begin, submit, (done) => options.onProgress?.(done, this.size));
      sum = {
        settled: [...sum.settled, ...one.settled],
        discrepancies: [...sum.discrepancies, ...one.discrepancies],
        next: one.next,
        stopped: one.stopped,
      };
      from = one.next;
    }
    return sum;
  }

  /** Remembers up to which count the ledger has spoken and its word is written down here. */
  async settle(next: number): Promise<void> {
    if (next <= this.#settled) return;
    await writeWhole(join(this.#path, "settled"), `${next}\n`);
    this.#settled = next;
  }

  close(): Promise<void> {
    return this.#lock.release();
  }

  async #begin(signer: Signer, after: JournalFile["after"]): Promise<void> {
    const { origin, author } = this.#of;
    const key = base64(signer.publicKey);
    const file: JournalFile = { journal: "rahdari/journal/1", origin, author, key, after };
    const directory = join(this.#path, keyId(signer.publicKey));
    await writeWhole(join(directory, "journal.json"), `${JSON.stringify(file, null, 2)}\n`);
  }

  async #last(): Promise<Envelope | undefined> {
    const last = this.#parts.at(-1);
    return last && (await last.envelopes(last.size - 1, last.size))[0];
  }

  /** Ids of the keys that its journals are under. */
  async #keys(): Promise<string[]> {
    const firsts = await Promise.all(this.#parts.map((part) => part.envelopes(part.first, part.first + 1)));
    return firsts.flat().map(({ key }) => key);
  }
}

/** Every journal in a directory, of all authors and ledgers, with what each says of itself. */
export async function journalFiles(directory: string): Promise<FoundJournal[]> {
  const found: FoundJournal[] = [];
  const top = join(directory, "journals");
  for (const origin of await namesIn(top))
    for (const author of await namesIn(join(top, origin)))
      found.push(...(await partsIn(join(top, origin, author))));
  return found;
}

/** The log that a journal is. */
export function journalLog({ origin, author, key }: JournalFile) {
  return { origin: journalOrigin(origin, author), key };
}

type FoundJournal = { readonly directory: string; readonly file: JournalFile };

async function partsIn(path: string): Promise<FoundJournal[]> {
  const found: FoundJournal[] = [];
  for (const name of await namesIn(path)) {
    const file = await readJournalFile(join(path, name));
    if (file) found.push({ directory: join(path, name), file });
  }
  return found;
}

async function openParts(found: readonly FoundJournal[], now: () => EpochMs): Promise<Journal[]> {
  const parts: Journal[] = [];
  for (const { directory, file } of found) {
    const { origin, author, key } = file;
    const journal = await Journal.open({
      files: nodeFiles,
      directory,
      origin,
      author,
      signer: readOnly(key),
      now,
    });
    // Begun, and broken off before its first event.
    if (journal.size > journal.first) parts.push(journal);
  }
  return parts.toSorted((a, b) => a.first - b.first);
}

async function readJournalFile(directory: string): Promise<JournalFile | undefined> {
  const text = await readFile(join(directory, "journal.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JournalFile.parse(JSON.parse(text));
  } catch (cause) {
    const at = join(directory, "journal.json");
    throw new Trouble("malformed", at, "is not what a journal begins with", { cause });
  }
}

/** Under the key of before, an author would sign counts again that it has signed already. */
function lost(directory: string, author: string): Trouble {
  return new Trouble(
    "key-ended",
    directory,
    `the journal of ${author} was lost and goes on under a newer key`,
    {
      wayOut: "use the keystore that holds that key",
    },
  );
}

export function usedKey(author: string): Trouble {
  return new Trouble("used-key", author, "has written under this key before; what it wrote last is lost", {
    wayOut: "its authority registers a new one first: rahdari ledger enrol, then rahdari ledger key add",
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

async function readSettled(path: string): Promise<number> {
  const text = await readFile(join(path, "settled"), "utf8").catch(() => "0");
  return /^\d{1,15}\n?$/.test(text) ? Number(text) : 0;
}
