import { describe, expect, it } from "vitest";
import type { Files } from "../../src/disk/files.ts";
import { CrashFiles, Killed, seeded } from "../support/crash-files.ts";
import { mortal } from "../support/mortal-files.ts";
import { WORKLOADS, type Workload } from "../support/workloads.ts";

// The power fails at every call, under all that keeps a promise on a disk: what was not synced is lost, torn or
// kept in another order, and what had been acknowledged is there all the same.

const SEEDS = [1, 2, 3];

async function begin(workload: Workload, files: Files): Promise<void> {
  await files.makeDirectory("/w");
  await files.syncDirectory("/");
  await workload.prepare(files, "/w");
}

/** Runs a workload until the power fails at a call, or to its end; gives what it acknowledged, and its calls. */
async function life(
  workload: Workload,
  files: CrashFiles,
  call: number,
  end: "restart" | "endProcess" = "restart",
): Promise<{ said: string[]; calls: number }> {
  const own = mortal(files);
  const said: string[] = [];
  files.killAt(call);
  await workload
    .run(own.files, "/w", (line) => said.push(line))
    .catch((error) => {
      if (!(error instanceof Killed)) throw error;
    });
  own.end();
  const { calls } = files;
  files[end]();
  return { said, calls };
}

describe("when the power fails", () => {
  it.each(Object.entries(WORKLOADS))(
    "at any call, what the %s acknowledged is there",
    async (name, workload) => {
      const dry = new CrashFiles(seeded(0));
      await begin(workload, dry);
      const { calls, said } = await life(workload, dry, Infinity);
      expect(said.length).toBeGreaterThan(1);
      for (const seed of SEEDS)
        for (let call = 1; call <= calls; call++) {
          const files = new CrashFiles(seeded(seed * 1_000 + call));
          await begin(workload, files);
          const { said: kept } = await life(workload, files, call);
          await workload.check(files, "/w", kept).catch((cause) => {
            throw new Error(`${name}, seed ${seed * 1_000 + call}, call ${call}: ${cause}`, { cause });
          });
        }
    },
  );

  it.each(Object.entries(WORKLOADS))(
    "after a process of the %s was killed, what the next one acknowledged is there",
    async (name, workload) => {
      const dry = new CrashFiles(seeded(0));
      await begin(workload, dry);
      const { calls } = await life(workload, dry, Infinity);
      for (let call = 1; call <= calls; call++)
        for (let next = 1; next <= 9; next++) {
          // Nothing that was not synced is kept: what the first process left is only in the system's memory.
          const files = new CrashFiles(() => 0.99);
          await begin(workload, files);
          await life(workload, files, call, "endProcess");
          const { said } = await life(workload, files, next);
          await workload.check(files, "/w", said).catch((cause) => {
            throw new Error(`${name}, killed at call ${call}, power at ${next}: ${cause}`, { cause });
          });
        }
    },
  );

  it.each(Object.entries(WORKLOADS))("again and again, at random, so it is: %s", async (name, workload) => {
    for (const seed of SEEDS) {
      const random = seeded(seed);
      const files = new CrashFiles(random);
      await begin(workload, files);
      for (let time = 0; time < 8; time++) {
        const { said } = await life(workload, files, 1 + Math.floor(random() * 60));
        await workload.check(files, "/w", said).catch((cause) => {
          throw new Error(`${name}, seed ${seed}, life ${time}: ${cause}`, { cause });
        });
      }
    }
  });
});
