import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** All of standard input. */
export async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Asks on the terminal without showing what is typed; undefined where there is no terminal. */
export async function askHidden(question: string): Promise<string | undefined> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  // Only now does the terminal itself show nothing.
  process.stderr.write(question);
  // The line editor takes Ctrl-C for itself.
  lines.once("SIGINT", () => {
    process.stderr.write("\n");
    lines.close();
    process.kill(process.pid, "SIGINT");
  });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}

/** Resolves with the signal that asks the process to end; a second one ends it at once. */
export function stopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
  });
}
