import type { Io } from "./io.ts";

/** Work shorter than this many milliseconds needs no sign of life. */
const QUIET_MS = 2000;
const EVERY_MS = 250;

/**
 * A progress line on standard error for work that takes more than two seconds, when someone watches.
 * `finish` wipes it.
 */
export function progressLine(
  io: Io,
  what: string,
): { readonly report: (done: number, total: number) => void; readonly finish: () => void } {
  const began = io.now().getTime();
  let last = began;
  let shown = false;
  const report = (done: number, total: number) => {
    const now = io.now().getTime();
    if (!io.watched || now - began < QUIET_MS || now - last < EVERY_MS) return;
    last = now;
    shown = true;
    const share = total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0;
    io.err(`\r${what}: ${share} %`);
  };
  const finish = () => {
    if (shown) io.err(`\r${" ".repeat(what.length + 8)}\r`);
  };
  return { report, finish };
}
