import { type EpochMs, epochMs } from "@rahdari/units";
import { equal } from "../bytes/bytes.ts";
import { fromBase64, toHex } from "../bytes/text.ts";
import { isSigned } from "../engine/intake.ts";
import { replayTo, restoreState } from "../engine/restore.ts";
import { parseLedgerEntry } from "../entry/entry.ts";
import { found, reexecute } from "../execute/execute.ts";
import type { ExecState } from "../execute/state.ts";
import { LedgerError } from "../fault.ts";
import { canonicalBytes } from "../json/canonical.ts";
import { DiskLog, type LogOptions } from "../log/disk-log.ts";
import type { StateMachine } from "../machine/state-machine.ts";
import { type SignedCheckpoint, signedBy } from "../note/checkpoint.ts";
import type { NoteSignature } from "../note/note.ts";
import { SIGNATURE_TYPE, type VerifierKey, verifierKey } from "../note/vkey.ts";
import { type Charter, checkCharter } from "../roster/charter.ts";
import { cosignedBy, type Vouch, type WitnessedLog, WitnessRefusal } from "../witness/witness.ts";
import { type Evidence, formatEvidence } from "./evidence.ts";

/** Where a mirror gets the entries that a checkpoint counts. Rejects where they cannot be had. */
export type EntrySource = (from: number, to: number) => Promise<readonly Uint8Array[]>;

export type MirrorOptions<App> = Omit<LogOptions, "origin" | "publicKey" | "headFile"> & {
  /** The charter that this authority has agreed to: a log that begins with another one is not cosigned. */
  readonly charter: Charter;
  readonly machine: StateMachine<App>;
  readonly source: EntrySource;
  readonly now: () => EpochMs;
  readonly onProgress?: (done: number, total: number) => void;
};

/** How far, in milliseconds, the ledger's time may run ahead of a cosigner's clock. */
const CLOCK_TOLERANCE = 5 * 60_000;
/** Entries taken in at one time. */
const CHUNK = 4_096;
/** Bytes of entries that are held at one time: a log that signs a size it does not have must not exhaust a node. */
const MOST_BYTES = 1 << 30;
const EVIDENCE = "evidence-";
/** Files of evidence that are kept: a log that signs nonsense all day does not fill the disk. */
const MOST_EVIDENCE = 100;

/**
 * A log that a cosigner keeps in full and executes again: it vouches for a checkpoint only when it holds all
 * entries and has come to the same outcomes. Its cosignature says this, more than C2SP tlog-witness asks.
 */
export class MirrorLog<App> implements WitnessedLog {
  readonly key: VerifierKey;
  readonly #options: MirrorOptions<App>;
  readonly #listeners = new Set<(from: number, to: number) => void>();
  #log: DiskLog;
  #state: ExecState<App> | undefined;
  #stale = false;

  private constructor(options: MirrorOptions<App>, log: DiskLog, state: ExecState<App> | undefined) {
    this.key = keyOfLog(options.charter);
    this.#options = options;
    this.#log = log;
    this.#state = state;
  }

  /** Opens the mirror that a directory holds, or begins one. Throws LedgerError `corrupt`. */
  static async open<App>(options: MirrorOptions<App>): Promise<MirrorLog<App>> {
    const { machine, files, directory, onProgress } = options;
    const log = await DiskLog.open(logOptions(options));
    const { size } = log;
    const restore = { files, directory, size, onProgress };
    const state = size === 0 ? undefined : await restoreState(machine, log, restore);
    return new MirrorLog(options, log, state);
  }

  get latest(): SignedCheckpoint | undefined {
    return this.#log.head;
  }

  /** State after the last entry that it cosigned; undefined before the first. */
  get state(): ExecState<App> | undefined {
    return this.#state;
  }

  get log(): DiskLog {
    return this.#log;
  }

