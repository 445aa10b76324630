import { type EpochMs, instantText } from "@rahdari/units";
import { toBase64 } from "../bytes/text.ts";
import type { Signer } from "../crypto/signer.ts";
import type { Files } from "../disk/files.ts";
import { journalLeaf, parseEntry } from "../entry/entry.ts";
import { type Envelope, signEvent } from "../event/envelope.ts";
import { LedgerError } from "../fault.ts";
import type { JsonObject } from "../json/json.ts";
import { DiskLog } from "../log/disk-log.ts";
import { signCheckpoint } from "../note/checkpoint.ts";
import { policyId } from "../note/policy.ts";
import type { Receipt } from "../receipt/receipt.ts";
import { proveInclusion } from "../tree/prove.ts";
import { journalOrigin, journalPolicy } from "./journal-origin.ts";

export type JournalOptions = {
  readonly files: Files;
  readonly directory: string;
  /** The ledger that its events are meant for. */
  readonly origin: string;
  /** "PK/torkham". */
  readonly author: string;
  /** The office's key: signs its events and its journal. */
  readonly signer: Signer;
  readonly now: () => EpochMs;
  /**
   * Where the author's chain stands when this journal begins, where it is not at its beginning: a journal holds
   * the events under one key, and the next key's goes on from there.
   */
  readonly after?: { readonly seq: number; readonly prev: string };
};

/** What an author states, before it is signed. */
export type Draft = {
  readonly kind: string;
  readonly body: JsonObject;
  /** Root of the private payload's salted fields. */
  readonly commit?: Uint8Array;
  /** Time that is claimed; the journal's clock where it is not given. */
  readonly at?: EpochMs;
};

type Waiting = {
  readonly draft: Draft;
  readonly settle: (envelope: Envelope) => void;
  readonly fail: (error: unknown) => void;
};

/**
 * The log that one author keeps of its own events. It takes them whether or not anybody can be reached, and gives
 * a provisional receipt at once: from then on its author can neither deny nor change nor drop them unseen.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #waiting: Waiting[] = [];
  /** Count of its first event. */
  readonly first: number;
  #log: DiskLog;
  #prev: string | null;
  #pump: Promise<void> | undefined;
  #stale = false;

  private constructor(options: JournalOptions, log: DiskLog, { first, prev }: Standing) {
    this.#options = options;
    this.#log = log;
    this.first = first;
    this.#prev = prev;
  }

  /** Opens the journal that a directory holds, or begins one. Throws LedgerError `corrupt`. */
  static async open(options: JournalOptions): Promise<Journal> {
    const log = await openLog(options);
    return new Journal(options, log, await standingOf(log, options));
  }

  /** The author's next count: one after its last event. */
  get size(): number {
    return this.first + this.#log.size;
  }

  get author(): string {
    return this.#options.author;
  }

  get log(): DiskLog {
    return this.#log;
  }

  /** After a write that failed: finds out what of it is on the disk, and counts. */
  async refresh(): Promise<void> {
    if (this.#stale && !this.#pump) await this.#reopen();
  }

  /** Signs an event and writes it down; its count, once it is on the disk. */
  async record(draft: Draft): Promise<number> {
    return (await this.state(draft)).event.seq;
  }

  /** Signs an event and writes it down; the event, once it is on the disk. */
  state(draft: Draft): Promise<Envelope> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ draft, settle, fail });
      this.#pump ??= this.#drain();
    });
  }

  /** The envelopes from one count up to another, not included. */
  async envelopes(from: number, to: number): Promise<Envelope[]> {
    const leaves = await this.#log.entries(from - this.first, to - this.first);
    return leaves.map(envelopeIn);
  }

  /** The envelope that `record` would write now. It is to be looked at, never handed out: nothing is written. */
  preview(draft: Draft): Promise<Envelope> {
    return this.#sign(draft, this.size, this.#prev);
  }

  /** Proof that an event is in the journal, before the ledger has spoken. */
  async receipt(seq: number): Promise<Receipt> {
    const { head } = this.#log;
    const index = seq - this.first;
    if (!head || index < 0 || seq >= this.size)
      throw new LedgerError({ code: "not-found", what: `event ${seq}` });
    const [entry, hashes] = await Promise.all([
      this.#log.entry(index),
      proveInclusion(BigInt(index), head.size, this.#log.nodesAt(head.size)),
    ]);
    const { origin, author, signer } = this.#options;
    return {
      level: "provisional",
      entry,
      proof: { index: BigInt(index), hashes, checkpoint: head },
      policyId: policyId(journalPolicy(journalOrigin(origin, author), signer.publicKey)),
      disclosures: [],
    };
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const items = this.#waiting.splice(0);
      try {
        await this.#write(items);
      } catch (error) {
        this.#stale = true;
        for (const { fail } of items) fail(error);
      }
    }
    this.#pump = undefined;
  }

  async #write(items: readonly Waiting[]): Promise<void> {
    if (this.#stale) await this.#reopen();
    const { signer } = this.#options;
    const leaves: Uint8Array[] = [];
    const signed: { readonly settle: Waiting["settle"]; readonly envelope: Envelope }[] = [];
    let prev = this.#prev;
    const begin = this.size;
    for (const item of items) {
      const envelope = await this.#sign(item.draft, begin + leaves.length, prev).catch(item.fail);
      // One that cannot be an event, too long for instance, is no reason to refuse the others.
      if (!envelope) continue;
      leaves.push(journalLeaf(envelope, instantText(this.#options.now())));
      signed.push({ settle: item.settle, envelope });
      prev = toBase64(envelope.hash);
    }
    if (leaves.length > 0) await this.#log.append(leaves, (head) => signCheckpoint(head, signer));
    this.#prev = prev;
    for (const { settle, envelope } of signed) settle(envelope);
  }

  #sign({ kind, body, commit, at }: Draft, seq: number, prev: string | null): Promise<Envelope> {
    const { origin, author, signer, now } = this.#options;
    const time = instantText(at ?? now());
    const fields = {
      at: time,
      author,
      body,
      commit: commit ? toBase64(commit) : null,
      kind,
      origin,
      prev,
      seq,
    };
    return signEvent({ ...fields, v: 1 }, signer);
  }

  async #reopen(): Promise<void> {
    this.#log = await openLog(this.#options);
    this.#prev = (await standingOf(this.#log, this.#options)).prev;
    this.#stale = false;
  }
}

function openLog({ files, directory, origin, author, signer }: JournalOptions): Promise<DiskLog> {
  return DiskLog.open({
    files,
    directory,
    origin: journalOrigin(origin, author),
    publicKey: signer.publicKey,
  });
}

type Standing = { readonly first: number; readonly prev: string | null };

async function standingOf(log: DiskLog, { after }: JournalOptions): Promise<Standing> {
  if (log.size === 0) return { first: after?.seq ?? 0, prev: after?.prev ?? null };
  const [first, last] = [envelopeIn(await log.entry(0)), envelopeIn(await log.entry(log.size - 1))];
  return { first: first.event.seq, prev: toBase64(last.hash) };
}

function envelopeIn(leaf: Uint8Array): Envelope {
  const entry = parseEntry(leaf);
  if (entry.type !== "journal") throw new LedgerError({ code: "not-found", what: "an event of a journal" });
  return entry.envelope;
}
