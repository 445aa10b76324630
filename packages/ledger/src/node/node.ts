import type { EpochMs } from "@rahdari/units";
import { fromBase64 } from "../bytes/text.ts";
import { MirrorLog } from "../cosign/mirror-log.ts";
import { openCosigned } from "../cosign/open-cosigned.ts";
import type { Signer } from "../crypto/signer.ts";
import type { Files } from "../disk/files.ts";
import type { Lock } from "../disk/lock.ts";
import { openEmbedded } from "../engine/embedded.ts";
import type { Submission } from "../engine/engine.ts";
import type { Sequencer } from "../engine/sequencer.ts";
import { LedgerError } from "../fault.ts";
import { httpCosigner, httpEntries } from "../http/clients.ts";
import { ledgerHandler, type PathHandler } from "../http/ledger-handler.ts";
import { problem } from "../http/reply.ts";
import { ticketHandler } from "../http/ticket-handler.ts";
import { tileHandler } from "../http/tile-handler.ts";
import { witnessHandler } from "../http/witness-handler.ts";
import type { StateMachine } from "../machine/state-machine.ts";
import { nodesNow, type Roster } from "../roster/roster.ts";
import { Witness } from "../witness/witness.ts";
import { type LedgerConfig, parseLedgerConfig } from "./ledger-config.ts";

export type NodeOptions = {
  readonly files: Files;
  /** Holds a directory for each ledger, with `ledger.json` and `log/` in it. */
  readonly directory: string;
  readonly lock: (directory: string) => Promise<Lock>;
  /** Opens the ledger of this origin only. */
  readonly only?: string;
  /**
   * Private keys by name: `log <origin>`, `<member> node`; of several of a name, that of the public key which is
   * registered.
   */
  readonly keys: (name: string, registered?: Uint8Array) => Signer | undefined;
  /** State machines that this node can run, by their names in charters. */
  readonly machines: ReadonlyMap<string, StateMachine<unknown>>;
  readonly now: () => EpochMs;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Milliseconds until another node's answer is given up. */
  readonly timeout?: number;
  readonly onSubmission?: (origin: string, submission: Submission, ms: number) => void;
  readonly onTrouble?: (origin: string, who: string, what: string) => void;
  readonly onProgress?: (origin: string, done: number, total: number) => void;
};

/** One ledger of a node: an engine where the node puts it in order, a mirror where it cosigns. */
export type NodeLedger = {
  readonly origin: string;
  readonly role: LedgerConfig["role"];
  readonly engine: Sequencer<unknown> | null;
  readonly mirror: MirrorLog<unknown> | null;
  readonly handlers: readonly PathHandler[];
  close(): Promise<void>;
};

const TIMEOUT = 10_000;

/** A node: the ledgers of one directory, side by side, behind one HTTP handler. */
export class LedgerNode {
  readonly ledgers: ReadonlyMap<string, NodeLedger>;
  readonly #onTrouble: NodeOptions["onTrouble"];

  private constructor(ledgers: readonly NodeLedger[], onTrouble: NodeOptions["onTrouble"]) {
    this.ledgers = new Map(ledgers.map((ledger) => [ledger.origin, ledger]));
    this.#onTrouble = onTrouble;
  }

  /**
   * Opens every ledger of a directory, each locked for this process. Throws LedgerError `locked`, `corrupt`,
   * `malformed`, `not-found`; what was opened until then is closed again.
   */
  static async open(options: NodeOptions): Promise<LedgerNode> {
    const opened: NodeLedger[] = [];
    try {
      for (const name of await options.files.list(options.directory)) {
        const ledger = await openLedger(`${options.directory}/${name}`, options);
        if (ledger) opened.push(ledger);
      }
      return new LedgerNode(opened, options.onTrouble);
    } catch (error) {
      for (const ledger of opened) await ledger.close();
      throw error;
    }
  }

  /** Answers `/<origin>/<path>` for each of its ledgers; where the disk fails it says so and goes on. */
  async handle(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.slice(1);
    const ledger = this.#ledgerOf(path);
    if (!ledger) return problem(404, "not-found", "no ledger of that name here");
    try {
      return await answer(ledger, request, path.slice(ledger.origin.length + 1));
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      this.#onTrouble?.(ledger.origin, "node", what);
      const closed = error instanceof LedgerError && error.code === "closed";
      return closed
        ? problem(503, "closed", "this node is being shut down, or its disk fails")
        : problem(500, "failed", "a fault of this node; its operator is told more");
    }
  }

