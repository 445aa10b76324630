import type { Job, Outcome } from "./pool/job.ts";

/** Whoever does the heavy work: a pool of threads in the running server, a fake in a test. */
export interface Jobs {
  /** Rejects with PoolError when there is no outcome. Those who wait take turns by `owner`. */
  run(job: Job, signal?: AbortSignal, owner?: string): Promise<Outcome>;
  /** Jobs under way and waiting, for the health report. */
  readonly load: { readonly size: number; readonly busy: number; readonly queued: number };
}
