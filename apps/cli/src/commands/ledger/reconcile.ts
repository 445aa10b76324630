import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { authorIn } from "../../ledger/inputs.ts";
import { PLACE_OPTIONS, placeOf } from "../../ledger/place.ts";
import { speakAs } from "../../ledger/speaker.ts";
import { type Brought, bring, waitingFor } from "../../ledger/state-event.ts";
import { finalLines } from "../../ledger/stated-text.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  as: { type: "string" },
  all: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/**
 * `rahdari ledger reconcile DIR --as PK/torkham [--node URL] [--all]`: 0 when all is final and accepted; 1 when
 * there are discrepancies; 69 when some of it has to wait.
 */
export async function reconcileCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const author = authorIn(args);
  const place = await placeOf(args, DIR);
  const all = args.flag("all");
  const brought = await speakAs(place, author, io, {}, async ({ of, journal, reach, away }) => {
    if (reach) return bring(of, journal, reach, io, { all });
    if (!all && journal.settled >= journal.size) return nothing(journal.size);
    throw new Trouble("node-unreachable", place.origin, away ?? "cannot be reached", {
      exit: EXIT.unavailable,
      wayOut: "try again when there is a line; the journal keeps everything meanwhile",
    });
  });
  const waiting = waitingFor(brought.report);
  if (args.flag("json")) io.out(`${JSON.stringify(asJson(author, brought, waiting), null, 2)}\n`);
  else io.out(asText(author, brought, waiting));
  if (brought.report.discrepancies.length > 0) return EXIT.none;
  return waiting === null ? EXIT.answer : EXIT.unavailable;
}

function nothing(next: number): Brought {
  return { report: { settled: [], discrepancies: [], next, stopped: null }, files: [] };
}

function asJson(author: string, { report, files }: Brought, waiting: string | null) {
  return { author, settled: files, discrepancies: report.discrepancies.length, next: report.next, waiting };
}

function asText(author: string, { report, files }: Brought, waiting: string | null): string {
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
  const rejected = files.filter(({ discrepancy }) => discrepancy !== null);
  const lines = [
    `${author}: ${count(files.length, "event")} settled, ${count(rejected.length, "discrepanc")}`
      .replace(/discrepanc$/, "discrepancy")
      .replace(/discrepancs$/, "discrepancies"),
    ...rejected.flatMap((one) => [`event ${one.seq}`, ...finalLines(one)]),
    ...(waiting === null ? [] : [`from event ${report.next} on not final yet: ${waiting}`]),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
