import type { Rejection } from "@rahdari/ledger";
import type { z } from "zod";
import { fault } from "../act/act.ts";
import { CODES, type CodeName } from "../code/codes.ts";

type Issue = z.core.$ZodIssue;

/** What a message that does not have the form of its kind is refused with: the first fault, and its field. */
export function malformed({ issues }: z.ZodError, prefix = ""): Rejection {
  const issue = issues[0] as Issue;
  const stranger = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  return fault(
    formCodeOf(issue, issue.input === undefined),
    `${prefix}/${[...issue.path, ...stranger].join("/")}`,
  );
}

/**
 * The number of eTIR code list 99 that says it: 101 missing, 102 list, 103 date, 104 number, 105 length, 106 pattern,
 * 310 seals where there are none. A list with a number of its own (305, 306) gives its code as the message of the
 * schema.
 */
export function formCodeOf(issue: Issue, isMissing: boolean): CodeName {
  if (isMissing && issue.code.startsWith("invalid_")) return "field/missing";
  if (Object.hasOwn(CODES, issue.message)) return issue.message as CodeName;
  switch (issue.code) {
    case "unrecognized_keys":
      return /^seals?$/.test(issue.keys[0] ?? "") ? "seal/not-here" : "body/malformed";
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
