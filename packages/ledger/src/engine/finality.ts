import type { DiskLog } from "../log/disk-log.ts";
import type { SignedCheckpoint } from "../note/checkpoint.ts";

/** What finality asks of the log whose heads it is offered. */
export interface HeadSource {
  /** The log as it lies on disk now. */
  readonly log: DiskLog;
  /** Texts of the policies that hold from one size up to another, oldest first: the quorum of each has to sign. */
  policiesFrom(size: bigint, to: bigint): readonly string[];
}

/** Who has to agree before a checkpoint counts. */
export interface Finality {
  /** Whether whatever is on the disk counts. */
  readonly immediate: boolean;
  /** The last checkpoint that counts. */
  readonly checkpoint: SignedCheckpoint | undefined;
  /** Told, before anything else, where the heads come from. */
  attach(source: HeadSource): void;
  /** Told of every checkpoint that is on the disk. */
  offer(head: SignedCheckpoint): void;
  /**
   * The first checkpoint of at least `size` entries that counts; undefined where there is none within the time
   * that a caller is kept waiting.
   */
  until(size: number): Promise<SignedCheckpoint | undefined>;
  /** Called with every checkpoint that comes to count, in order. */
  subscribe(listener: (checkpoint: SignedCheckpoint) => void): () => void;
  close(): Promise<void>;
}

/** One node alone: what is on its disk counts. */
export class ImmediateFinality implements Finality {
  readonly immediate = true;
  readonly #listeners = new Set<(checkpoint: SignedCheckpoint) => void>();
  #checkpoint: SignedCheckpoint | undefined;

  get checkpoint(): SignedCheckpoint | undefined {
    return this.#checkpoint;
  }

  attach(): void {}

  offer(head: SignedCheckpoint): void {
    this.#checkpoint = head;
    for (const listener of this.#listeners) listener(head);
  }

  async until(): Promise<SignedCheckpoint | undefined> {
    return this.#checkpoint;
  }

  subscribe(listener: (checkpoint: SignedCheckpoint) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {}
}