  /** Called after entries were cosigned and kept, with the index of the first and the one after the last. */
  subscribe(listener: (from: number, to: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async advance(checkpoint: SignedCheckpoint, vouch: Vouch): Promise<NoteSignature> {
    if (this.#stale) await this.#reopen();
    if (checkpoint.size === BigInt(this.#log.size)) return vouch(checkpoint);
    const leaves = await this.#fetch(this.#log.size, Number(checkpoint.size));
    // Whoever carries them may have changed them: this says nothing about who signed the checkpoint.
    if (!equal(this.#log.rootWith(leaves), checkpoint.root))
      throw new WitnessRefusal(503, "the entries that were served do not lead to the root");
    const executed = await this.#execute(leaves);
    if ("differs" in executed) return this.#refuse(checkpoint, leaves, executed);
    const line = await vouch(checkpoint);
    const from = this.#log.size;
    this.#stale = true;
    await this.#log.append(leaves, async () => cosignedBy(checkpoint, this.key, line));
    this.#stale = false;
    this.#state = executed.state;
    for (const listener of this.#listeners) listener(from, this.#log.size);
    return line;
  }

  /** Keeps what the log signed and should not have, beside the mirror; some of it, for one would be enough. */
  async accuse(signed: SignedCheckpoint, why: string, entry: Evidence["entry"] = null): Promise<void> {
    const { files, directory } = this.#options;
    const kept = (await files.list(directory)).filter((name) => name.startsWith(EVIDENCE));
    if (kept.length >= MOST_EVIDENCE) return;
    const evidence = { why, signed: signedBy(signed, this.key), known: this.latest ?? null, entry };
    const name = `${EVIDENCE}${signed.size}-${toHex(signed.root).slice(0, 16)}.json`;
    await this.#log.writeFile(name, formatEvidence(evidence));
  }

  async #fetch(from: number, to: number): Promise<readonly Uint8Array[]> {
    try {
      const leaves: Uint8Array[] = [];
      let bytes = 0;
      for (let at = from; at < to; at += CHUNK) {
        const end = Math.min(to, at + CHUNK);
        const part = await this.#options.source(at, end);
        bytes += part.reduce((sum, leaf) => sum + leaf.length, 0);
        if (part.length !== end - at) throw new Error(`${part.length} for ${at} to ${end}`);
        if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes at one time`);
        leaves.push(...part);
      }
      return leaves;
    } catch (error) {
      throw new WitnessRefusal(
        503,
        `the entries cannot be had: ${error instanceof Error ? error.message : ""}`,
      );
    }
  }

  async #execute(leaves: readonly Uint8Array[]): Promise<{ readonly state: ExecState<App> } | Differs> {
    const begin = this.#log.size;
    let state = this.#state;
    for (const [i, leaf] of leaves.entries()) {
      const next = await this.#executeOne(state, leaf, leaves);
      if ("differs" in next) return { differs: `entry ${begin + i}: ${next.differs}`, at: begin + i };
      state = next.state;
    }
    if (!state) throw new WitnessRefusal(422, "no entries");
    return { state };
  }

  async #executeOne(
    state: ExecState<App> | undefined,
    leaf: Uint8Array,
    leaves: readonly Uint8Array[],
  ): Promise<Executed<App>> {
    try {
      const next = state ? await this.#reexecute(state, leaf, leaves) : await this.#found(leaf);
      if ("differs" in next || next.state.time <= this.#options.now() + CLOCK_TOLERANCE) return next;
      // Which of the two clocks is wrong cannot be told: later on it may be cosigned.
      throw new WitnessRefusal(503, "a time beyond this node's clock");
    } catch (error) {
      if (error instanceof LedgerError && error.fault.code === "malformed") return { differs: error.message };
      throw error;
    }
  }

  #reexecute(state: ExecState<App>, leaf: Uint8Array, leaves: readonly Uint8Array[]): Promise<Executed<App>> {
    const begin = this.#log.size;
    return reexecute(this.#options.machine, state, leaf, {
      signed: isSigned,
      envelopeHash: async (index) => hashOf(leaves[index - begin] ?? (await this.#log.entry(index))),
    });
  }

  async #found(leaf: Uint8Array): Promise<Executed<App>> {
    const entry = parseLedgerEntry(leaf);
    const agreed = canonicalBytes(this.#options.charter);
    if (entry.type !== "charter" || !equal(canonicalBytes(entry.charter), agreed))
      return { differs: "not the charter that this node has agreed to" };
    await checkCharter(entry.charter, entry.seals);
    return found(this.#options.machine, entry.charter, entry.seals, epochMs(entry.received));
  }

  async #refuse(
    checkpoint: SignedCheckpoint,
    leaves: readonly Uint8Array[],
    { differs, at }: Differs,
  ): Promise<never> {
    const leaf = leaves[at - this.#log.size] as Uint8Array;
    const hashes = await this.#log.proveWith(leaves, at);
    const proof = { index: BigInt(at), hashes, checkpoint: signedBy(checkpoint, this.key) };
    await this.accuse(checkpoint, differs, { leaf, proof });
    throw new WitnessRefusal(422, differs);
  }

  async #reopen(): Promise<void> {
    this.#log = await DiskLog.open(logOptions(this.#options));
    this.#state = await replayTo(this.#options.machine, this.#log, this.#state, this.#log.size);
    this.#stale = false;
  }
}

/** Why this node would not have written an entry, and its index. */
type Differs = { readonly differs: string; readonly at: number };
type Executed<App> = { readonly state: ExecState<App> } | { readonly differs: string };

/** Key that signs the checkpoints of a charter's log. */
export function keyOfLog({ origin, log }: Charter): VerifierKey {
  return verifierKey(origin, SIGNATURE_TYPE.ed25519, fromBase64(log, 32) as Uint8Array);
}

function logOptions<App>({ files, directory, charter }: MirrorOptions<App>): LogOptions {
  return { files, directory, origin: charter.origin, publicKey: keyOfLog(charter).publicKey };
}

function hashOf(leaf: Uint8Array): Uint8Array {
  const entry = parseLedgerEntry(leaf);
  return entry.type === "event" ? entry.envelope.hash : new Uint8Array();
}
