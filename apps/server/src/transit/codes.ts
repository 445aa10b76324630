import type { ProblemIssue } from "@rahdari/api";
import { CODES, type Code, type CodeName, codeOf, formCodeOf, GUARANTEE_REASONS } from "@rahdari/transit";
import type { TextFault } from "../http/text-fault.ts";
import type { Says } from "../http/zod-problem.ts";
import { RIGHT_CODES } from "./right-codes.ts";

/**
 * Numbers of eTIR code list 99 and of the functional errors of NCTS, where they have one for it, and the reason that an
 * office says of a guarantee that does not serve.
 */
export function numbersOf(code: string): Record<string, number | string> {
  const known = codeOf(code);
  if (!known) return {};
  const { etir, ncts } = known;
  const reason = GUARANTEE_REASONS[code as CodeName];
  return {
    ...(etir !== undefined && { etir }),
    ncts,
    ...(reason !== undefined && { reason }),
  };
}

/** What a code of the ledger says, and whether it is about the order of steps; undefined for one that nobody has. */
export function textOf(code: string): Pick<Code, "class" | "text"> | undefined {
  return codeOf(code) ?? rightOf(code);
}

function rightOf(code: string): Pick<Code, "class" | "text"> | undefined {
  return Object.hasOwn(RIGHT_CODES, code) ? RIGHT_CODES[code] : undefined;
}

/** A code with its numbers, as a fault carries them. */
export function codeAndNumbers(code: CodeName) {
  return { code, params: numbersOf(code) };
}

/** Code of a message whose text is at fault before it is read. */
export function textSays(why: TextFault["why"]): Partial<ProblemIssue> {
  return codeAndNumbers(why === "length" ? "field/length" : "body/malformed");
}

/** Faults of a message's form with the codes that the ledger would refuse it with. `message`: as it came in. */
export function saysOf(message: unknown): Says {
  return (issue, path) => {
    const code = formCodeOf(issue, valueAt(message, path) === undefined, String(valueAt(message, ["kind"])));
    // A message of a schema that is the name of a code is for programs.
    const detail = issue.message === code ? { detail: CODES[code].text } : {};
    return { ...detail, ...codeAndNumbers(code) };
  };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
    value,
  );
}
