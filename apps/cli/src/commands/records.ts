import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { loadLines, type Store, savedLines } from "@rahdari/server";
import { type Arguments, readArguments } from "../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { PLACE_OPTIONS, placeOf } from "../ledger/place.ts";
import { openRecords, troubled } from "../transit/records.ts";
import { UsageError } from "../usage-error.ts";

const VERBS = ["save", "load"] as const;

/**
 * `rahdari records save DIR FILE`, `rahdari records load DIR FILE`: what no ledger holds (keys of the interface,
 * private payloads, addresses that are told, what was handed in) into a file, and back into new records, here or in
 * PostgreSQL. The rest is made from the ledger: rahdari rebuild.
 */
export async function recordsCommand([verb, ...given]: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, { ...PLACE_OPTIONS, json: { type: "boolean" } });
  const act = VERBS.find((one) => one === verb);
  if (!act)
    throw new UsageError("unknown-command", {
      option: verb ?? "records",
      message: `expected ${VERBS.join(", ")}`,
      suggestions: [...VERBS],
    });
  const { DIR, FILE } = args.expect("DIR", "FILE");
  const { directory, origin } = await placeOf(args, DIR);
  const store = await openRecords(directory, origin, io);
  try {
    const rows = act === "save" ? await save(store, origin, FILE, io) : await load(store, origin, FILE);
    tell(args, rows, io);
  } finally {
    await store.close();
  }
  return EXIT.answer;
}

/** Whole or not at all, readable by its owner only: it holds private payloads. */
async function save(store: Store, origin: string, file: string, io: Io): Promise<number> {
  const temporary = `${file}.${process.pid}.tmp`;
  const out = await open(temporary, "wx", 0o600);
  let lines = 0;
  try {
    for await (const line of savedLines(store, origin, io.now())) {
      await out.write(line);
      lines++;
    }
    await out.sync();
    await out.close();
    await rename(temporary, file);
  } catch (error) {
    await out.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
  return lines - 2;
}

function load(store: Store, origin: string, file: string): Promise<number> {
  return troubled(() => loadLines(store, origin, linesOf(file)));
}

/** Opened when the first line is asked for: a reader drops what comes before anybody listens. */
async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

function tell(args: Arguments, rows: number, io: Io): void {
  io.out(args.flag("json") ? `${JSON.stringify({ rows })}\n` : `${rows} rows\n`);
}
