import { LedgerNode } from "@rahdari/ledger";
import type { Logger } from "pino";
import type { Io } from "../io.ts";
import { progressLine } from "../progress.ts";
import type { KeyRing } from "./key-ring.ts";
import { type NodeMetrics, nodeMetrics, sizes } from "./metrics.ts";
import { keysOf, nodeBasis } from "./reach.ts";

/** A node of this process with what it answers over HTTP: its ledgers, `/health` and `/metrics`. */
export type NodeService = {
  readonly node: LedgerNode;
  answer(request: Request): Promise<Response>;
};

export async function openNodeService(
  directory: string,
  ring: KeyRing,
  log: Logger,
  io: Io,
): Promise<NodeService> {
  const metrics = nodeMetrics();
  const node = await openNode(directory, ring, metrics, log, io);
  return { node, answer: (request) => answer(request, node, metrics) };
}

async function openNode(
  directory: string,
  ring: KeyRing,
  metrics: NodeMetrics,
  log: Logger,
  io: Io,
): Promise<LedgerNode> {
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
