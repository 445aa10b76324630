import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fsck, HEAD_FILE, type LogFault, nodeFiles } from "@rahdari/ledger";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { journalFiles, journalLog } from "../../ledger/author-journal.ts";
import { ledgerPath, ledgersIn } from "../../ledger/node-directory.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { progressLine } from "../../progress.ts";

const OPTIONS = { ledger: { type: "string" }, json: { type: "boolean" } } as const;

/** One log on the disk: of a ledger or of an author's journal. */
type Log = {
  readonly what: string;
  readonly directory: string;
  readonly origin: string;
  /** Base 64. */
  readonly key: string;
  readonly headFile?: string;
  /** Begun, nothing in it yet. */
  readonly mayBeEmpty: boolean;
};

type Checked = { readonly what: string; readonly size: number | null; readonly faults: readonly LogFault[] };

/**
 * `rahdari ledger fsck DIR [--ledger O]`: derives every log of a directory again, its journals too; 1 when there
 * are faults, each with file, byte and reason. Needs no passphrase; a node may be running meanwhile.
 */
export async function fsckCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const only = args.text("ledger");
  const logs = (await logsIn(resolve(DIR))).filter(
    ({ what }) => only === undefined || what.split(" ")[0] === only,
  );
  if (logs.length === 0) {
    throw new Trouble("no-ledger", only ?? DIR, "there is no log of a ledger or a journal here", {
      wayOut: "name the directory that holds ledgers/ or journals/",
    });
  }
  const checked: Checked[] = [];
  for (const log of logs) checked.push(await check(log, io));
  const faults = checked.flatMap((one) => one.faults);
  if (args.flag("json"))
    io.out(`${JSON.stringify({ logs: checked, sound: faults.length === 0 }, null, 2)}\n`);
  else io.out(report(checked));
  return faults.length === 0 ? EXIT.answer : EXIT.none;
}

async function check(log: Log, io: Io): Promise<Checked> {
  const { what, directory, origin, key, headFile, mayBeEmpty } = log;
  if (mayBeEmpty && (await readdir(directory).catch(() => [])).every((name) => name === "journal.json"))
    return { what, size: 0, faults: [] };
  const progress = progressLine(io, `Checking ${what}`);
  try {
    const publicKey = new Uint8Array(Buffer.from(key, "base64"));
    const own = {
      files: nodeFiles,
      directory,
      origin,
      publicKey,
      ...(headFile !== undefined && { headFile }),
    };
    const { size, faults } = await fsck(own, (done, total) => progress.report(Number(done), Number(total)));
    return { what, size: size === null ? null : Number(size), faults };
  } finally {
    progress.finish();
  }
}

async function logsIn(directory: string): Promise<Log[]> {
  const ledgers = (await ledgersIn(directory)).map(
    ({ charter, role }): Log => ({
      what: charter.origin,
      directory: join(ledgerPath(directory, charter.origin), "log"),
      origin: charter.origin,
      key: charter.log,
      ...(role === "sequencer" && { headFile: HEAD_FILE }),
      mayBeEmpty: role === "cosigner",
    }),
  );
  const journals = (await journalFiles(directory)).map(({ directory: own, file }): Log => {
    const { origin, key } = journalLog(file);
    const what = `${file.origin} journal of ${file.author}`;
    return { what, directory: own, origin, key, mayBeEmpty: true };
  });
  return [...ledgers, ...journals];
}

function report(checked: readonly Checked[]): string {
  const lines = checked.flatMap(({ what, size, faults }) => [
    `${what}: ${size === null ? "no checkpoint" : `${size} ${size === 1 ? "entry" : "entries"}`}, ${faults.length === 0 ? "sound" : `${faults.length} faults`}`,
    ...faults.map(({ file, offset, detail }) => `  ${file}\n    byte ${offset}: ${detail}`),
  ]);
  return `${lines.map((line) => line.split("\n").map(printable).join("\n")).join("\n")}\n`;
}
