import { Worker } from "node:worker_threads";
import type { Job, Outcome } from "./pool/job.ts";
import { type PoolOptions, WorkerPool } from "./pool/pool.ts";

export interface PlanPoolOptions extends Pick<PoolOptions, "size" | "maxQueue" | "timeoutMs"> {
  /** Data directories, lowest layer first. */
  readonly dirs: readonly string[];
  /** Whether workers plan once at their start, so that the first answer is as fast as the next. */
  readonly warm: boolean;
}

const SCRIPT = new URL("./pool/plan-worker.ts", import.meta.url);

/** A pool of planners, each with the network in its own memory. */
export function planPool(options: PlanPoolOptions): WorkerPool<Job, Outcome> {
  const { dirs, warm, ...sizes } = options;
  const start = (flag: SharedArrayBuffer) => new Worker(SCRIPT, { workerData: { dirs, flag, warm } });
  return new WorkerPool<Job, Outcome>({ ...sizes, start });
}
