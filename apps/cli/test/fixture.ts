import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../src/cli.ts";
import type { Io } from "../src/io.ts";

/** Carries out a command line and gives what came out of it. */
export function rahdari(...args: string[]) {
  return rahdariOn(async () => Promise.reject(new Error("no server was to be asked")), ...args);
}

/** The same with a network of its own. */
export async function rahdariOn(network: typeof fetch, ...args: string[]) {
  let [out, err] = ["", ""];
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    watched: false,
    columns: 96,
    now: () => new Date("2026-11-24T09:00:00Z"),
    fetch: network,
    env: {},
    input: () => Promise.reject(new Error("no input was to be read")),
    askHidden: async () => undefined,
    stopped: () => Promise.reject(new Error("nothing was to be served")),
  };
  const code = await run(args, io);
  return { code, out, err };
}

/** A directory with one data file of the given kind. */
export function dataDir(kind: string, text: string): string {
  const dir = mkdtempSync(join(tmpdir(), "rahdari-cli-"));
  writeFileSync(join(dir, `${kind}.json`), text);
  return dir;
}
