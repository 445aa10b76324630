import { writeFileSync } from "node:fs";
import { backtest, formatBacktest, formatClaim, testClaim } from "@rahdari/planner";
import { readArguments } from "../arguments.ts";
import { networkOf } from "../data.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { progressLine } from "../progress.ts";

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

/** `rahdari claim [--json] [--write FILE]`: the sentence "20-30 % shorter" tested for each main pair. */
export function claimCommand(given: readonly string[], io: Io): ExitCode {
  return study(given, io, {
    what: "Testing the claim",
    run: (network, onProgress) => {
      const report = testClaim(network, { now: io.now(), onProgress });
      return { report, text: () => formatClaim(report) };
    },
  });
}

interface Study {
  readonly what: string;
  readonly run: (
    network: ReturnType<typeof networkOf>,
    onProgress: (done: number, total: number) => void,
  ) => { readonly report: unknown; readonly text: () => string };
}

function study(given: readonly string[], io: Io, { what, run }: Study): ExitCode {
  const args = readArguments(given, OPTIONS);
  args.expect();
  const progress = progressLine(io, what);
  const { report, text } = run(networkOf(args), progress.report);
  progress.finish();
  const body = args.flag("json") ? `${JSON.stringify(report, null, 2)}\n` : text();
  const file = args.text("write");
  if (file === undefined) io.out(body);
  else writeFileSync(file, body);
  return EXIT.answer;
}
