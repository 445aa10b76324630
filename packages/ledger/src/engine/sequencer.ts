import type { EpochMs } from "@rahdari/units";
import type { Signer } from "../crypto/signer.ts";
import type { Files } from "../disk/files.ts";
import type { Envelope } from "../event/envelope.ts";
import { executeEvent } from "../execute/execute.ts";
import type { ExecState } from "../execute/state.ts";
import { LedgerError } from "../fault.ts";
import { DiskLog, type LogOptions } from "../log/disk-log.ts";
import type { StateMachine } from "../machine/state-machine.ts";
import { parseCheckpoint, type SignedCheckpoint, signCheckpoint } from "../note/checkpoint.ts";
import { policyId } from "../note/policy.ts";
import type { Receipt } from "../receipt/receipt.ts";
import type { Handover } from "../roster/handover.ts";
import { type NodeReader, proveConsistency, proveInclusion } from "../tree/prove.ts";
import { Batch, type Placed } from "./batch.ts";
import type { Engine, Outlook, Submission } from "./engine.ts";
import type { Finality, HeadSource } from "./finality.ts";
import { readEnvelope, unsigned } from "./intake.ts";
import { Parking } from "./parking.ts";
import { replayTo, restoreState, saveSnapshot } from "./restore.ts";

/** Entries written together at most: bounds what a caller waits for those beside it. */
const MOST_IN_BATCH = 1_024;
/** Envelopes of one member that wait at most, so that none can keep the others out. */
const MOST_WAITING = 5_000;
/** Entries after which the state is saved again. */
const SNAPSHOT_EVERY = 65_536;

