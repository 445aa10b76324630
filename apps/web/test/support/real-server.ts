import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));

export interface RealServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts the product's own server with the shipped data and the built page, on a port that is free. */
export async function startRealServer(): Promise<RealServer> {
  const env = { ...process.env, PORT: "0", HOST: "127.0.0.1", RAHDARI_LOG: "error", RAHDARI_WORKERS: "1" };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "inherit"] });
  return { origin: await announced(child), close: () => stop(child) };
}

/** The address on the server's first line. */
async function announced(child: ChildProcess): Promise<string> {
  let out = "";
  for await (const chunk of child.stdout ?? []) {
    out += String(chunk);
    const origin = /^Rahdari is at (http:\S+)\n/.exec(out)?.[1];
    if (origin !== undefined) return origin;
  }
  throw new Error(`the server ended before it was ready: ${out}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
