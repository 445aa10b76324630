import type { EpochMs } from "@rahdari/units";
import { equal } from "../bytes/bytes.ts";
import type { Signer } from "../crypto/signer.ts";
import { LedgerError } from "../fault.ts";
import { type SignedCheckpoint, signedBy, verifyLogSignature } from "../note/checkpoint.ts";
import { cosign, cosignedAt } from "../note/cosignature.ts";
import { formatSignatureLine, type NoteSignature } from "../note/note.ts";
import { SIGNATURE_TYPE, type VerifierKey, verifierKey } from "../note/vkey.ts";
import { verifyConsistency } from "../tree/consistency.ts";
import { EMPTY_ROOT } from "../tree/hash.ts";
import { type AddCheckpoint, parseAddCheckpoint } from "./request.ts";

/** What a witness remembers of one log, and what it does before it vouches for more of it. */
export interface WitnessedLog {
  readonly key: VerifierKey;
  /** The last checkpoint that it cosigned. */
  readonly latest: SignedCheckpoint | undefined;
  /**
   * Makes a checkpoint that is consistent with the last one the last one, durably. `vouch` signs it. Rejects
   * with WitnessRefusal where there is a reason of its own not to.
   */
  advance(checkpoint: SignedCheckpoint, vouch: Vouch): Promise<NoteSignature>;
  /** Told of a checkpoint that the log signed and that was not shown to continue the last one. */
  accuse?(checkpoint: SignedCheckpoint, why: string): Promise<void>;
}

export type Vouch = (checkpoint: SignedCheckpoint) => Promise<NoteSignature>;

/** A checkpoint that is not cosigned, as HTTP says it. */
export class WitnessRefusal extends Error {
  override readonly name = "WitnessRefusal";
  readonly status: 400 | 403 | 404 | 409 | 422 | 503;

  constructor(status: WitnessRefusal["status"], message: string) {
    super(message);
    this.status = status;
  }
}

export type WitnessReply = { readonly status: number; readonly type: string; readonly body: string };

export type WitnessOptions = {
  /** Name under which it cosigns. */
  readonly name: string;
  readonly signer: Signer;
  readonly now: () => EpochMs;
  /** By origin. */
  readonly logs: ReadonlyMap<string, WitnessedLog>;
};

const TEXT = "text/plain; charset=utf-8";

/** The server of C2SP tlog-witness: vouches that each log only ever grew. */
export class Witness {
  readonly #options: WitnessOptions;
  /** The request under way for each log: checking and remembering must not be parted (the race of the spec). */
  readonly #turns = new Map<string, Promise<unknown>>();
  #lastTime = 0n;

  constructor(options: WitnessOptions) {
    this.#options = options;
  }

  /** Answers `add-checkpoint`. Rejects only where the disk fails. */
  async addCheckpoint(body: Uint8Array | string): Promise<WitnessReply> {
    try {
      const request = parseAddCheckpoint(body);
      const log = this.#options.logs.get(request.checkpoint.origin);
      if (!log) throw new WitnessRefusal(404, "no such log here");
      const line = await this.#inTurn(request.checkpoint.origin, () => this.#add(log, request));
      return { status: 200, type: TEXT, body: formatSignatureLine(line) };
    } catch (error) {
      if (error instanceof LedgerError && error.fault.code === "malformed")
        return { status: 400, type: TEXT, body: `${error.message}\n` };
      if (!(error instanceof WitnessRefusal)) throw error;
      const type = error.status === 409 ? "text/x.tlog.size" : TEXT;
      return { status: error.status, type, body: `${error.message}\n` };
    }
  }

  async #add(log: WitnessedLog, request: AddCheckpoint): Promise<NoteSignature> {
    const { old, checkpoint } = request;
    if ((await verifyLogSignature(checkpoint.note, log.key)) !== "holds")
      throw new WitnessRefusal(403, "not signed by the log");
    if (old > checkpoint.size) throw new WitnessRefusal(400, "the old size is beyond the checkpoint's");
    const known = log.latest?.size ?? 0n;
    if (old !== known) throw new WitnessRefusal(409, String(known));
    if (old === 0n && request.proof.length > 0) throw new WitnessRefusal(422, "a proof from the empty tree");
    const fault = inconsistency(request, log.latest);
    if (fault !== undefined) {
      await log.accuse?.(checkpoint, fault);
      throw new WitnessRefusal(422, fault);
    }
    return log.advance(checkpoint, (head) => this.#vouch(head, log.latest));
  }

  #vouch({ note }: SignedCheckpoint, latest: SignedCheckpoint | undefined): Promise<NoteSignature> {
    const { name, signer, now } = this.#options;
    const key = verifierKey(name, SIGNATURE_TYPE.cosignature, signer.publicKey);
    const times = [BigInt(Math.floor(now() / 1000)), latest ? cosignedAt(latest.note, key) : 0n];
    // A clock that jumped back, before a restart or after, does not make what was seen later be seen earlier.
    for (const time of times) if (time > this.#lastTime) this.#lastTime = time;
    return cosign(note, name, signer, this.#lastTime);
  }

  async #inTurn<Result>(origin: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#turns.get(origin) ?? Promise.resolve();
    const own = before.then(work, work);
    const settled = own.catch(() => {});
    this.#turns.set(origin, settled);
    return own;
  }
}

/** Why a checkpoint does not continue the last one; undefined where it does. */
function inconsistency(
  { old, proof, checkpoint }: AddCheckpoint,
  latest: SignedCheckpoint | undefined,
): string | undefined {
  if (checkpoint.size === 0n && !equal(checkpoint.root, EMPTY_ROOT)) return "an empty tree with another root";
  if (old === 0n) return undefined;
  if (checkpoint.size === old && latest && !equal(checkpoint.root, latest.root))
    return "another root than that of the last checkpoint, of the same size";
  const claim = {
    first: old,
    second: checkpoint.size,
    firstRoot: latest?.root ?? EMPTY_ROOT,
    secondRoot: checkpoint.root,
    proof,
  };
  return verifyConsistency(claim) ? undefined : "no proof that it continues the last checkpoint";
}

/**
 * A checkpoint as a witness keeps it: signed by the log and by itself. What else a request came with counts for
 * nothing, and could be more than is ever read back.
 */
export function cosignedBy(
  checkpoint: SignedCheckpoint,
  log: VerifierKey,
  line: NoteSignature,
): SignedCheckpoint {
  const { note } = signedBy(checkpoint, log);
  return { ...checkpoint, note: { ...note, signatures: [...note.signatures, line] } };
}
