import { RequestFailure } from "@rahdari/api";
import { NetworkError } from "@rahdari/network";
import { PlanError } from "@rahdari/planner";
import { RegimeError } from "@rahdari/transit";
import { EXIT, type ExitCode } from "./io.ts";
import { type Trouble, troubleOf } from "./ledger/trouble.ts";
import { argumentOf } from "./plan-options.ts";
import { printable } from "./printable.ts";
import { UsageError, type UsageIssue } from "./usage-error.ts";

interface Fault {
  readonly code: string;
  readonly issues: readonly UsageIssue[];
  readonly wayOut?: string;
}

/**
 * What to say to standard error of a fault that is not ours, and the exit code: lines for people, or with
 * `asJson` one JSON object `{error: {code, message, issues}}`. Undefined when the fault is ours.
 */
export function faultReport(
  error: unknown,
  asJson: boolean,
): { readonly text: string; readonly code: ExitCode } | undefined {
  const trouble = troubleOf(error);
  const fault = trouble ? faultOfTrouble(trouble) : faultOf(error);
  if (!fault) return undefined;
  const away = error instanceof RequestFailure && error.kind !== "refused";
  const code = trouble?.exit ?? (away ? EXIT.unavailable : EXIT.badInput);
  if (asJson) {
    const message = error instanceof Error ? error.message : "";
    const { code: name, issues, wayOut } = fault;
    const body = { code: name, message, issues, ...(wayOut !== undefined && { wayOut }) };
    return { text: `${JSON.stringify({ error: body }, null, 2)}\n`, code };
  }
  return { text: `${forPeople(fault)}${away || trouble ? "" : "See: rahdari help\n"}`, code };
}

function faultOfTrouble({ code, at, message, wayOut }: Trouble): Fault {
  return { code, issues: [{ option: at, message }], ...(wayOut !== undefined && { wayOut }) };
}

function forPeople({ code, issues, wayOut }: Fault): string {
  const lines = issues.flatMap(({ option, message, suggestions = [] }) => [
    printable(`  ${option}: ${message}`),
    ...(suggestions.length > 0 ? [printable(`    did you mean: ${suggestions.join(", ")}?`)] : []),
  ]);
  const way = wayOut === undefined ? "" : `  Way out: ${printable(wayOut)}\n`;
  return `rahdari: ${code}\n${lines.join("\n")}\n${way}`;
}

function faultOf(error: unknown): Fault | undefined {
  if (error instanceof UsageError) return error;
  if (error instanceof PlanError) {
    const issues = error.issues.map((issue) => ({ ...issue, option: argumentOf(issue.pointer) }));
    return { code: error.code, issues };
  }
  if (error instanceof RequestFailure) return serverFault(error);
  return error instanceof NetworkError || error instanceof RegimeError ? dataFault(error) : undefined;
}

function serverFault(failure: RequestFailure): Fault {
  const { kind, code, errors, message, retryAfter } = failure;
  if (kind === "refused" && code !== null && errors.length > 0) {
    const issues = errors.map(({ pointer, said, suggestions = [] }) => {
      return {
        option: argumentOf(pointer),
        message: said.text,
        ...(suggestions.length > 0 ? { suggestions } : {}),
      };
    });
    return { code, issues };
  }
  const again = retryAfter === null ? "" : `; try again in ${retryAfter} s`;
  return {
    code: SERVER_CODES[kind],
    issues: [{ option: "--server", message: `${message}${reason(failure)}${again}` }],
  };
}

const SERVER_CODES = {
  network: "server-unreachable",
  refused: "server-refused",
  busy: "server-busy",
  server: "server-failed",
  answer: "server-unfit",
} as const;

/** The system's own word, such as ECONNREFUSED, lies some causes deep. */
function reason({ kind, cause }: RequestFailure): string {
  if (kind !== "network") return "";
  let word = "";
  for (let at = cause; at instanceof Error; at = at.cause) {
    if (at.name === "TimeoutError") return " (no answer in time)";
    word = "code" in at && typeof at.code === "string" ? at.code : at.message;
  }
  return word === "" ? "" : ` (${word})`;
}

function dataFault(error: NetworkError | RegimeError): Fault {
  const issues = error.issues.map(({ file, path, reason }) => ({
    option: `${file}#${path}`,
    message: reason,
  }));
  return {
    code: error.code,
    issues: issues.length > 0 ? issues : [{ option: "--data", message: error.message }],
  };
}
