import { run } from "./cli.ts";
import { askHidden, readInput, stopped } from "./terminal.ts";

/** Exit codes of sysexits.h for a fault of ours and for an answer that could not be written: neither is a verdict. */
const SOFTWARE = 70;
const IO_ERROR = 74;

// A reader that has seen enough, such as `head`, is no fault: the exit code stays that of the answer.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`rahdari: the answer could not be written: ${error.message}\n`);
  process.exit(IO_ERROR);
});
// Nobody is left to be told.
process.stderr.on("error", () => {});

// Ctrl-C is left to the system: it ends the process at once, in the midst of a computation too. Files are
// written whole or not at all, so it may. Servers take it and finish what they are at.
try {
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    watched: process.stderr.isTTY === true,
    columns: process.stdout.columns,
    now: () => new Date(),
    fetch: (input, init) => fetch(input, init),
    env: process.env,
    input: readInput,
    askHidden,
    stopped,
  });
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const detail = process.env.RAHDARI_DEBUG ? stack : `${message} (RAHDARI_DEBUG=1 shows where)`;
  process.stderr.write(`rahdari: unexpected: ${detail}\n`);
  process.exitCode = SOFTWARE;
}
