import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { LedgerNode } from "@rahdari/ledger";
import type { Logger } from "pino";
import { readArguments } from "../../arguments.ts";
import { EXIT, type ExitCode, type Io } from "../../io.ts";
import { writeWhole } from "../../ledger/files.ts";
import { serveHttp } from "../../ledger/http-service.ts";
import { KeyRing } from "../../ledger/key-ring.ts";
import { type NodeMetrics, nodeMetrics, sizes } from "../../ledger/metrics.ts";
import { ledgersIn } from "../../ledger/node-directory.ts";
import { addressFile, keysOf, nodeBasis } from "../../ledger/reach.ts";
import { listenerIn, loggerOf, SERVE_OPTIONS } from "../../ledger/serving.ts";
import { Trouble } from "../../ledger/trouble.ts";
import { progressLine } from "../../progress.ts";

/**
 * `rahdari ledger serve DIR --port N [--host H]`: all ledgers of a directory, each below `/ORIGIN`; `/health` and
 * `/metrics` beside them. Ends on SIGTERM or Ctrl-C after what it was at.
 */
export async function serveCommand(given: readonly string[], io: Io): Promise<ExitCode> {
  const args = readArguments(given, SERVE_OPTIONS);
  const { DIR } = args.expect("DIR");
  const directory = resolve(DIR);
  const [listener, log] = [listenerIn(args), loggerOf(args, io)];
  const configs = await ledgersIn(directory);
  if (configs.length === 0) {
    throw new Trouble("no-ledger", directory, "there is no ledger here to serve", {
      wayOut: "begin one: rahdari ledger init, found or join",
    });
  }
  const metrics = nodeMetrics();
  const node = await openNode(directory, metrics, log, io);
  try {
    const service = await serveHttp((request) => answer(request, node, metrics), { ...listener, log });
    const stopped = io.stopped();
    await writeWhole(addressFile(directory), `${service.address}\n`);
    for (const { charter, role } of configs) log.info({ ledger: charter.origin, role }, "serving");
    const urls = configs.map(({ charter }) => `${service.address}/${charter.origin}`);
    if (args.flag("json")) io.out(`${JSON.stringify({ address: service.address, ledgers: urls })}\n`);
    else io.out(urls.map((url) => `${url}\n`).join(""));
    log.info({ signal: await stopped }, "stopping");
    await rm(addressFile(directory), { force: true });
    await service.stop();
  } finally {
    await node.close();
  }
  log.info("stopped");
  return EXIT.answer;
}

async function openNode(directory: string, metrics: NodeMetrics, log: Logger, io: Io): Promise<LedgerNode> {
  const ring = await KeyRing.open(directory, io);
  const progress = progressLine(io, "Opening the ledgers");
  try {
    return await LedgerNode.open({
      ...nodeBasis(directory, io),
      keys: keysOf(ring),
      fetch: io.fetch,
      onSubmission: metrics.onSubmission,
      onTrouble: (ledger, who, what) => {
        metrics.onTrouble(ledger, who);
        log.warn({ ledger, who, what: what.slice(0, 300) }, "trouble");
      },
      onProgress: (_origin, done, total) => progress.report(done, total),
    });
  } finally {
    progress.finish();
  }
}

async function answer(request: Request, node: LedgerNode, metrics: NodeMetrics): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/health") return health(node);
  if (pathname !== "/metrics") return node.handle(request);
  const { text, type } = await metrics.read(node);
  return new Response(text, { headers: { "content-type": type, "cache-control": "no-store" } });
}

function health(node: LedgerNode): Response {
  const size = sizes(node);
  const ledgers = [...node.ledgers.values()].map(({ origin, role }) => ({
    origin,
    role,
    entries: size[origin]?.entries ?? 0,
    final: size[origin]?.final ?? 0,
  }));
  return Response.json({ status: "ok", ledgers }, { headers: { "cache-control": "no-store" } });
}
