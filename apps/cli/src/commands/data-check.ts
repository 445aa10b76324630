import { checkNetwork, type Issue, loadNetwork, NetworkError, unusedRecords } from "@rahdari/network";
import {
  loadRegimes,
  loadScenarios,
  RegimeError,
  ScenarioError,
  shippedScenariosDir,
} from "@rahdari/transit";
import { type Arguments, readArguments } from "../arguments.ts";
import { dataDirs } from "../data.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/**
 * `rahdari data check [--data DIR] [--json]`: 0 when the data are sound, 2 with file, path and reason of each
 * fault. Records that nothing uses are named and are no fault.
 */
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
  const network = checked(args);
  const found = { ...network, issues: [...network.issues, ...transitIssues()] };
  if (args.flag("json")) io.out(`${JSON.stringify(found, null, 2)}\n`);
  else io.out(report(found));
  return found.issues.length === 0 ? EXIT.answer : EXIT.badInput;
}

type Found = { readonly issues: readonly Issue[]; readonly unused: readonly Issue[] };

function checked(args: Arguments): Found {
  try {
    const network = loadNetwork({ dirs: dataDirs(args) });
    return { issues: checkNetwork(network), unused: unusedRecords(network) };
  } catch (error) {
    if (error instanceof NetworkError && error.code === "bad-data")
      return { issues: error.issues, unused: [] };
    throw error;
  }
}

/** Faults of the regimes and scenarios of transit that come with the product. */
function transitIssues(): readonly Issue[] {
  try {
    loadRegimes();
    loadScenarios();
    return [];
  } catch (error) {
    if (error instanceof RegimeError) return error.issues;
    if (error instanceof ScenarioError)
      return [{ file: shippedScenariosDir, path: "", reason: error.message }];
    throw error;
  }
}

/** As many are printed; a terminal that scrolls for minutes helps nobody. `--json` has all. */
const MAX_PRINTED = 200;

function report({ issues, unused }: Found): string {
  const verdict = issues.length === 0 ? "The data are sound.\n" : listing(issues, "fault");
  return unused.length === 0 ? verdict : `${verdict}${listing(unused, "unused record")}`;
}

function listing(issues: readonly Issue[], what: string): string {
  const lines = issues
    .slice(0, MAX_PRINTED)
    .map(({ file, path, reason }) => `${file}\n  ${path || "/"}: ${reason}\n`);
  const more =
    issues.length > MAX_PRINTED ? `and ${issues.length - MAX_PRINTED} more; --json lists all\n` : "";
  return `${lines.join("")}${more}${issues.length} ${what}${issues.length === 1 ? "" : "s"}.\n`;
}
