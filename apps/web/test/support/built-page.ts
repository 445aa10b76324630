import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const DIST = join(ROOT, "dist");
const LOCK = join(ROOT, "dist.lock");
const LOCK_OLD_MS = 120_000;

/** Builds the page when it is absent or older than its sources; two test files at once build it once. */
export async function ensureBuilt(): Promise<void> {
  while (!take()) await new Promise((resolve) => setTimeout(resolve, 250));
  try {
    if (isStale()) await build();
  } finally {
    rmdirSync(LOCK);
  }
}

/** In a process of its own: under the test runner's NODE_ENV the libraries' development forms would be built. */
async function build(): Promise<void> {
  const vite = fileURLToPath(new URL("../../bin/vite.js", import.meta.resolve("vite")));
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: ROOT, env });
}

function take(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const made = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    // A run that was killed leaves its lock behind.
    if (Date.now() - made > LOCK_OLD_MS) rmdirSync(LOCK);
    return false;
  }
}

function isStale(): boolean {
  const built = statSync(join(DIST, "index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return newest(["src", "build"].map((folder) => join(ROOT, folder))) > built;
}

function newest(folders: readonly string[]): number {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  return Math.max(
    ...[...files, ...["index.html", "verify.html", "vite.config.ts"].map((name) => join(ROOT, name))].map(
      (name) => statSync(name).mtimeMs,
    ),
  );
}
