import { EXIT, type ExitCode } from "../io.ts";
import { printable } from "../printable.ts";
import type { FinalFiles, Stated } from "./state-event.ts";
import { outcomeWords } from "./words.ts";

/** What became of a statement, for people. */
export function statedText(stated: Stated, opening?: string): string {
  const { author, seq, kind, provisional, final, waiting } = stated;
  const lines = [
    `${author} event ${seq}: ${kind}`,
    `  provisional  ${provisional}`,
    ...(final ? finalLines(final) : [`  not final yet: ${waiting}; rahdari ledger reconcile brings it`]),
    ...(opening === undefined ? [] : [`  opening, private  ${opening}`]),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

export function finalLines({ index, outcome, receipt, discrepancy }: FinalFiles): string[] {
  return [
    `  final        ${receipt}`,
    `  entry ${index}, ${outcomeWords(outcome)}`,
    ...(discrepancy === null ? [] : [`  discrepancy  ${discrepancy}`]),
  ];
}

export function statedExit({ final }: Stated): ExitCode {
  if (!final) return EXIT.unavailable;
  return final.outcome.status === "accepted" ? EXIT.answer : EXIT.none;
}
