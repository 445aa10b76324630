import { utf8 } from "../bytes/text.ts";
import type { Finality, HeadSource } from "../engine/finality.ts";
import { formatCheckpoint, parseDecimal, type SignedCheckpoint } from "../note/checkpoint.ts";
import { verifyCosignature } from "../note/cosignature.ts";
import { type NoteSignature, parseSignatureLine } from "../note/note.ts";
import { isQuorum, type Policy, parsePolicy } from "../note/policy.ts";
import type { VerifierKey } from "../note/vkey.ts";
import { proveConsistency } from "../tree/prove.ts";
import { formatAddCheckpoint } from "../witness/request.ts";
import type { WitnessReply } from "../witness/witness.ts";

/** Hands a body to a cosigner's `add-checkpoint`. Rejects where it cannot be reached in time. */
export type CosignerClient = (body: string) => Promise<WitnessReply>;

export type CosignOptions = {
  /** By the name that the policy has for it: the member's id. */
  readonly cosigners: ReadonlyMap<string, CosignerClient>;
  /** The last checkpoint with its quorum, from the disk. */
  readonly checkpoint: SignedCheckpoint | undefined;
  /** Waits that many milliseconds; ends early when the signal does. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How long a caller is kept waiting for a quorum, milliseconds. */
  readonly patience?: number;
  /** Told what went wrong with a cosigner. */
  readonly onTrouble?: (cosigner: string, what: string) => void;
};

/** Begins the names of files of checkpoints by which one policy gave way to the next; their size ends them. */
export const HANDOVER = "handover-";
const PATIENCE = 10_000;
const [FIRST_PAUSE, LONGEST_PAUSE] = [50, 5_000] as const;

/** One checkpoint that all cosigners are asked for until enough have signed it. */
type Round = {
  readonly head: SignedCheckpoint;
  /** The one that holds, and before it those that it takes over from, where the head counts a change. */
  readonly policies: readonly Policy[];
  /** By the member's id: a line for each key that the policies have for it, or for some of them. */
  readonly lines: Map<string, readonly NoteSignature[]>;
};

type Waiter = { readonly size: number; readonly settle: (head: SignedCheckpoint | undefined) => void };

/**
 * Collects cosignatures: round after round, each on the newest head, over when the policy's quorum has signed.
 * Those who are slow or away catch up in a later round; nobody waits for them.
 */
export class CosignFinality implements Finality {
  readonly immediate = false;
  readonly #options: CosignOptions;
  readonly #listeners = new Set<(checkpoint: SignedCheckpoint) => void>();
  readonly #stop = new AbortController();
  readonly #workers: Promise<void>[] = [];
  #waiters: Waiter[] = [];
  #source: HeadSource | undefined;
  #newest: SignedCheckpoint | undefined;
  #round: Round | undefined;
  #checkpoint: SignedCheckpoint | undefined;
  #wake: (() => void)[] = [];

  constructor(options: CosignOptions) {
    this.#options = options;
    this.#checkpoint = options.checkpoint;
  }

  get checkpoint(): SignedCheckpoint | undefined {
    return this.#checkpoint;
  }

