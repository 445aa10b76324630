import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDirectory } from "../../src/disk/lock.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "rahdari-lock-"));
});
afterEach(() => rm(directory, { recursive: true }));

describe("the lock of a directory", () => {
  it("is one process's until it is released", async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await lock.release();
    await (await lockDirectory(directory)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it("is taken over from a process that is gone, but not from another host", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => child.once("exit", resolve));
    const left = { pid: child.pid, host: hostname(), started: "1" };
    await writeFile(join(directory, "lock"), JSON.stringify(left));
    await (await lockDirectory(directory)).release();
    await writeFile(join(directory, "lock"), JSON.stringify({ ...left, host: "elsewhere" }));
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: "locked" });
  });

  it("is taken over where another process has the number now", async () => {
    await writeFile(
      join(directory, "lock"),
      JSON.stringify({ pid: process.pid, host: hostname(), started: "1" }),
    );
    await (await lockDirectory(directory)).release();
  });

  it("is never there without its holder: who is killed in between leaves none that nobody can take over", async () => {
    let over = false;
    const seen = new Set<string>();
    const looking = (async () => {
      while (!over) {
        try {
          seen.add(readFileSync(join(directory, "lock"), "utf8"));
        } catch {
          // Not there just now.
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let i = 0; i < 300; i++) await (await lockDirectory(directory)).release();
    over = true;
    await looking;
    expect(seen.size).toBe(1);
    expect(JSON.parse([...seen][0]!)).toMatchObject({ pid: process.pid });
  });

  it("goes to one of many that want it at once", async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
