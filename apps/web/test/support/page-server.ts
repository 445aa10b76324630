import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { PlanRequestInput } from "../../src/api/contract.ts";
import { syntheticAnswer, syntheticNoWay } from "../fixtures/synthetic-answer.ts";
import { syntheticClaim } from "../fixtures/synthetic-claim.ts";
import { syntheticCrossing } from "../fixtures/synthetic-crossing.ts";
import { syntheticGeometry, syntheticNetwork } from "../fixtures/synthetic-network.ts";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const GEO = fileURLToPath(new URL("../../../../data/geo/open", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".topojson": "application/json",
};
/** As strict as the product's server, so that a page that needs more fails here. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:";

const PAGES: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/claim": "index.html",
  "/verify": "verify.html",
};

export interface PageServer {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly requests: string[];
  /** Bodies of the plans asked for. */
  readonly plans: PlanRequestInput[];
  close(): Promise<void>;
}

/** Serves the built page and the synthetic fixtures; what `from` says can ask for each kind of trouble. */
export async function startPageServer(): Promise<PageServer> {
  const requests: string[] = [];
  const plans: PlanRequestInput[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response, plans).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) =>
    server.listen(Number(process.env.PAGE_PORT ?? 0), "127.0.0.1", resolve),
  );
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, requests, plans, close: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  plans: PlanRequestInput[],
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname === "/v1/plans") return plan(request, response, plans);
  if (url.pathname === "/v1/network") return json(response, 200, syntheticNetwork);
  if (url.pathname === "/v1/geometry") return json(response, 200, syntheticGeometry);
  if (url.pathname === "/v1/claim") return json(response, 200, syntheticClaim);
  const crossing = /^\/v1\/crossings\/([a-z0-9-]+)$/.exec(url.pathname)?.[1];
  if (crossing === "nowhere-pass")
    return json(response, 404, { title: "Not found", status: 404, detail: "No crossing has this id." });
  if (crossing !== undefined)
    return json(response, 200, syntheticCrossing(crossing, url.searchParams.get("on") ?? ""));
  if (url.pathname === "/v1/places")
    return json(response, 200, { places: places(url.searchParams.get("q") ?? "") });
  return file(url.pathname, response);
}

function places(query: string) {
  const wanted = query.toLowerCase();
  return syntheticNetwork.places.filter((place) =>
    [place.name, ...Object.values(place.names ?? {})].some((name) => name?.toLowerCase().includes(wanted)),
  );
}

async function plan(
  request: IncomingMessage,
  response: ServerResponse,
  plans: PlanRequestInput[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as PlanRequestInput;
  plans.push(body);
  switch (body.from) {
    case "Lahroe":
      return json(response, 422, {
        type: "about:blank",
        title: "Invalid request",
        status: 422,
        detail: "One value is not accepted.",
        code: "invalid-request",
        errors: [{ pointer: "/from", detail: "No place is called “Lahroe”.", suggestions: ["lahore"] }],
      });
    case "busy":
      response.setHeader("retry-after", "1");
      return json(response, 503, { title: "Busy", status: 503, detail: "The queue is full." });
    case "broken":
      return json(response, 500, { title: "Fault", status: 500, detail: "Synthetic fault." });
    case "nowhere":
      return json(response, 200, syntheticNoWay(body));
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, 20_000).unref());
      return json(response, 200, syntheticAnswer(body));
    default:
      return json(response, 200, syntheticAnswer(body));
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    "content-type": status < 400 ? "application/json" : "application/problem+json",
  });
  response.end(JSON.stringify(body));
}

async function file(path: string, response: ServerResponse): Promise<void> {
  const [root, rest] = path.startsWith("/geo/") ? [GEO, path.slice(5)] : [DIST, PAGES[path] ?? path.slice(1)];
  const full = normalize(join(root, rest));
  const inside = full.startsWith(root + sep);
  const content = inside ? await readFile(full).catch(() => null) : null;
  if (content === null) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(full)] ?? "application/octet-stream",
    "content-security-policy": POLICY,
  });
  response.end(content);
}
