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
import { formatCheckpoint, type SignedCheckpoint } from "../note/checkpoint.ts";
import type { NoteSignature } from "../note/note.ts";
import { SIGNATURE_TYPE, type VerifierKey, verifierKey } from "../note/vkey.ts";
import { type Charter, checkCharter } from "../roster/charter.ts";
import { type Vouch, type WitnessedLog, WitnessRefusal } from "../witness/witness.ts";

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

/**
 * A log that a cosigner keeps in full and executes again: it vouches for a checkpoint only when it holds all
 * entries and has come to the same outcomes. Its cosignature says this, more than C2SP tlog-witness asks.
 */
export class MirrorLog<App> implements WitnessedLog {
  readonly key: VerifierKey;
  readonly #options: MirrorOptions<App>;
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

  async advance(checkpoint: SignedCheckpoint, vouch: Vouch): Promise<NoteSignature> {
    if (this.#stale) await this.#reopen();
    if (checkpoint.size === BigInt(this.#log.size)) return vouch(checkpoint);
    const leaves = await this.#fetch(this.#log.size, Number(checkpoint.size));
    if (!equal(this.#log.rootWith(leaves), checkpoint.root))
      return this.#refuse(checkpoint, "the entries do not lead to the root");
    const executed = await this.#execute(leaves);
    if ("differs" in executed) return this.#refuse(checkpoint, executed.differs);
    const line = await vouch(checkpoint);
    const { note } = checkpoint;
    this.#stale = true;
    await this.#log.append(leaves, async () => ({
      ...checkpoint,
      note: { ...note, signatures: [...note.signatures, line] },
    }));
    this.#stale = false;
    this.#state = executed.state;
    return line;
  }

  /** Keeps what the log signed and should not have, beside the mirror. */
  async accuse(checkpoint: SignedCheckpoint, why: string): Promise<void> {
    const { latest } = this;
    const evidence = {
      evidence: "rahdari/evidence/1",
      why,
      signed: formatCheckpoint(checkpoint),
      known: latest ? formatCheckpoint(latest) : null,
    };
    const name = `evidence-${checkpoint.size}-${toHex(checkpoint.root).slice(0, 16)}.json`;
    await this.#log.writeFile(name, canonicalBytes(evidence));
  }

  async #fetch(from: number, to: number): Promise<readonly Uint8Array[]> {
    try {
      const leaves: Uint8Array[] = [];
      for (let at = from; at < to; at += CHUNK)
        leaves.push(...(await this.#options.source(at, Math.min(to, at + CHUNK))));
      return leaves;
    } catch (error) {
      throw new WitnessRefusal(
        503,
        `the entries cannot be had: ${error instanceof Error ? error.message : ""}`,
      );
    }
  }

  async #execute(leaves: readonly Uint8Array[]): Promise<Executed<App>> {
    const begin = this.#log.size;
    let state = this.#state;
    for (const [i, leaf] of leaves.entries()) {
      const next = await this.#executeOne(state, leaf, leaves);
      if ("differs" in next) return { differs: `entry ${begin + i}: ${next.differs}` };
      state = next.state;
    }
    return state ? { state } : { differs: "no entries" };
  }

  async #executeOne(
    state: ExecState<App> | undefined,
    leaf: Uint8Array,
    leaves: readonly Uint8Array[],
  ): Promise<Executed<App>> {
    try {
      const next = state ? await this.#reexecute(state, leaf, leaves) : await this.#found(leaf);
      if ("differs" in next || next.state.time <= this.#options.now() + CLOCK_TOLERANCE) return next;
      return { differs: "a time beyond this node's clock" };
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

  async #refuse(checkpoint: SignedCheckpoint, why: string): Promise<never> {
    await this.accuse(checkpoint, why);
    throw new WitnessRefusal(422, why);
  }

  async #reopen(): Promise<void> {
    this.#log = await DiskLog.open(logOptions(this.#options));
    this.#state = await replayTo(this.#options.machine, this.#log, this.#state, this.#log.size);
    this.#stale = false;
  }
}

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
