import type { AccessRule } from "@rahdari/network";
import type { Message } from "../answer.ts";
import type { Known } from "./known.ts";
import { message, takenFor } from "./message.ts";

/** What a rule asks of who passes, and what was known about it by then. */
export function ruleNotes(rule: AccessRule, known: Known): Message[] {
  const { id, effect, because, becauseCode } = rule;
  const note = message(`rule-${effect}`, { rule: id, ...(becauseCode && { becauseCode }) }, because);
  return [known.isTodays(rule) ? takenFor(known.asOf, note) : note, ...remarkNotes(rule, known)];
}

/** Remarks on a rule that were known by then. */
export function remarkNotes(rule: AccessRule, known: Known): Message[] {
  return known
    .remarks(rule)
    .map(({ text, textCode }) =>
      message("rule-remark", { rule: rule.id, ...(textCode && { becauseCode: textCode }) }, text),
    );
}
