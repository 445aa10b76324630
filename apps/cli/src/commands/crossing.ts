import { crossingReport, formatCrossing } from "@rahdari/planner";
import { readArguments } from "../arguments.ts";
import { networkOf } from "../data.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { isoDate } from "../iso-date.ts";

const OPTIONS = {
  on: { type: "string" },
  "as-of": { type: "string" },
  json: { type: "boolean" },
  data: { type: "string", multiple: true },
} as const;

/** `rahdari crossing ID [--on DATE] [--as-of DATE] [--json]`; a name does as well as an id. */
export function crossingCommand(given: readonly string[], io: Io): ExitCode {
  const args = readArguments(given, OPTIONS);
  const { ID } = args.expect("ID");
  const today = io.now().toISOString().slice(0, 10);
  const on = isoDate(args.text("on") ?? today, "--on");
  const asOf = isoDate(args.text("as-of") ?? today, "--as-of");
  const report = crossingReport(networkOf(args), { id: ID, on, asOf });
  io.out(
    args.flag("json")
      ? `${JSON.stringify(report, null, 2)}\n`
      : formatCrossing(report, Math.min(io.columns ?? 96, 100)),
  );
  return EXIT.answer;
}
