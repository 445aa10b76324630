import type { FieldProblem } from "@rahdari/api/client";
import type { Message } from "../api/contract.ts";
import type { Text } from "../i18n/text-context.tsx";
import type { Said } from "../i18n/words.ts";
import { type FieldFaults, type FieldName, fieldAt } from "../state/request.ts";

/** What is wrong with a field, in words, with corrections that the server offers. */
interface FieldTrouble {
  readonly text: string;
  readonly suggestions: readonly string[];
}
export type Troubles = Partial<Record<FieldName, FieldTrouble>>;

/** Own checks first, then the server's problems by pointer. */
export function troubles(
  faults: FieldFaults,
  problems: readonly FieldProblem[],
  t: Text["t"],
  say: (message: Message) => Said,
): Troubles {
  const found: Troubles = {};
  for (const problem of problems) {
    const field = fieldAt(problem.pointer);
    if (field !== null)
      found[field] = { text: say(problem.said).text, suggestions: problem.suggestions ?? [] };
  }
  for (const [field, fault] of Object.entries(faults)) {
    found[field as FieldName] = { text: t(`fault.${fault}`), suggestions: [] };
  }
  return found;
}

/** Problems that belong to no field of the form. */
export function otherProblems(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter((problem) => fieldAt(problem.pointer) === null);
}

/** Id of the control of a field, for labels and for links from the summary of errors. */
export function controlId(field: FieldName): string {
  return field === "ready" || field === "deadline" ? `f-${field}-date` : `f-${field}`;
}
