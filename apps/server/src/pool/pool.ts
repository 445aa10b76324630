import { FairQueue } from "./fair-queue.ts";
import { FLAG_BYTES, lower, READY, raise } from "./thread-protocol.ts";

export type PoolErrorCode = "queue-full" | "timeout" | "cancelled" | "crashed" | "closed";

/** Why a job gave no outcome. `crashed` keeps the worker's error as its cause. */
export class PoolError extends Error {
  override readonly name = "PoolError";
  readonly code: PoolErrorCode;

  constructor(code: PoolErrorCode, options?: ErrorOptions) {
    super(`job not done: ${code}`, options);
    this.code = code;
  }
}

/** What the pool needs of a worker thread; `node:worker_threads` Worker fits. */
interface Thread {
  postMessage(message: unknown): void;
  terminate(): Promise<unknown>;
  on(event: "message", listener: (message: unknown) => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
  on(event: "exit", listener: (code: number) => void): unknown;
}

export interface PoolOptions {
  readonly size: number;
  /** Jobs that may wait while all workers are busy. */
  readonly maxQueue: number;
  /** Milliseconds that one job may run; waiting in the queue and for the worker's start is not counted. */
  readonly timeoutMs: number;
  /** Milliseconds that a cancelled job has to notice its flag before its worker is ended. */
  readonly graceMs?: number;
  /** Milliseconds that a worker may take to start. */
  readonly startMs?: number;
  /** Starts a worker; `flag` is the memory in which the pool asks it to give up (see `thread-protocol`). */
  readonly start: (flag: SharedArrayBuffer) => Thread;
}

interface Task<Job, Outcome> {
  /** Whose job it is: owners take turns. */
  readonly owner: string;
  readonly job: Job;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: PoolError) => void;
  readonly signal: AbortSignal | undefined;
  readonly onAbort: () => void;
}

interface Slot<Job, Outcome> {
  readonly thread: Thread;
  readonly flag: SharedArrayBuffer;
  ready: boolean;
  task: Task<Job, Outcome> | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Runs jobs in a fixed number of worker threads that stay warm between jobs. A worker answers each posted job
 * with exactly one message, the outcome. One that takes too long, or does not notice that its job was
 * cancelled, is ended and replaced, so no job can take a worker for good.
 */
export class WorkerPool<Job, Outcome> {
  readonly #options: PoolOptions;
  readonly #slots = new Set<Slot<Job, Outcome>>();
  readonly #queue: FairQueue<Task<Job, Outcome>>;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#queue = new FairQueue(options.maxQueue);
  }

  /** How much is going on, for health reports. */
  get load(): { readonly size: number; readonly busy: number; readonly queued: number } {
    const busy = [...this.#slots].filter((slot) => slot.task !== undefined).length;
    return { size: this.#options.size, busy, queued: this.#queue.length };
  }

  /** Starts all workers now instead of with the first jobs. */
  warm(): void {
    while (!this.#closed && this.#slots.size < this.#options.size) this.#open();
  }

  /**
   * Runs a job, or rejects with a PoolError. An aborted signal cancels it in the queue and while it runs. Jobs
   * that wait are taken from their owners by turns; of a full queue the longest line gives way.
   */
  run(job: Job, signal?: AbortSignal, owner = ""): Promise<Outcome> {
    if (this.#closed) return Promise.reject(new PoolError("closed"));
    if (signal?.aborted) return Promise.reject(new PoolError("cancelled"));
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#cancel(task);
      const task: Task<Job, Outcome> = { owner, job, resolve, reject, signal, onAbort };
      signal?.addEventListener("abort", onAbort, { once: true });
      const slot = this.#idleSlot();
      if (slot) return this.#begin(slot, task);
      const away = this.#queue.push(task);
      if (away) settle(away, () => away.reject(new PoolError("queue-full")));
    });
  }

  /** Ends all workers; jobs under way or waiting are rejected as `closed`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#queue.clear()) settle(task, () => task.reject(new PoolError("closed")));
    await Promise.all([...this.#slots].map((slot) => this.#end(slot, new PoolError("closed"))));
  }

  #idleSlot(): Slot<Job, Outcome> | undefined {
    const idle = [...this.#slots].find((slot) => slot.task === undefined);
    return idle ?? (this.#slots.size < this.#options.size ? this.#open() : undefined);
  }

  #open(): Slot<Job, Outcome> {
    const flag = new SharedArrayBuffer(FLAG_BYTES);
    const thread = this.#options.start(flag);
    const slot: Slot<Job, Outcome> = { thread, flag, ready: false, task: undefined, timer: undefined };
    this.#slots.add(slot);
    thread.on("message", (message) => {
      if (slot.ready) this.#finish(slot, message as Outcome);
      else this.#ready(slot, message);
    });
    thread.on("error", (cause) => void this.#end(slot, new PoolError("crashed", { cause })));
    thread.on("exit", () => void this.#end(slot, new PoolError("crashed")));
    return slot;
  }

  #begin(slot: Slot<Job, Outcome>, task: Task<Job, Outcome>): void {
    lower(slot.flag);
    slot.task = task;
    this.#arm(slot);
    slot.thread.postMessage(task.job);
  }

  #ready(slot: Slot<Job, Outcome>, message: unknown): void {
    if (message !== READY) {
      const cause = new Error("a worker's first message has to be READY");
      void this.#end(slot, new PoolError("crashed", { cause }));
      return;
    }
    slot.ready = true;
    if (slot.task) this.#arm(slot);
  }

  /** Sets how long the slot's worker has from now on. */
  #arm(slot: Slot<Job, Outcome>): void {
    const { timeoutMs, graceMs = 250, startMs = 60_000 } = this.#options;
    clearTimeout(slot.timer);
    const cancelled = slot.task?.signal?.aborted === true;
    const limit = cancelled ? graceMs : timeoutMs;
    const error = new PoolError(cancelled ? "cancelled" : "timeout");
    slot.timer = setTimeout(() => void this.#end(slot, error), slot.ready ? limit : startMs);
  }

  #finish(slot: Slot<Job, Outcome>, outcome: Outcome): void {
    const { task } = slot;
    clearTimeout(slot.timer);
    slot.task = undefined;
    if (task) settle(task, () => task.resolve(outcome));
    this.#next();
  }

  #cancel(task: Task<Job, Outcome>): void {
    this.#queue.remove(task);
    const slot = [...this.#slots].find((each) => each.task === task);
    if (slot) {
      raise(slot.flag);
      this.#arm(slot);
    }
    settle(task, () => task.reject(new PoolError("cancelled")));
  }

  async #end(slot: Slot<Job, Outcome>, error: PoolError): Promise<void> {
    if (!this.#slots.delete(slot)) return;
    clearTimeout(slot.timer);
    const { task } = slot;
    slot.task = undefined;
    if (task) settle(task, () => task.reject(error));
    await slot.thread.terminate();
    // One that crashed may do so again at its start: it is replaced with the next job, not at once.
    if (!this.#closed && error.code !== "crashed" && this.#slots.size < this.#options.size) this.#open();
    this.#next();
  }

  #next(): void {
    if (this.#closed || this.#queue.length === 0) return;
    const slot = this.#idleSlot();
    const task = slot && this.#queue.shift();
    if (slot && task) this.#begin(slot, task);
  }
}

function settle<Job, Outcome>(task: Task<Job, Outcome>, act: () => void): void {
  task.signal?.removeEventListener("abort", task.onAbort);
  act();
}
