import { NetworkError } from "@rahdari/network";
import { PlanError } from "@rahdari/planner";
import { argumentOf } from "./plan-options.ts";
import { printable } from "./printable.ts";
import { UsageError } from "./usage-error.ts";

interface Fault {
  readonly code: string;
  readonly issues: readonly {
    readonly option: string;
    readonly message: string;
    readonly suggestions?: readonly string[];
  }[];
}

/**
 * A fault of the input for standard error: lines for people, or with `asJson` one JSON object
 * `{error: {code, message, issues}}`. Undefined when the error is not the user's.
 */
export function inputFault(error: unknown, asJson: boolean): string | undefined {
  const fault = faultOf(error);
  if (!fault) return undefined;
  if (asJson) {
    const message = error instanceof Error ? error.message : "";
    return `${JSON.stringify({ error: { code: fault.code, message, issues: fault.issues } }, null, 2)}\n`;
  }
  const lines = fault.issues.flatMap(({ option, message, suggestions = [] }) => [
    printable(`  ${option}: ${message}`),
    ...(suggestions.length > 0 ? [printable(`    did you mean: ${suggestions.join(", ")}?`)] : []),
  ]);
  return `rahdari: ${fault.code}\n${lines.join("\n")}\nSee: rahdari help\n`;
}

function faultOf(error: unknown): Fault | undefined {
  if (error instanceof UsageError) return error;
  if (error instanceof PlanError) {
    const issues = error.issues.map((issue) => ({ ...issue, option: argumentOf(issue.pointer) }));
    return { code: error.code, issues };
  }
  if (!(error instanceof NetworkError)) return undefined;
  const issues = error.issues.map(({ file, path, reason }) => ({
    option: `${file}#${path}`,
    message: reason,
  }));
  return {
    code: error.code,
    issues: issues.length > 0 ? issues : [{ option: "--data", message: error.message }],
  };
}
