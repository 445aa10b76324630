import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  foundLedger,
  HEAD_FILE,
  LedgerConfig,
  nodeFiles,
  type SealedCharter,
  type Signer,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import type { Io } from "../io.ts";
import { exists, writeWhole } from "./files.ts";
import { machineOf } from "./machines.ts";
import { makeAll } from "./make-all.ts";
import { configFile, ledgerPath, ledgersOf } from "./node-directory.ts";
import { Trouble } from "./trouble.ts";

/** Writes the first entries of a ledger into a node's directory, with how it is kept: all of it or nothing. */
export async function foundHere(
  directory: string,
  config: Exclude<LedgerConfig, { role: "cosigner" }>,
  { seals }: SealedCharter,
  log: Signer,
  io: Io,
): Promise<void> {
  await keep(directory, config, async (path) => {
    await foundLedger({
      files: nodeFiles,
      directory: join(path, "log"),
      signer: log,
      machine: machineOf(config.charter.machine),
      charter: config.charter,
      seals,
      now: () => io.now().getTime() as EpochMs,
      ...(config.role === "sequencer" && { headFile: HEAD_FILE }),
    });
  });
}

/** Has a node's directory cosign a ledger from now on. */
export async function cosignHere(
  directory: string,
  config: Extract<LedgerConfig, { role: "cosigner" }>,
): Promise<void> {
  await keep(directory, config, async () => {});
}

/** Changes how a directory keeps a ledger that it keeps already. */
export async function changeConfig(directory: string, config: LedgerConfig): Promise<void> {
  await writeConfig(configFile(directory, config.charter.origin), config);
}

async function keep(
  directory: string,
  config: LedgerConfig,
  fill: (path: string) => Promise<void>,
): Promise<void> {
  const path = ledgerPath(directory, config.charter.origin);
  await refuseTaken(path, config.charter.origin);
  // Beside the ledgers, where no node looks, until it is whole.
  const staged = join(directory, `.founding-${process.pid}`);
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  try {
    await fill(staged);
    await writeConfig(join(staged, "ledger.json"), config);
    await makeAll(ledgersOf(directory));
    await rename(staged, path);
    await nodeFiles.syncDirectory(ledgersOf(directory));
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

export async function refuseTaken(path: string, origin: string): Promise<void> {
  if (!(await exists(path))) return;
  throw new Trouble("exists", path, `${origin} is kept here already; it is not overwritten`, {
    wayOut: "take another directory, or another origin: a new epoch, such as example.org/qtta/2",
  });
}

async function writeConfig(file: string, config: LedgerConfig): Promise<void> {
  const read = LedgerConfig.safeParse(config);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Trouble("bad-config", `${file}#/${issue?.path.join("/")}`, issue?.message ?? "");
  }
  await writeWhole(file, `${JSON.stringify(config, null, 2)}\n`);
}
