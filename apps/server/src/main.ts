import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { NetworkError, shippedDataDir, usableNetwork } from "@rahdari/network";
import { loadLines } from "@rahdari/planner";
import type { Context } from "hono";
import { type Logger, pino } from "pino";
import { createApp } from "./app.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { geoDir, readGeo } from "./geo-files.ts";
import { LOG_SERIALIZERS } from "./http/shown-error.ts";
import { listen } from "./listen.ts";
import { planPool } from "./plan-pool.ts";

const pageDir = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** The map's own files, and the page as built. */
const ASSETS = [
  { prefix: "/geo/", dir: join(geoDir, "open"), only: ["basemap.topojson", "relief.webp"] },
  { prefix: "/", dir: pageDir },
];

/** Plans take well under a second; whoever waits longer than this has met a fault of ours. */
const PLAN_TIMEOUT_MS = 20_000;
const STUDY_TIMEOUT_MS = 10 * 60_000;
/** Connections still open so long after the signal are cut. */
const STOP_MS = 5000;

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env, process.stderr.isTTY === true);
  // Standard output carries the address and nothing else.
  const log = pino(
    { level: config.logLevel, serializers: LOG_SERIALIZERS },
    pino.destination({ fd: 2, sync: true }),
  );
  const dirs = [shippedDataDir, ...config.dataDirs];
  const network = usableNetwork({ dirs });
  const plans = plansPool(config, dirs);
  const studies = planPool({ dirs, warm: false, size: 1, maxQueue: 4, timeoutMs: STUDY_TIMEOUT_MS });
  const app = createApp({
    network,
    lines: loadLines(readGeo),
    jobs: plans,
    studies,
    assets: ASSETS,
    log,
    now: () => new Date(),
    clientOf: clientOf(config.trustProxy),
  });
  const server = createServer({ requestTimeout: 30_000 }, getRequestListener(app.fetch));
  const port = await listen(server, config.host, config.port);
  plans.warm();
  process.stdout.write(`Rahdari is at ${address(config, port)}\n`);
  stopOnSignal(server, [plans, studies], log);
}

function plansPool({ workers }: Config, dirs: readonly string[]) {
  return planPool({ dirs, warm: true, size: workers, maxQueue: 32 * workers, timeoutMs: PLAN_TIMEOUT_MS });
}

function address({ host }: Config, port: number): string {
  const local = ["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].includes(host);
  return `http://${local ? "localhost" : host}:${port}`;
}

function clientOf(trustProxy: boolean): (c: Context) => string {
  return (c) => {
    const forwarded = trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
    return forwarded || getConnInfo(c).remote.address || "unknown";
  };
}

function stopOnSignal(server: Server, pools: readonly { close(): Promise<void> }[], log: Logger): void {
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, "stopping");
    server.close(() => void Promise.all(pools.map((pool) => pool.close())));
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
      for (const pool of pools) void pool.close();
    }, STOP_MS).unref();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

try {
  await main();
} catch (error) {
  const known = error instanceof ConfigError || error instanceof NetworkError || isSystemError(error);
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
