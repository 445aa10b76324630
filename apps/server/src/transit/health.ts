import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { json, problems } from "../http/responses.ts";
import { AILMENTS, type Ailment } from "./condition.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";

const Health = z.object({
  status: z.enum(["ok", "degraded"]),
  reasons: z
    .array(z.enum(AILMENTS))
    .optional()
    .meta({ description: "Why it does not do all that it is for" }),
});
const Starting = z.object({ status: z.literal("starting") });

const route = createRoute({
  method: "get",
  path: "/health",
  operationId: "health",
  summary: "How the server is",
  description: "For whoever watches over it: without a key, and nothing of what the server keeps is said.",
  tags: ["service"],
  security: [],
  responses: {
    200: json(Health, "It answers"),
    503: json(Starting, "The records are being brought up to the ledger"),
    ...problems("method-not-allowed", "internal"),
  },
});

/** GET /health. While a server starts, what listens for it answers instead. */
export function addHealth(app: OpenAPIHono<TransitEnv>, { condition, projector, desk }: TransitDeps): void {
  app.openapi(route, (c) => {
    const reasons: Ailment[] = [
      ...(condition.isFull ? (["storage-full"] as const) : []),
      ...(projector.isBehind ? (["records-behind"] as const) : []),
      ...(desk.isLedgerAway ? (["ledger-away"] as const) : []),
    ];
    const health =
      reasons.length === 0 ? { status: "ok" as const } : { status: "degraded" as const, reasons };
    return c.json(health, 200, { "cache-control": "no-store" });
  });
}
