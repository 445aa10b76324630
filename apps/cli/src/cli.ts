import pkg from "../package.json" with { type: "json" };
import { crossingCommand } from "./commands/crossing.ts";
import { dataCommand } from "./commands/data-check.ts";
import { ledgerCommand } from "./commands/ledger/ledger.ts";
import { placesCommand } from "./commands/places.ts";
import { planCommand } from "./commands/plan.ts";
import { backtestCommand, claimCommand } from "./commands/studies.ts";
import { transitCommand } from "./commands/transit/transit.ts";
import { verifyCommand } from "./commands/verify.ts";
import { HELP } from "./help.ts";
import { EXIT, type ExitCode, type Io } from "./io.ts";
import { LEDGER_HELP } from "./ledger-help.ts";
import { nearest } from "./nearest.ts";
import { faultReport } from "./report-error.ts";
import { UsageError } from "./usage-error.ts";

type Command = (args: readonly string[], io: Io) => ExitCode | Promise<ExitCode>;

const COMMANDS: Readonly<Record<string, Command>> = {
  plan: planCommand,
  places: placesCommand,
  crossing: crossingCommand,
  backtest: backtestCommand,
  claim: claimCommand,
  data: dataCommand,
  ledger: ledgerCommand,
  records: (args, io) => import("./commands/records.ts").then((one) => one.recordsCommand(args, io)),
  rebuild: (args, io) => import("./commands/rebuild.ts").then((one) => one.rebuildCommand(args, io)),
  transit: transitCommand,
  verify: verifyCommand,
  help: showHelp,
};

/** Carries out a command line (without the program's name) and gives the exit code. Faults of ours are thrown. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await commandOf(args)(args.slice(1), io);
  } catch (error) {
    const fault = faultReport(error, wantsJson(args));
    if (fault === undefined) throw error;
    io.err(fault.text);
    return fault.code;
  }
}

function commandOf([name, ...rest]: readonly string[]): Command {
  if (name === undefined) return showUsage;
  if (name === "--version" || name === "-V") return showVersion;
  if (name === "--help" || name === "-h") return showHelp;
  if (rest.includes("--help") || rest.includes("-h")) return name === "ledger" ? showLedgerHelp : showHelp;
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name] ?? showHelp;
  const suggestions = nearest(name, Object.keys(COMMANDS));
  throw new UsageError("unknown-command", { option: name, message: "no such command", suggestions });
}

function wantsJson(args: readonly string[]): boolean {
  const format = args.indexOf("--format");
  return (
    args.includes("--json") || args.includes("--format=json") || (format >= 0 && args[format + 1] === "json")
  );
}

function showHelp([topic]: readonly string[], io: Io): ExitCode {
  io.out(topic === "ledger" ? LEDGER_HELP : HELP);
  return EXIT.answer;
}

function showLedgerHelp(_args: readonly string[], io: Io): ExitCode {
  return showHelp(["ledger"], io);
}

function showUsage(_args: readonly string[], io: Io): ExitCode {
  io.err(HELP);
  return EXIT.badInput;
}

function showVersion(_args: readonly string[], io: Io): ExitCode {
  io.out(`${pkg.version}\n`);
  return EXIT.answer;
}
