import { closeSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
import { backtest, formatBacktest, formatClaim, testClaim } from "@rahdari/planner";
import { type Arguments, readArguments } from "../arguments.ts";
import { networkOf } from "../data.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { isoDate } from "../iso-date.ts";
import { progressLine } from "../progress.ts";
import { UsageError } from "../usage-error.ts";

const OPTIONS = {
  json: { type: "boolean" },
  write: { type: "string" },
  data: { type: "string", multiple: true },
} as const;

/** `rahdari backtest [--json] [--write FILE]`: documented journeys replayed with what was known then. */
export function backtestCommand(given: readonly string[], io: Io): ExitCode {
  return study(given, io, {
    what: "Replaying journeys",
    run: (network, onProgress) => {
      const report = backtest(network, { onProgress });
      return { report, text: () => formatBacktest(report) };
    },
  });
}

/**
 * `rahdari claim [--on DATE] [--json] [--write FILE]`: the sentence "20-30 % shorter" tested for each main pair, on
 * a day of departure that is that of knowledge too; today where none is given.
 */
export function claimCommand(given: readonly string[], io: Io): ExitCode {
  return study(given, io, {
    what: "Testing the claim",
    options: { on: { type: "string" } },
    run: (network, onProgress, args) => {
      const report = testClaim(network, { now: dayOf(args.text("on")) ?? io.now(), onProgress });
      return { report, text: () => formatClaim(report) };
    },
  });
}

interface Study {
  readonly what: string;
  /** Options of this study alone. */
  readonly options?: Readonly<Record<string, { readonly type: "string" }>>;
  readonly run: (
    network: ReturnType<typeof networkOf>,
    onProgress: (done: number, total: number) => void,
    args: Arguments,
  ) => { readonly report: unknown; readonly text: () => string };
}

function study(given: readonly string[], io: Io, { what, options, run }: Study): ExitCode {
  const args = readArguments(given, { ...OPTIONS, ...options });
  args.expect();
  const file = args.text("write");
  const target = file === undefined ? undefined : openToWrite(file);
  const progress = progressLine(io, what);
  const { report, text } = run(networkOf(args), progress.report, args);
  progress.finish();
  const body = args.flag("json") ? `${JSON.stringify(report, null, 2)}\n` : text();
  if (target === undefined) io.out(body);
  else overwrite(target, body);
  return EXIT.answer;
}

function dayOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(`${isoDate(text, "--on")}T00:00:00Z`);
}

/** Opens the file before the work, which takes seconds; what is in it stays until there is something to write. */
function openToWrite(file: string): number {
  try {
    return openSync(file, "a");
  } catch (error) {
    const message = `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    throw new UsageError("bad-option", { option: "--write", message });
  }
}

function overwrite(target: number, body: string): void {
  ftruncateSync(target);
  writeFileSync(target, body);
  closeSync(target);
}
