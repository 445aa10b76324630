import { rm } from "node:fs/promises";
import { LedgerError } from "@rahdari/ledger";
import { shippedDataDir, usableNetwork } from "@rahdari/network";
import { LOG_SERIALIZERS, officesOf, openTransit, startingResponse, type Transit } from "@rahdari/server";
import { loadRegimes, TRANSIT, transitMachine } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import type { Logger } from "pino";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { writeWhole } from "../../ledger/files.ts";
import { serveHttp } from "../../ledger/http-service.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { ledgersIn } from "../../ledger/node-directory.ts";
import { type NodeService, openNodeService } from "../../ledger/node-service.ts";
import { PLACE_OPTIONS, type Place, placeOf } from "../../ledger/place.ts";
import { addressFile } from "../../ledger/reach.ts";
import { type Listener, listenerIn, loggerOf, NODE_OPTIONS, SERVE_OPTIONS } from "../../ledger/serving.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { progressLine } from "../../progress.ts";
import { transitLedgerOf } from "../../transit/node-transit-ledger.ts";
import { openRecords, troubled } from "../../transit/records.ts";
import { openVoices } from "../../transit/voices.ts";

const OPTIONS = {
  ...PLACE_OPTIONS,
  ...SERVE_OPTIONS,
  ...NODE_OPTIONS,
  "hooks-inside": { type: "boolean" },
} as const;

/**
 * `rahdari transit serve DIR --port N [--host H] [--node-port N] [--node-host H] [--ledger ORIGIN]`: the interface of
 * transit for the offices whose keys DIR holds, below `/v1/transit`. The ledgers of DIR are served to other nodes and
 * to commands on a port of their own, for whoever reaches that reads them without a key. Records lie in DIR, or where
 * DATABASE_URL says. Ends on SIGTERM or Ctrl-C after what it was at; 69 where the records are lost to it.
 */
export async function transitServeCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const place = await placeOf(args, DIR);
  refuseOther(place);
  const log = loggerOf(args, io).child({}, { serializers: LOG_SERIALIZERS });
  const opened = new AsyncDisposableStack();
  let exit: ExitCode;
  try {
    exit = await serve(args, place, { log, opened }, io);
  } finally {
    await opened.disposeAsync();
  }
  log.info("stopped");
  return exit;
}

/** The interface is for nodes that keep the ledger, whether they put it in order or cosign it. */
function refuseOther({ config, origin, directory }: Place): void {
  if (!config) {
    throw new Trouble("no-ledger", directory, `does not keep ${origin}`, {
      wayOut: "run it in the directory of a node that does",
    });
  }
  if (config.charter.machine === TRANSIT) return;
  throw new Trouble("no-transit", origin, `runs ${config.charter.machine}, not ${TRANSIT}`, {
    wayOut: `found a ledger for transit: rahdari ledger init DIR --machine ${TRANSIT} ...`,
  });
}

type Serving = { readonly log: Logger; readonly opened: AsyncDisposableStack };

async function serve(args: Arguments, place: Place, serving: Serving, io: Io): Promise<ExitCode> {
  const { directory, origin } = place;
  const { log, opened } = serving;
  const listener = listenerIn(args);
  const nodeListener = await nodeListenerIn(args, directory);
  const lost = Promise.withResolvers<string>();
  const ring = await KeyRing.open(directory, io);
  const node = await alone(openNodeService(directory, ring, log, io));
  opened.defer(() => node.node.close());
  const store = await openRecords(directory, origin, io, ({ message }) => lost.resolve(`${LOST}${message}`));
  opened.defer(() => store.close());
  // The node answers the others meanwhile: one that cosigns learns the ledger from them.
  let transit: Transit | undefined;
  const nodeService = await serveHttp(node.answer, { ...nodeListener, log, option: "--node-port" });
  opened.defer(() => nodeService.stop());
  const own = { ...listener, log, logs: false };
  const service = await serveHttp(
    async (request) => transit?.app.fetch(request) ?? startingResponse(request),
    own,
  );
  opened.defer(() => service.stop());
  transit = await openInterface(args, { place, ring, node, store }, serving, io);
  const stopped = io.stopped();
  await writeWhole(addressFile(directory), `${nodeService.address}\n`);
  opened.defer(() => rm(addressFile(directory), { force: true }));
  log.info({ ledger: origin, records: store.name, node: nodeService.address }, "serving transit");
  const url = `${service.address}/v1/transit`;
  const told = { address: service.address, transit: url, node: nodeService.address };
  io.out(args.flag("json") ? `${JSON.stringify(told)}\n` : `${url}\n`);
  const end = await Promise.race([stopped, lost.promise]);
  log.info({ signal: end }, "stopping");
  return end.startsWith(LOST) ? EXIT.unavailable : EXIT.answer;
}

/** A directory has one server: the way out of a second one is not another node, as it is for commands. */
async function alone(opening: Promise<NodeService>): Promise<NodeService> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof LedgerError) || error.fault.code !== "locked") throw error;
    const { file, holder } = error.fault;
    throw new Trouble("locked", file, `in use by ${holder}`, {
      wayOut: "use the server that runs, or stop that process first; where none runs any more, try again",
      exit: EXIT.unavailable,
      cause: error,
    });
  }
}

/** Nodes of others have to find this one; where there are none, only commands of this machine ask it. */
async function nodeListenerIn(args: Arguments, directory: string): Promise<Listener> {
  const isAlone = (await ledgersIn(directory)).every(({ role }) => role === "alone");
  if (args.text("node-port") !== undefined || !isAlone) return listenerIn(args, "node-");
  return { host: args.text("node-host") ?? "127.0.0.1", port: 0 };
}

/** Begins the reason where the database has let this process go. */
const LOST = "records: ";

type Parts = {
  readonly place: Place;
  readonly ring: KeyRing;
  readonly node: NodeService;
  readonly store: Awaited<ReturnType<typeof openRecords>>;
};

async function openInterface(
  args: Arguments,
  { place, ring, node, store }: Parts,
  { log, opened }: Serving,
  io: Io,
) {
  const kept = node.node.ledgers.get(place.origin);
  if (!kept) throw new Trouble("no-ledger", place.directory, `does not keep ${place.origin}`);
  const sequencer = place.config?.role === "cosigner" ? place.config.sequencer : undefined;
  const ledger = await transitLedgerOf(kept, place, sequencer, io);
  const speaking = await openVoices(place.directory, ring, ledger, io);
  opened.defer(() => speaking.close());
  const regimes = loadRegimes();
  const progress = progressLine(io, "Bringing the records up to the ledger");
  try {
    const transit = await troubled(() =>
      openTransit({
        store,
        ledger,
        machine: transitMachine(regimes),
        regimes,
        offices: officesOf(usableNetwork({ dirs: [shippedDataDir] })),
        voices: speaking.voices,
        now: () => io.now().getTime() as EpochMs,
        log,
        hooksInside: args.flag("hooks-inside"),
        onProgress: progress.report,
      }),
    );
    opened.defer(() => transit.close());
    return transit;
  } finally {
    progress.finish();
  }
}