  /** Of ledgers whose names begin alike, the one with the longest. */
  #ledgerOf(path: string): NodeLedger | undefined {
    const own = [...this.ledgers.values()].filter(({ origin }) => path.startsWith(`${origin}/`));
    return own.toSorted((a, b) => b.origin.length - a.origin.length)[0];
  }

  async close(): Promise<void> {
    for (const ledger of this.ledgers.values()) await ledger.close();
  }
}

async function answer({ handlers }: NodeLedger, request: Request, path: string): Promise<Response> {
  for (const handler of handlers) {
    const response = await handler(request, path);
    if (response) return response;
  }
  return problem(404, "not-found", "nothing of that name in this ledger");
}

async function openLedger(directory: string, options: NodeOptions): Promise<NodeLedger | undefined> {
  const bytes = await options.files.read(`${directory}/ledger.json`);
  if (!bytes) return undefined;
  const config = parseLedgerConfig(bytes);
  if (options.only !== undefined && options.only !== config.charter.origin) return undefined;
  const lock = await options.lock(directory);
  try {
    const log = `${directory}/log`;
    const own =
      config.role === "cosigner"
        ? await openMirror(config, log, options)
        : await openEngine(config, log, options);
    return { ...own, close: () => own.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openEngine(
  config: Exclude<LedgerConfig, { role: "cosigner" }>,
  directory: string,
  options: NodeOptions,
): Promise<NodeLedger> {
  const { files, now, sleep, onSubmission, onTrouble, onProgress } = options;
  const { role } = config;
  const { origin, machine } = config.charter;
  const own = {
    files,
    directory,
    origin,
    signer: key(options, `log ${origin}`, config.charter.log),
    machine: machineOf(options, machine),
    now,
    onProgress: (done: number, total: number) => onProgress?.(origin, done, total),
  };
  const engine =
    role === "alone"
      ? await openEmbedded(own)
      : await openCosigned({
          ...own,
          sleep,
          cosigners: new Map(
            Object.entries(config.cosigners).map(([id, url]) => [id, httpCosigner(url, clients(options))]),
          ),
          onTrouble: (who, what) => onTrouble?.(origin, who, what),
        });
  const told = (submission: Submission, ms: number) => onSubmission?.(origin, submission, ms);
  const handlers = [ledgerHandler(engine, told), tileHandler(files, directory)];
  return { origin, role, engine, mirror: null, handlers, close: () => engine.close() };
}

async function openMirror(
  config: Extract<LedgerConfig, { role: "cosigner" }>,
  directory: string,
  options: NodeOptions,
): Promise<NodeLedger> {
  const { files, now, onProgress } = options;
  const { charter, member, node: name, sequencer, role } = config;
  const { origin } = charter;
  const source = httpEntries(sequencer, clients(options));
  const mirror = await MirrorLog.open({
    files,
    directory,
    charter,
    machine: machineOf(options, charter.machine),
    source,
    now,
    onProgress: (done, total) => onProgress?.(origin, done, total),
  });
  const signer = key(options, `${member} node`, registeredNode(mirror.state?.roster, config));
  const logs = new Map([[origin, mirror]]);
  const witness = new Witness({ name, signer, now, logs });
  const handlers = [
    witnessHandler(witness, logs),
    ticketHandler(mirror, { name, signer, now }),
    tileHandler(files, directory),
  ];
  return { origin, role, engine: null, mirror, handlers, close: async () => {} };
}

function clients({ fetch, timeout = TIMEOUT }: NodeOptions) {
  return { fetch, timeout };
}

/** Public key under which a member cosigns now, Base 64. */
function registeredNode(
  roster: Roster | undefined,
  { charter, member }: Extract<LedgerConfig, { role: "cosigner" }>,
): string {
  const registered = roster && nodesNow(roster).find((one) => one.member === member)?.publicKey;
  return registered ?? charter.members.find(({ id }) => id === member)?.node?.key ?? "";
}

function key({ keys }: NodeOptions, name: string, registered: string): Signer {
  const signer = keys(name, fromBase64(registered, 32));
  if (!signer) throw new LedgerError({ code: "not-found", what: `the key "${name}" in the keystore` });
  return signer;
}

function machineOf({ machines }: NodeOptions, name: string): StateMachine<unknown> {
  const machine = machines.get(name);
  if (!machine)
    throw new LedgerError({ code: "not-found", what: `the state machine ${name} in this version` });
  return machine;
}
