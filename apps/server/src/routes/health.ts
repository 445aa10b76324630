import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { API_VERSION, Health, PATHS } from "@rahdari/api";
import type { Network } from "@rahdari/network";
import { json } from "../http/responses.ts";
import type { Jobs } from "../jobs.ts";

const route = createRoute({
  method: "get",
  path: PATHS.health,
  operationId: "health",
  summary: "Is the server well",
  tags: ["service"],
  responses: { 200: json(Health, "It answers, and this is how busy it is") },
});

/** GET /healthz: answered without a worker, so it tells of a stalled main thread and not of a full queue. */
export function addHealthRoutes(
  app: OpenAPIHono,
  deps: { readonly network: Network; readonly jobs: Jobs },
): void {
  app.openapi(route, (c) => {
    const { network, jobs } = deps;
    const { places, newestSource } = network;
    const health = { status: "ok" as const, api: API_VERSION, places: places.size, newestSource };
    return c.json({ ...health, workers: jobs.load }, 200, { "cache-control": "no-store" });
  });
}
