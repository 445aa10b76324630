import { run } from "./cli.ts";

/** Exit code for a fault of ours, EX_SOFTWARE of sysexits.h: it must not pass for "no lawful way". */
const SOFTWARE = 70;

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// Ctrl-C is left to the system: it ends the process at once, in the midst of a computation too.
try {
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    watched: process.stderr.isTTY === true,
    columns: process.stdout.columns,
    now: () => new Date(),
    fetch: (input, init) => fetch(input, init),
  });
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const detail = process.env.RAHDARI_DEBUG ? stack : `${message} (RAHDARI_DEBUG=1 shows where)`;
  process.stderr.write(`rahdari: unexpected: ${detail}\n`);
  process.exitCode = SOFTWARE;
}
