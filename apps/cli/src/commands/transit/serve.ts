import { rm } from "node:fs/promises";
import { problem } from "@rahdari/ledger";
import { shippedDataDir, usableNetwork } from "@rahdari/network";
import { officesOf, openTransit, type Transit } from "@rahdari/server";
import { loadRegimes, TRANSIT, transitMachine } from "@rahdari/transit";
import type { EpochMs } from "@rahdari/units";
import type { Logger } from "pino";
import { type Arguments, readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { writeWhole } from "../../ledger/files.ts";
import { serveHttp } from "../../ledger/http-service.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { type NodeService, openNodeService } from "../../ledger/node-service.ts";
import { PLACE_OPTIONS, type Place, placeOf } from "../../ledger/place.ts";
import { addressFile } from "../../ledger/reach.ts";
import { listenerIn, loggerOf, SERVE_OPTIONS } from "../../ledger/serving.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { progressLine } from "../../progress.ts";
import { transitLedgerOf } from "../../transit/node-transit-ledger.ts";
import { openRecords, troubled } from "../../transit/records.ts";
import { openVoices } from "../../transit/voices.ts";

const OPTIONS = { ...PLACE_OPTIONS, ...SERVE_OPTIONS, "hooks-inside": { type: "boolean" } } as const;

/**
 * `rahdari transit serve DIR --port N [--host H] [--ledger ORIGIN]`: the interface of transit for the offices whose
 * keys DIR holds, below `/v1/transit`, with all ledgers of DIR beside it. Records lie in DIR, or where DATABASE_URL
 * says. Ends on SIGTERM or Ctrl-C after what it was at; 69 where the records are lost to it.
 */
export async function transitServeCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, OPTIONS);
  const { DIR } = args.expect("DIR");
  const place = await placeOf(args, DIR);
  refuseOther(place);
  const log = loggerOf(args, io);
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
  const lost = Promise.withResolvers<string>();
  const ring = await KeyRing.open(directory, io);
  const node = await openNodeService(directory, ring, log, io);
  opened.defer(() => node.node.close());
  const store = await openRecords(directory, origin, io, ({ message }) => lost.resolve(`${LOST}${message}`));
  opened.defer(() => store.close());
  // The node answers the others meanwhile: one that cosigns learns the ledger from them.
  let transit: Transit | undefined;
  const handler = (request: Request) => answer(request, transit?.app, node);
  const service = await serveHttp(handler, { ...listener, log });
  opened.defer(() => service.stop());
  transit = await openInterface(args, { place, ring, node, store }, serving, io);
  const stopped = io.stopped();
  await writeWhole(addressFile(directory), `${service.address}\n`);
  opened.defer(() => rm(addressFile(directory), { force: true }));
  log.info({ ledger: origin, records: store.name }, "serving transit");
  const url = `${service.address}/v1/transit`;
  io.out(args.flag("json") ? `${JSON.stringify({ address: service.address, transit: url })}\n` : `${url}\n`);
  const end = await Promise.race([stopped, lost.promise]);
  log.info({ signal: end }, "stopping");
  return end.startsWith(LOST) ? EXIT.unavailable : EXIT.answer;
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
        clientOf: () => "everybody",
        onProgress: progress.report,
      }),
    );
    opened.defer(() => transit.close());
    return transit;
  } finally {
    progress.finish();
  }
}

const OWN = /^\/(?:v1\/|docs(?:\/|$)|openapi\.json$)/;

async function answer(
  request: Request,
  app: Transit["app"] | undefined,
  node: NodeService,
): Promise<Response> {
  if (!OWN.test(new URL(request.url).pathname)) return node.answer(request);
  return app
    ? app.fetch(request)
    : problem(503, "starting", "the records are being brought up to the ledger");
}
