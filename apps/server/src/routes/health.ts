import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Network } from "@rahdari/network";
import { json } from "../http/responses.ts";
import type { Jobs } from "../jobs.ts";

const Health = z
  .object({
    status: z.literal("ok"),
    places: z.number().int(),
    newestSource: z.string().nullable(),
    workers: z.object({ size: z.number(), busy: z.number(), queued: z.number() }),
  })
  .openapi("Health");

const route = createRoute({
  method: "get",
  path: "/healthz",
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
    const facts = { places: network.places.size, newestSource: network.newestSource, workers: jobs.load };
    return c.json({ status: "ok" as const, ...facts }, 200, { "cache-control": "no-store" });
  });
}