  attach(source: HeadSource): void {
    this.#source = source;
    for (const [name, client] of this.#options.cosigners) this.#workers.push(this.#work(name, client));
  }

  offer(head: SignedCheckpoint): void {
    this.#newest = head;
    if (!this.#round) this.#nextRound();
  }

  until(size: number): Promise<SignedCheckpoint | undefined> {
    if (this.#checkpoint && this.#checkpoint.size >= BigInt(size)) return Promise.resolve(this.#checkpoint);
    return new Promise((resolve) => {
      const patience = new AbortController();
      const waiter: Waiter = {
        size,
        settle: (head) => {
          patience.abort();
          resolve(head);
        },
      };
      this.#waiters.push(waiter);
      const signal = AbortSignal.any([patience.signal, this.#stop.signal]);
      void this.#options.sleep(this.#options.patience ?? PATIENCE, signal).then(() => {
        this.#waiters = this.#waiters.filter((one) => one !== waiter);
        resolve(undefined);
      });
    });
  }

  subscribe(listener: (checkpoint: SignedCheckpoint) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#awaken();
    await Promise.all(this.#workers);
  }

  #nextRound(): void {
    const head = this.#newest;
    if (!head || !this.#source || (this.#checkpoint && head.size <= this.#checkpoint.size)) {
      this.#round = undefined;
      return;
    }
    const texts = this.#source.policiesFrom(this.#checkpoint?.size ?? 0n, head.size);
    this.#round = { head, policies: texts.map(parsePolicy), lines: new Map() };
    this.#awaken();
  }

  #awaken(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Asks one cosigner for its signature in every round that it has part in. */
  async #work(name: string, client: CosignerClient): Promise<void> {
    const { signal } = this.#stop;
    let [known, pause, corrected] = [0n, FIRST_PAUSE as number, false];
    while (!signal.aborted) {
      const round = this.#round;
      const keys = round ? keysOf(round, name) : [];
      if (!round || keys.length === 0 || round.lines.has(name)) {
        await new Promise<void>((resolve) => this.#wake.push(resolve));
        continue;
      }
      const answer = await this.#ask(round, known, client).catch((error) => String(error));
      if (typeof answer === "bigint" && !corrected) [known, corrected] = [answer, true];
      else if (Array.isArray(answer) && (await this.#take(round, name, keys, answer)))
        [known, pause, corrected] = [round.head.size, FIRST_PAUSE, false];
      else {
        // One that names another size at every question would else be asked without a pause.
        if (typeof answer === "bigint") known = answer;
        await this.#pauseAfter(name, troubleOf(answer), pause);
        [pause, corrected] = [Math.min(LONGEST_PAUSE, pause * 2), false];
      }
    }
  }

  async #pauseAfter(name: string, what: string, ms: number): Promise<void> {
    this.#options.onTrouble?.(name, what);
    await this.#options.sleep(ms, this.#stop.signal);
  }

  /** Signature lines; or the size that the cosigner knows, to begin from; or what it says is wrong. */
  async #ask(
    { head }: Round,
    known: bigint,
    client: CosignerClient,
  ): Promise<NoteSignature[] | bigint | string> {
    const old = known > head.size ? 0n : known;
    const { log } = this.#source as HeadSource;
    const proof = await proveConsistency(old, head.size, log.nodesAt(BigInt(log.size)));
    const { status, body } = await client(formatAddCheckpoint({ old, proof, checkpoint: head }));
    if (status === 409) {
      const size = parseDecimal(body.trimEnd());
      if (size === undefined || size === old)
        return `a conflict of sizes that cannot be: ${body.slice(0, 40)}`;
      return size > head.size ? `it has cosigned ${size} entries, more than there are` : size;
    }
    if (status !== 200) return `${status}: ${body.trimEnd().slice(0, 500)}`;
    return body
      .trimEnd()
      .split("\n")
      .map((line, i) => parseSignatureLine(line, `line ${i + 1}`));
  }

  async #take(
    round: Round,
    name: string,
    keys: readonly VerifierKey[],
    lines: readonly NoteSignature[],
  ): Promise<boolean> {
    const { text } = round.head.note;
    const own: NoteSignature[] = [];
    for (const key of keys) {
      const line = lines.find((one) => isBy(one, key));
      if (line && typeof (await verifyCosignature({ text, signatures: [line] }, key)) !== "string")
        own.push(line);
    }
    if (own.length === 0) return false;
    round.lines.set(name, own);
    if (this.#round === round && round.policies.every((policy) => isSigned(policy, round)))
      await this.#finish(round);
    return true;
  }

  /** Writes a checkpoint to the disk, again until it is there; false where the engine was closed meanwhile. */
  async #keep(name: string, checkpoint: SignedCheckpoint): Promise<boolean> {
    const bytes = utf8(formatCheckpoint(checkpoint));
    while (!this.#stop.signal.aborted) {
      try {
        await (this.#source as HeadSource).log.writeFile(name, bytes);
        return true;
      } catch (error) {
        await this.#pauseAfter("disk", String(error), LONGEST_PAUSE);
      }
    }
    return false;
  }

  async #finish(round: Round): Promise<void> {
    const { note, size } = round.head;
    const checkpoint = {
      ...round.head,
      note: { ...note, signatures: [...note.signatures, ...linesOf(round)] },
    };
    this.#round = undefined;
    // The members before have signed the change too: bundles show it for ever.
    if (round.policies.length > 1 && !(await this.#keep(`${HANDOVER}${size}`, checkpoint))) return;
    if (!(await this.#keep("checkpoint", checkpoint))) return;
    this.#checkpoint = checkpoint;
    for (const listener of this.#listeners) listener(checkpoint);
    const done = this.#waiters.filter(({ size }) => BigInt(size) <= checkpoint.size);
    this.#waiters = this.#waiters.filter((one) => !done.includes(one));
    for (const { settle } of done) settle(checkpoint);
    this.#nextRound();
  }
}

function troubleOf(answer: readonly NoteSignature[] | bigint | string): string {
  if (typeof answer === "string") return answer;
  return typeof answer === "bigint" ? `it knows ${answer} entries now` : "a signature that does not hold";
}

/** Keys that the policies of a round have for a member: one, or the old and the new. */
function keysOf({ policies }: Round, member: string): VerifierKey[] {
  const keys = policies.flatMap(({ witnesses }) => witnesses.filter(({ name }) => name === member));
  return [...new Map(keys.map(({ key }) => [`${key.name} ${key.id}`, key])).values()];
}

function isSigned({ quorum, witnesses }: Policy, { lines }: Round): boolean {
  const signed = witnesses.filter(({ name, key }) => lines.get(name)?.some((line) => isBy(line, key)));
  return isQuorum(quorum, new Set(signed.map(({ name }) => name)));
}

/** In the order of the policy that holds, so that a receipt's signatures have one order; then those before. */
function linesOf({ policies, lines }: Round): NoteSignature[] {
  const names = policies.toReversed().flatMap(({ witnesses }) => witnesses.map(({ name }) => name));
  return [...new Set(names)].flatMap((name) => lines.get(name) ?? []);
}

function isBy(line: NoteSignature, { name, id }: VerifierKey): boolean {
  return line.name === name && line.id === id;
}
