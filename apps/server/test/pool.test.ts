import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { type PoolError, type PoolOptions, WorkerPool } from "../src/pool/pool.ts";
import { FakeJobs, post, REQUEST, testApp } from "./fixture.ts";
import type { TestJob } from "./test-worker.ts";

const open: WorkerPool<TestJob, string>[] = [];
let started = 0;

function pool(options: Partial<PoolOptions> = {}): WorkerPool<TestJob, string> {
  const start = (flag: SharedArrayBuffer) => {
    started += 1;
    return new Worker(new URL("./test-worker.ts", import.meta.url), { workerData: { flag } });
  };
  const made = new WorkerPool<TestJob, string>({
    size: 1,
    maxQueue: 2,
    timeoutMs: 60_000,
    start,
    ...options,
  });
  open.push(made);
  return made;
}

const codeOf = (job: Promise<string>) =>
  job.then(
    () => "done",
    (error: PoolError) => error.code,
  );
const spin = (heed: boolean): TestJob => ({ kind: "spin", heed });
const echo = (text: string): TestJob => ({ kind: "echo", text });

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  started = 0;
});

describe("WorkerPool", () => {
  it("answers in order and keeps its worker warm", async () => {
    const workers = pool({ maxQueue: 3 });
    const answers = await Promise.all(["a", "b", "c", "d"].map((text) => workers.run(echo(text))));
    expect(answers).toEqual(["a 1", "b 2", "c 3", "d 4"]);
    expect(started).toBe(1);
  });

  it("runs as many jobs at once as it has workers, and refuses beyond its queue", async () => {
    const workers = pool({ size: 2, maxQueue: 1 });
    const stop = new AbortController();
    const busy = [1, 2, 3].map(() => codeOf(workers.run(spin(true), stop.signal)));
    expect(workers.load).toEqual({ size: 2, busy: 2, queued: 1 });
    expect(await codeOf(workers.run(echo("x")))).toBe("queue-full");
    stop.abort();
    expect(await Promise.all(busy)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  it("lets who has one job pass by who has many", async () => {
    const workers = pool({ maxQueue: 4 });
    const stop = new AbortController();
    const running = codeOf(workers.run(spin(true), stop.signal, "much"));
    const much = ["a", "b", "c", "d"].map((text) => workers.run(echo(text), undefined, "much"));
    const turnedAway = codeOf(much[3] as Promise<string>);
    const little = workers.run(echo("x"), undefined, "little");
    stop.abort();
    expect(await Promise.all([little, ...much.slice(0, 3)])).toEqual(["x 3", "a 2", "b 4", "c 5"]);
    expect([await turnedAway, await running]).toEqual(["queue-full", "cancelled"]);
  });

  it("ends a job that takes too long and goes on with a new worker", async () => {
    const workers = pool({ timeoutMs: 300 });
    const late = codeOf(workers.run(spin(false)));
    const next = workers.run(echo("next"));
    expect(await late).toBe("timeout");
    expect(await next).toBe("next 1");
    expect(started).toBe(2);
  });

  it("keeps the worker of a cancelled job that notices", async () => {
    const workers = pool({ graceMs: 60_000 });
    await workers.run(echo("warm"));
    const stop = new AbortController();
    const job = codeOf(workers.run(spin(true), stop.signal));
    stop.abort();
    expect(await job).toBe("cancelled");
    expect(await workers.run(echo("again"))).toBe("again 3");
    expect(started).toBe(1);
  });

  it("ends the worker of a cancelled job that does not notice", async () => {
    const workers = pool({ graceMs: 50 });
    const stop = new AbortController();
    const job = codeOf(workers.run(spin(false), stop.signal));
    stop.abort();
    expect(await job).toBe("cancelled");
    expect(await workers.run(echo("next"))).toBe("next 1");
    expect(started).toBe(2);
  });

  it("takes a cancelled job out of the queue", async () => {
    const workers = pool();
    const [first, second] = [new AbortController(), new AbortController()];
    const running = codeOf(workers.run(spin(true), first.signal));
    const waiting = codeOf(workers.run(echo("never"), second.signal));
    second.abort();
    expect(await waiting).toBe("cancelled");
    expect(workers.load.queued).toBe(0);
    first.abort();
    await running;
  });

  it.each(["throw", "exit"] as const)("outlives a worker that ends by %s", async (kind) => {
    const workers = pool();
    expect(await codeOf(workers.run({ kind }))).toBe("crashed");
    expect(await workers.run(echo("next"))).toBe("next 1");
  });

  it("does nothing more after it was closed", async () => {
    const workers = pool();
    const running = codeOf(workers.run(spin(false)));
    const waiting = codeOf(workers.run(echo("x")));
    await workers.close();
    expect(await Promise.all([running, waiting])).toEqual(["closed", "closed"]);
    expect(await codeOf(workers.run(echo("y")))).toBe("closed");
  });
});

describe("the server while its workers are busy", () => {
  it("answers the light reads, queues what fits and refuses the rest", async () => {
    const workers = pool({ size: 1, maxQueue: 1 });
    const stop = new AbortController();
    const jobs = new FakeJobs(async (_job, signal) => ({
      kind: "done",
      body: await workers.run(spin(true), signal),
    }));
    const app = testApp({ jobs: Object.assign(jobs, { load: workers.load }) });
    const plan = () => app.request("/v1/plans", { ...post(REQUEST), signal: stop.signal });
    const [running, waiting] = [plan(), plan()];
    // The body of a request is read in later turns of the event loop.
    while (workers.load.queued === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect((await plan()).status).toBe(503);
    expect((await app.request("/healthz")).status).toBe(200);
    expect((await app.request("/v1/places?q=lah")).status).toBe(200);
    stop.abort();
    expect((await running).status).toBe(499);
    expect((await waiting).status).toBe(499);
  });
});