export type SequencerOptions<App> = {
  readonly files: Files;
  readonly directory: string;
  readonly origin: string;
  readonly signer: Signer;
  readonly machine: StateMachine<App>;
  readonly finality: Finality;
  readonly now: () => EpochMs;
  readonly headFile?: string;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Something that waits for its turn to be written: `place` does it, `settle` tells once it is on the disk. */
type Task<App> = {
  readonly place: (batch: Batch<App>) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
};

/**
 * Orders the events of one ledger, executes them and keeps them on disk: the part that engines with a sequencer
 * share. Envelopes come in at any time; what has come in while the disk was busy is written together next.
 */
export class Sequencer<App> implements Engine<App>, HeadSource {
  readonly #options: SequencerOptions<App>;
  readonly #parking = new Parking();
  readonly #waiting: Task<App>[] = [];
  readonly #members = new Map<string, number>();
  #log: DiskLog;
  #state: ExecState<App>;
  #final: ExecState<App>;
  /** States that are on the disk and not final yet, oldest first. */
  #unsettled: ExecState<App>[] = [];
  #saved: number;
  #pump: Promise<void> | undefined;
  #stale = false;
  #closed = false;
  #batches = 0;

  private constructor(
    options: SequencerOptions<App>,
    log: DiskLog,
    states: { readonly final: ExecState<App>; readonly last: ExecState<App> },
  ) {
    this.#options = options;
    this.#log = log;
    this.#state = states.last;
    this.#final = states.final;
    this.#unsettled = [states.last];
    this.#saved = states.final.size;
    options.finality.subscribe(({ size }) => this.#settle(Number(size)));
  }

  /** Opens the ledger that a directory holds. Throws LedgerError `corrupt`, `not-found`. */
  static async open<App>(options: SequencerOptions<App>): Promise<Sequencer<App>> {
    const { machine, files, directory, finality, onProgress } = options;
    const log = await DiskLog.open(logOptions(options));
    const size = finality.immediate ? log.size : Number(finality.checkpoint?.size ?? 1n);
    const final = await restoreState(machine, log, { files, directory, size, onProgress });
    const last = await replayTo(machine, log, final, log.size, onProgress);
    const sequencer = new Sequencer(options, log, { final, last });
    finality.attach(sequencer);
    finality.offer(log.head as SignedCheckpoint);
    return sequencer;
  }

  get origin(): string {
    return this.#options.origin;
  }

  get state(): ExecState<App> {
    return this.#final;
  }

  get checkpoint(): SignedCheckpoint {
    const { checkpoint } = this.#options.finality;
    if (!checkpoint) throw new LedgerError({ code: "not-found", what: "a final checkpoint" });
    return checkpoint;
  }

  get nodes(): NodeReader {
    return this.#log.nodesAt(this.checkpoint.size);
  }

  /** The log as it lies on disk, beyond what is final. */
  get log(): DiskLog {
    return this.#log;
  }

  /** Envelopes kept until the events before them come. */
  get parked(): number {
    return this.#parking.size;
  }

  /** Calls that wait for their turn to be written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Times that entries were written since it was opened, some together. */
  get batches(): number {
    return this.#batches;
  }

  /** Text of the policy that judges a checkpoint: the last one that holds from an entry before its end. */
  policyAt(size: bigint): string {
    const { policies } = this.#state.roster;
    return policies.findLast(({ from }) => BigInt(from) < size)?.text ?? "";
  }

  policiesFrom(size: bigint, to: bigint): readonly string[] {
    const until = this.#state.roster.policies.filter(({ from }) => BigInt(from) < to);
    const first = until.findLastIndex(({ from }) => BigInt(from) < size);
    return until.slice(Math.max(0, first)).map(({ text }) => text);
  }

  async handovers(size: bigint): Promise<readonly Handover[]> {
    const { files, directory } = this.#options;
    const names = (await files.list(directory)).filter((name) => /^handover-\d+$/.test(name));
    const read = await Promise.all(names.map((name) => files.read(`${directory}/${name}`)));
    const heads = read.flatMap((bytes) => (bytes ? [parseCheckpoint(bytes)] : []));
    const oldestFirst = heads.toSorted((a, b) => (a.size < b.size ? -1 : 1));
    const changes = this.#state.roster.policies.slice(1).filter(({ from }) => BigInt(from) < size);
    const own = changes.flatMap(({ from }) => oldestFirst.find((head) => head.size > BigInt(from)) ?? []);
    return Promise.all(
      own.map(async (checkpoint) => ({
        checkpoint,
        proof: await proveConsistency(checkpoint.size, size, this.#log.nodesAt(size)),
      })),
    );
  }

  async submit(bytes: Uint8Array): Promise<Submission> {
    const read = readEnvelope(bytes, this.origin);
    if ("refusal" in read) return { status: "refused", refusal: read.refusal };
    const placed = await this.#take(read.envelope);
    if (placed.status !== "entered") return placed;
    const { index, outcome } = placed;
    const head = await this.#options.finality.until(index + 1);
    return { status: head ? "final" : "pending", index, outcome };
  }

  /** What would become of an envelope now: nothing is taken in, and others may come first. */
  async foresee(envelope: Envelope): Promise<Outlook> {
    const refusal = await unsigned(this.#state.roster, envelope);
    if (refusal) return { status: "refused", refusal };
    const { machine, now } = this.#options;
    return executeEvent(machine, this.#state, envelope, now()).outcome;
  }

  /** Writes members and keys into the ledger as they stand now, for a fresh bundle; gives the index of the entry. */
  async publishRoster(): Promise<number> {
    const index = await this.#enqueue<number>(async (batch) => batch.addRoster());
    await this.#options.finality.until(index + 1);
    return index;
  }

  async receipt(index: number): Promise<Receipt> {
    const { checkpoint } = this;
    if (!(index >= 0 && BigInt(index) < checkpoint.size))
      throw new LedgerError({ code: "not-found", what: `a final entry ${index}` });
    const [entry, hashes] = await Promise.all([
      this.#log.entry(index),
      proveInclusion(BigInt(index), checkpoint.size, this.#log.nodesAt(checkpoint.size)),
    ]);
    const proof = { index: BigInt(index), hashes, checkpoint };
    return {
      level: "final",
      entry,
      proof,
      policyId: policyId(this.policyAt(checkpoint.size)),
      disclosures: [],
    };
  }

  async entries(from: number, to: number): Promise<readonly Uint8Array[]> {
    if (BigInt(to) > this.checkpoint.size)
      throw new LedgerError({ code: "not-found", what: `final entries ${from} to ${to}` });
    return this.#log.entries(from, to);
  }

  subscribe(listener: (from: number, to: number) => void): () => void {
    let from = Number(this.#options.finality.checkpoint?.size ?? 0n);
    return this.#options.finality.subscribe(({ size }) => {
      const to = Number(size);
      if (to > from) listener(from, to);
      from = to;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#pump) await this.#pump;
    await this.#options.finality.close();
    if (this.#final.size > this.#saved) await this.#save();
  }

  /** Puts an envelope in line, its signature being checked meanwhile. */
  async #take(envelope: Envelope): Promise<Placed> {
    const member = envelope.event.author.split("/", 1)[0] as string;
    const count = this.#members.get(member) ?? 0;
    if (count >= MOST_WAITING) {
      const detail = `${count} events of ${member} wait already`;
      return { status: "refused", refusal: { code: "busy", detail } };
    }
    this.#members.set(member, count + 1);
    const checked = unsigned(this.#state.roster, envelope);
    try {
      return await this.#enqueue(async (batch) => {
        const refusal = await checked;
        // A key unknown when it came may have been registered by an event before it.
        return refusal && refusal.code !== "key/unknown"
          ? { status: "refused", refusal }
          : batch.add(envelope, refusal === undefined);
      });
    } finally {
      // Anybody may claim to be any member: names that nobody has must not pile up.
      const left = (this.#members.get(member) ?? 1) - 1;
      if (left > 0) this.#members.set(member, left);
      else this.#members.delete(member);
    }
  }

  #enqueue<Result>(work: (batch: Batch<App>) => Promise<Result>): Promise<Result> {
    if (this.#closed)
      return Promise.reject(new LedgerError({ code: "closed", detail: "it is being shut down" }));
    return new Promise<Result>((resolve, fail) => {
      const place = async (batch: Batch<App>) => {
        const result = await work(batch);
        return () => resolve(result);
      };
      this.#waiting.push({ place, fail });
      this.#pump ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const tasks = this.#waiting.splice(0, MOST_IN_BATCH);
      try {
        await this.#commit(tasks);
      } catch (error) {
        for (const { fail } of tasks) fail(error);
      }
    }
    this.#pump = undefined;
  }

  async #commit(tasks: readonly Task<App>[]): Promise<void> {
    if (this.#stale) await this.#recover();
    const batch = this.#batch();
    const settled: (() => void)[] = [];
    try {
      for (const { place, fail } of tasks) {
        // What cannot be placed fails by itself, not those that happen to be written with it.
        await place(batch).then((settle) => settled.push(settle), fail);
      }
      await this.#write(batch);
    } catch (error) {
      batch.abandon();
      throw error;
    }
    for (const settle of settled) settle();
  }

  #batch(): Batch<App> {
    const { machine, now } = this.#options;
    const readLeaf = (index: number) => this.#log.entry(index);
    return new Batch({ machine, state: this.#state, readLeaf, parking: this.#parking, now });
  }

  async #write(batch: Batch<App>): Promise<void> {
    if (batch.leaves.length === 0) return;
    const { signer, finality } = this.#options;
    this.#stale = true;
    const head = await this.#log.append(batch.leaves, (unsigned) => signCheckpoint(unsigned, signer));
    this.#stale = false;
    this.#batches++;
    this.#state = batch.state;
    this.#unsettled.push(batch.state);
    finality.offer(head);
    if (this.#final.size - this.#saved >= SNAPSHOT_EVERY) await this.#save();
  }

  /** Saves the state. Where that fails nothing is lost but time, for all is replayed then; the events stand. */
  async #save(): Promise<void> {
    this.#saved = this.#final.size;
    await saveSnapshot(this.#options.machine, this.#log, this.#final).catch(() => {});
  }

  /** After a write that failed: what is on the disk counts, acknowledged or not. */
  async #recover(): Promise<void> {
    this.#log = await DiskLog.open(logOptions(this.#options));
    this.#state = await replayTo(this.#options.machine, this.#log, this.#state, this.#log.size);
    this.#stale = false;
    this.#unsettled.push(this.#state);
    this.#options.finality.offer(this.#log.head as SignedCheckpoint);
  }

  #settle(size: number): void {
    while (this.#unsettled[0] && this.#unsettled[0].size <= size)
      this.#final = this.#unsettled.shift() as ExecState<App>;
  }
}

function logOptions<App>({ files, directory, origin, signer, headFile }: SequencerOptions<App>): LogOptions {
  return {
    files,
    directory,
    origin,
    publicKey: signer.publicKey,
    ...(headFile !== undefined && { headFile }),
  };
}
