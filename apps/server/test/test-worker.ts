import { parentPort, workerData } from "node:worker_threads";
import { isRaised, READY } from "../src/pool/thread-protocol.ts";

/** What the pool's tests ask of a worker. `spin` computes without a pause, as a plan does. */
export type TestJob =
  | { readonly kind: "echo"; readonly text: string }
  | { readonly kind: "spin"; readonly heed: boolean }
  | { readonly kind: "throw" }
  | { readonly kind: "exit" };

const { flag } = workerData as { flag: SharedArrayBuffer };
let jobs = 0;

function perform(job: TestJob): string {
  jobs += 1;
  switch (job.kind) {
    case "echo":
      return `${job.text} ${jobs}`;
    case "spin":
      while (!(job.heed && isRaised(flag)));
      return "gave up";
    case "throw":
      throw new Error("as asked");
    case "exit":
      process.exit(3);
  }
}

parentPort?.on("message", (job: TestJob) => parentPort?.postMessage(perform(job)));
parentPort?.postMessage(READY);
