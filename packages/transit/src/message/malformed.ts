import { pointer, type Rejection } from "@rahdari/ledger";
import type { z } from "zod";
import { CODES, type CodeName } from "../code/codes.ts";
import { fault } from "../code/fault.ts";
import { BODIES, isKind, type Kind } from "./messages.ts";

type Issue = z.core.$ZodIssue;

/** What a message that does not have the form of its kind is refused with: the first fault, and its field. */
export function malformed({ issues }: z.ZodError, kind: Kind, prefix = ""): Rejection {
  const issue = issues[0] as Issue;
  const stranger = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = pointer([...issue.path, ...stranger]);
  return fault(formCodeOf(issue, issue.input === undefined, kind), `${prefix}${path}`);
}

/**
 * The number of eTIR code list 99 that says it: 101 missing, 102 list, 103 date, 104 number, 105 length, 106 pattern,
 * 310 seals in a message of a kind that names none. A list with a number of its own (305, 306) gives its code as the
 * message of the schema.
 */
export function formCodeOf(issue: Issue, isMissing: boolean, kind: string): CodeName {
  if (isMissing && issue.code.startsWith("invalid_")) return "field/missing";
  if (Object.hasOwn(CODES, issue.message)) return issue.message as CodeName;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.some(isSeal) && !namesSeals(kind) ? "seal/not-here" : "body/malformed";
    case "invalid_type":
      return issue.expected === "number" || issue.expected === "int" ? "field/number" : "body/malformed";
    case "invalid_value":
      return "value/unknown";
    case "invalid_format":
      return ["date", "datetime"].includes(issue.format) ? "field/date" : "field/form";
    case "too_big":
    case "too_small":
      return issue.origin === "string" || issue.origin === "array" ? "field/length" : "field/number";
    default:
      return "body/malformed";
  }
}

const isSeal = (key: string) => key === "seal" || key === "seals";

function namesSeals(kind: string): boolean {
  return isKind(kind) && Object.keys(BODIES[kind].shape).some(isSeal);
}
