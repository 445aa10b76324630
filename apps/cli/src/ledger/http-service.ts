import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { problem } from "@rahdari/ledger";
import type { Logger } from "pino";
import { UsageError } from "../usage-error.ts";

/** Connections still open so long after the signal are cut. */
const STOP_MS = 5_000;
const REQUEST_MS = 30_000;

export type Service = {
  /** `http://127.0.0.1:9100`. */
  readonly address: string;
  /** Takes nothing more in, finishes what is under way, cuts what is left after five seconds. */
  stop(): Promise<void>;
};

type ServiceOptions = {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  /** Whether each request is logged here; false where the answerer does it. */
  readonly logs?: boolean;
  /** Option that named the port, for whoever is told that it is taken. */
  readonly option?: string;
};

/** Serves an answerer over HTTP; each request is logged by method, path, status and time, never its body. */
export async function serveHttp(
  answer: (request: Request) => Promise<Response>,
  { host, port, log, option = "--port", logs = true }: ServiceOptions,
): Promise<Service> {
  const listener = getRequestListener((request) => logged(request, answer, { log, logs }), {
    overrideGlobalObjects: false,
  });
  const server = createServer({ requestTimeout: REQUEST_MS }, listener);
  const bound = await listen(server, host, port, option);
  const shown = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  return {
    address: `http://${shown.includes(":") ? `[${shown}]` : shown}:${bound}`,
    stop: () => stop(server),
  };
}

async function logged(
  request: Request,
  answer: (request: Request) => Promise<Response>,
  { log, logs }: { readonly log: Logger; readonly logs: boolean },
): Promise<Response> {
  const began = performance.now();
  const { method } = request;
  const path = new URL(request.url).pathname.slice(0, 300);
  const response = await answer(request).catch((error: unknown) => {
    log.error({ method, path, error: error instanceof Error ? error.message : String(error) }, "failed");
    return problem(500, "failed", "a fault of this node; its log says more");
  });
  if (!logs) return response;
  const ms = Math.round((performance.now() - began) * 10) / 10;
  log[response.status >= 500 ? "error" : "debug"]({ method, path, status: response.status, ms }, "request");
  return response;
}

function listen(server: Server, host: string, port: number, option: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE" ? `port ${port} is taken` : error.message;
      reject(new UsageError("bad-option", { option, message: taken }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), STOP_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
