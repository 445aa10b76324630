import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  formatVkey,
  HeadLog,
  ledgerDirectory,
  nodeFiles,
  type PathHandler,
  parseVkey,
  problem,
  SIGNATURE_TYPE,
  type VerifierKey,
  verifierKey,
  Witness,
  witnessHandler,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { z } from "zod";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { writeWhole } from "../../ledger/files.ts";
import { serveHttp } from "../../ledger/http-service.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { withLock } from "../../ledger/lock.ts";
import { makeAll } from "../../ledger/make-all.ts";
import { listenerIn, loggerOf, SERVE_OPTIONS } from "../../ledger/serving.ts";
import { readAs, Trouble } from "../../ledger/trouble.ts";
import { printable } from "../../printable.ts";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  ...SERVE_OPTIONS,
  name: { type: "string" },
  log: { type: "string", multiple: true },
  key: { type: "string" },
} as const;

const WitnessFile = z.strictObject({
  witness: z.literal("rahdari/witness/1"),
  /** Name under which it cosigns. */
  name: z.string(),
  /** Name of its key in the keystore. */
  key: z.string(),
  /** Verifier keys of the logs that it knows. */
  logs: z.array(z.string()).max(10_000),
});
type WitnessFile = z.infer<typeof WitnessFile>;

/**
 * `rahdari ledger witness DIR --name w.example/1 --log VKEY` sets up a neutral witness (C2SP tlog-witness) that
 * vouches that logs only grow; the same with another `--log` adds one. `--port N` serves it.
 */
export async function witnessCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const directory = resolve(DIR);
  const [name, logs] = [args.text("name"), args.all("log")];
  if (name !== undefined || logs.length > 0) return setUp(directory, name, args, io);
  const listener = listenerIn(args);
  return withLock(directory, () => serve(directory, listener, args, io));
}

async function setUp(
  directory: string,
  name: string | undefined,
  args: Arguments,
  io: Io,
): Promise<ExitCode> {
  const added = args.all("log").map((vkey) => formatVkey(logKey(vkey, "--log")));
  const { file, vkey } = await withLock(directory, async () => {
    const ring = await KeyRing.openOrBegin(directory, io);
    const known = await readWitness(directory);
    const own = known ?? begun(name, args.text("key"));
    if (name !== undefined && name !== own.name) {
      const message = `this witness is ${own.name}; a name is for ever`;
      throw new UsageError("bad-option", { option: "--name", message });
    }
    const { signer } = ring.ensure(own.key);
    const vkey = formatVkey(verifierKey(own.name, SIGNATURE_TYPE.cosignature, signer.publicKey));
    await ring.save();
    const next: WitnessFile = { ...own, logs: [...new Set([...own.logs, ...added])] };
    await writeWhole(witnessFile(directory), `${JSON.stringify(next, null, 2)}\n`);
    return { file: next, vkey };
  });
  if (args.flag("json")) io.out(`${JSON.stringify({ ...file, vkey }, null, 2)}\n`);
  else
    io.out(
      `${vkey}\nknows ${file.logs.length} logs. Run it: rahdari ledger witness ${printable(directory)} --port N\n`,
    );
  return EXIT.answer;
}

function begun(name: string | undefined, key: string | undefined): WitnessFile {
  if (name === undefined) {
    const message = "name the witness first: --name w.example/1";
    throw new UsageError("missing-argument", { option: "--name", message });
  }
  return { witness: "rahdari/witness/1", name, key: key ?? `witness ${name}`, logs: [] };
}

async function serve(
  directory: string,
  listener: { readonly host: string; readonly port: number },
  args: Arguments,
  io: Io,
): Promise<ExitCode> {
  const log = loggerOf(args, io);
  const file = await readWitness(directory);
  if (!file) {
    throw new Trouble("no-witness", witnessFile(directory), "there is no witness here", {
      wayOut: "set one up: rahdari ledger witness DIR --name w.example/1 --log VKEY",
    });
  }
  const ring = await KeyRing.open(directory, io);
  const key = ring.of(file.key).at(-1);
  if (!key) throw new Trouble("no-key", ring.file, `does not hold the key "${file.key}"`);
  const logs = await openHeads(directory, file);
  const now = () => io.now().getTime() as EpochMs;
  const handler = witnessHandler(new Witness({ name: file.name, signer: key.signer, now, logs }), logs);
  const service = await serveHttp((request) => answer(request, handler, logs), { ...listener, log });
  const stopped = io.stopped();
  log.info({ witness: file.name, logs: logs.size }, "serving");
  const { address } = service;
  io.out(args.flag("json") ? `${JSON.stringify({ address, witness: file.name })}\n` : `${address}\n`);
  log.info({ signal: await stopped }, "stopping");
  await service.stop();
  return EXIT.answer;
}

async function openHeads(directory: string, { logs }: WitnessFile): Promise<ReadonlyMap<string, HeadLog>> {
  const heads = join(directory, "heads");
  await makeAll(heads);
  const opened = new Map<string, HeadLog>();
  for (const vkey of logs) {
    const key = logKey(vkey, witnessFile(directory));
    opened.set(key.name, await HeadLog.open(key, nodeFiles, join(heads, ledgerDirectory(key.name))));
  }
  return opened;
}

/** Answers at its root, and below an origin, where the sequencers of this version look for a cosigner. */
async function answer(
  request: Request,
  handler: PathHandler,
  logs: ReadonlyMap<string, HeadLog>,
): Promise<Response> {
  const path = new URL(request.url).pathname.slice(1);
  if (path === "health") return Response.json({ status: "ok", logs: logs.size });
  const origin = [...logs.keys()].find((one) => path.startsWith(`${one}/`));
  const own = origin === undefined ? path : path.slice(origin.length + 1);
  return (await handler(request, own)) ?? problem(404, "not-found", "nothing of that name here");
}

async function readWitness(directory: string): Promise<WitnessFile | undefined> {
  const file = witnessFile(directory);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return WitnessFile.parse(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? (cause.issues[0]?.message ?? "") : String(cause);
    throw new Trouble("malformed", file, why, { cause });
  }
}

function logKey(vkey: string, at: string): VerifierKey {
  const key = readAs(at, () => parseVkey(vkey));
  if (key.type === SIGNATURE_TYPE.ed25519 && !key.name.includes("..")) return key;
  throw new Trouble("malformed", at, "not the verifier key of a log", {
    wayOut: "rahdari ledger members DIR shows it in the line Log",
  });
}

function witnessFile(directory: string): string {
  return join(directory, "witness.json");
}
