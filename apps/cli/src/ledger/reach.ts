import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Bundle,
  type Engine,
  formatBundle,
  type LedgerConfig,
  LedgerError,
  LedgerNode,
  lockDirectory,
  nodeFiles,
  openCosigned,
  openEmbedded,
  parseBundle,
  type Receipt,
  type Sequencer,
  type SignedCheckpoint,
  type Signer,
  type Standing,
  type StateMachine,
  type Submission,
  standingOf,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import type { Io } from "../io.ts";
import { progressLine } from "../progress.ts";
import type { KeyRing } from "./key-ring.ts";
import { machineOf, machines } from "./machines.ts";
import { ledgerPath, ledgersOf } from "./node-directory.ts";
import type { Place } from "./place.ts";
import { nowhere, remoteLedger } from "./remote-ledger.ts";
import { Trouble } from "./trouble.ts";

/** A ledger that can be asked: an engine of this process, or a node over HTTP. */
export type Reach = {
  readonly origin: string;
  /** Where it is: a directory or an address. */
  readonly at: string;
  submit(envelope: Uint8Array): Promise<Submission>;
  /** Rejects with LedgerError `not-found`. */
  receipt(index: number): Promise<Receipt>;
  /** Members and keys with proof, as the ledger wrote them down last. */
  bundle(): Promise<Bundle>;
  checkpoint(): Promise<SignedCheckpoint>;
  /** How far the ledger knows an author; undefined where a node does not say. */
  standing(author: string): Promise<Standing | undefined>;
  /** The engine, where this process has opened it. */
  readonly engine: Sequencer<unknown> | null;
  close(): Promise<void>;
};

/** Opens a ledger to read it: without its keys, and beside a node that serves it. */
export async function openToRead(place: Place, io: Io): Promise<Reach> {
  const { directory, config } = place;
  const url = addressOf(place);
  if (url !== undefined) return remoteLedger(place, url, io);
  if (!config) throw nowhere(place.origin);
  return reachOf(await openReader(ledgerPath(directory, place.origin), config, io), directory);
}

/** Opens a ledger to write to it; goes to the node that serves the directory where there is one. */
export async function openToWrite(place: Place, ring: KeyRing, io: Io): Promise<Reach> {
  const { directory, origin, config } = place;
  const url = addressOf(place);
  if (url !== undefined) return remoteLedger(place, url, io);
  if (!config) throw nowhere(origin);
  const progress = progressLine(io, `Opening ${origin}`);
  try {
    const node = await LedgerNode.open({
      ...nodeBasis(directory, io),
      only: origin,
      keys: keysOf(ring),
      fetch: io.fetch,
      onProgress: (_origin, done, total) => progress.report(done, total),
    });
    const engine = node.ledgers.get(origin)?.engine;
    if (engine) return { ...reachOf(engine, directory), close: () => node.close() };
    await node.close();
    throw new Trouble("no-ledger", directory, `does not put ${origin} in order`);
  } catch (error) {
    const served = error instanceof LedgerError && error.code === "locked" && (await servedAt(directory));
    if (!served) throw error;
    return remoteLedger(place, `${served}/${origin}`, io);
  } finally {
    progress.finish();
  }
}

/** What every opening of a directory's ledgers has in common. */
export function nodeBasis(directory: string, io: Io) {
  return {
    files: nodeFiles,
    directory: ledgersOf(directory),
    lock: lockDirectory,
    machines: machines(),
    now: () => io.now().getTime() as EpochMs,
    sleep,
  };
}

/** Private keys as a node asks for them. */
export function keysOf(ring: KeyRing): (name: string, registered?: Uint8Array) => Signer | undefined {
  return (name, registered) => {
    const key = registered ? ring.byPublicKey(registered) : ring.of(name).at(-1);
    if (key) return key.signer;
    throw new Trouble(
      "no-key",
      ring.file,
      `does not hold the key "${name}"${registered ? " that is registered" : ""}`,
      {
        wayOut: "run this where that key is, or copy the keystore that holds it",
      },
    );
  };
}

/** File in which a node that serves a directory leaves its address. */
export function addressFile(directory: string): string {
  return join(directory, "address");
}

export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}

/** The bundle of a ledger as its engine has it. */
export async function bundleOf(engine: Engine<unknown>): Promise<Bundle> {
  const { roster, rosterAt, rosterDue } = engine.state;
  if (rosterDue || rosterAt === null) {
    throw new Trouble("roster-due", engine.origin, "members are changing", { wayOut: "ask again" });
  }
  const { entry, proof } = await engine.receipt(rosterAt);
  const handovers = await engine.handovers(proof.checkpoint.size);
  return parseBundle(new TextEncoder().encode(formatBundle(roster, entry, proof, handovers)));
}

/** An address of the ledger elsewhere: as given, or the sequencer's for a node that only cosigns. */
function addressOf({ url, config }: Place): string | undefined {
  return url ?? (config?.role === "cosigner" ? config.sequencer : undefined);
}

async function servedAt(directory: string): Promise<string | undefined> {
  const text = await readFile(addressFile(directory), "utf8").catch(() => "");
  return URL.canParse(text.trim()) ? text.trim() : undefined;
}

/** An engine of this process as a ledger that can be asked. */
export function reachOf(engine: Sequencer<unknown>, directory: string): Reach {
  return {
    origin: engine.origin,
    at: directory,
    engine,
    submit: (envelope) => engine.submit(envelope),
    receipt: (index) => engine.receipt(index),
    bundle: () => bundleOf(engine),
    checkpoint: async () => engine.checkpoint,
    standing: async (author) => standingOf(engine.state, author),
    close: () => engine.close(),
  };
}

/** An engine that takes nothing in: it holds no lock and no key, and asks no cosigner. */
async function openReader(
  path: string,
  { charter, role }: Exclude<LedgerConfig, { role: "cosigner" }> | LedgerConfig,
  io: Io,
): Promise<Sequencer<unknown>> {
  const progress = progressLine(io, `Reading ${charter.origin}`);
  const own = {
    files: nodeFiles,
    directory: `${path}/log`,
    origin: charter.origin,
    signer: readOnly(charter.log),
    machine: machineOf(charter.machine) as StateMachine<unknown>,
    now: () => io.now().getTime() as EpochMs,
    onProgress: progress.report,
  };
  try {
    return role === "alone"
      ? await openEmbedded(own)
      : await openCosigned({ ...own, cosigners: new Map(), sleep });
  } finally {
    progress.finish();
  }
}

/** Knows a public key and signs nothing. */
export function readOnly(publicKey: string): Signer {
  return {
    publicKey: new Uint8Array(Buffer.from(publicKey, "base64")),
    sign: async () => {
      throw new Error("opened to read only");
    },
  };
}
