import { checkNetwork, type Issue, loadNetwork, NetworkError } from "@rahdari/network";
import { type Arguments, readArguments } from "../arguments.ts";
import { dataDirs } from "../data.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/** `rahdari data check [--data DIR] [--json]`: 0 when the data are sound, 1 with file, path and reason of each fault. */
export function dataCommand(given: readonly string[], io: Io): ExitCode {
  const args = readArguments(given, { data: { type: "string", multiple: true }, json: { type: "boolean" } });
  const [what, ...rest] = args.positionals;
  if (what !== "check" || rest.length > 0) {
    throw new UsageError("unknown-command", {
      option: ["data", ...args.positionals].join(" "),
      message: "no such command",
      suggestions: ["data check"],
    });
  }
  const issues = issuesOf(args);
  if (args.flag("json")) io.out(`${JSON.stringify({ issues }, null, 2)}\n`);
  else io.out(issues.length === 0 ? "The data are sound.\n" : listing(issues));
  return issues.length === 0 ? EXIT.answer : EXIT.none;
}

function issuesOf(args: Arguments): readonly Issue[] {
  try {
    return checkNetwork(loadNetwork({ dirs: dataDirs(args) }));
  } catch (error) {
    if (error instanceof NetworkError && error.code === "bad-data") return error.issues;
    throw error;
  }
}

function listing(issues: readonly Issue[]): string {
  const lines = issues.map(({ file, path, reason }) => `${file}\n  ${path || "/"}: ${reason}\n`);
  return `${lines.join("")}${issues.length} ${issues.length === 1 ? "fault" : "faults"}.\n`;
}
