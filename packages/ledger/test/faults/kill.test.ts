import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeFiles } from "../../src/disk/node-files.ts";
import { WORKLOADS } from "../support/workloads.ts";

// Real files, real processes, kill -9 at every operation that changes the disk, and in the middle of every write:
// nothing that the process had said to have kept is lost, the log is whole, and it goes on.

const SCRIPT = fileURLToPath(new URL("../support/kill-process.ts", import.meta.url));
const AT_ONCE = 4;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "rahdari-kill-"));
});
afterAll(() => rm(root, { recursive: true }));

type End = { readonly lines: string[]; readonly signal: NodeJS.Signals | null; readonly trouble: string };

function run(args: readonly string[]): Promise<End> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(root, "cache") };
  const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [said, trouble] = ["", ""];
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (trouble += chunk));
  return new Promise((resolve) =>
    child.once("close", (_code, signal) => {
      resolve({ lines: said.split("\n").filter((line) => line !== ""), signal, trouble });
    }),
  );
}

async function life(name: string, seed: string, at: readonly string[]): Promise<End> {
  const directory = join(root, [name, ...at].join("-"));
  await cp(seed, directory, { recursive: true });
  const end = await run([name, directory, ...at]);
  const said = end.lines.filter((line) => !line.startsWith("done"));
  const where = `${name}, killed ${at[1]} operation ${at[0]}`;
  await WORKLOADS[name]!.check(nodeFiles, directory, said).catch((cause) => {
    throw new Error(`${where}: ${cause}`, { cause });
  });
  await rm(directory, { recursive: true });
  return end;
}

describe("kill -9", () => {
  it.each(Object.keys(WORKLOADS))(
    "at every operation of the %s loses nothing that was acknowledged",
    async (name) => {
      const seed = join(root, `${name}-seed`);
      await mkdir(seed);
      await WORKLOADS[name]!.prepare(nodeFiles, seed);
      const whole = await life(name, seed, []);
      const operations = whole.lines.at(-1)?.split(" ").slice(1) ?? [];
      expect(operations.length, whole.trouble).toBeGreaterThan(5);
      const lives = operations.flatMap((what, i) =>
        (what === "write" ? ["before", "middle"] : ["before"]).map((when) => [`${i + 1}`, when]),
      );
      const ends = new Map<string, number>();
      const worker = async () => {
        for (let at = lives.shift(); at; at = lives.shift()) {
          const { signal, lines } = await life(name, seed, at);
          // Tiles are written side by side: what was a write in one life may be another operation in the next.
          if (at[1] === "before") expect(signal, at.join(" ")).toBe("SIGKILL");
          const acknowledged = signal === "SIGKILL" ? `${lines.length} acknowledged` : "not killed";
          ends.set(acknowledged, (ends.get(acknowledged) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      console.log(
        `${name}: killed at each of ${operations.length} operations`,
        Object.fromEntries([...ends].sort()),
      );
    },
    120_000,
  );
});
