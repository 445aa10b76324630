import type { Rejection } from "@rahdari/ledger";
import type { z } from "zod";
import { fault } from "../act/act.ts";
import type { CodeName } from "../code/codes.ts";

type Issue = z.core.$ZodIssue;

/** What a message that does not have the form of its kind is refused with: the first fault, and its field. */
export function malformed({ issues }: z.ZodError, prefix = ""): Rejection {
  const issue = issues[0] as Issue;
  return fault(codeOf(issue), `${prefix}/${issue.path.join("/")}`);
}

/** The number of eTIR code list 99 that says it: 101 missing, 102 list, 103 date, 104 number, 105 length, 106 pattern. */
function codeOf(issue: Issue): CodeName {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "field/missing";
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
