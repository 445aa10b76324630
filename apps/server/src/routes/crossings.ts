import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { findCrossing, type Network } from "@rahdari/network";
import { CrossingReport } from "@rahdari/planner";
import type { Logger } from "pino";
import { crossingState } from "../crossing-state.ts";
import { internalProblem } from "../http/internal-problem.ts";
import { problem } from "../http/problem.ts";
import { AsOf, day } from "../http/queries.ts";
import { json, problems, writtenJson } from "../http/responses.ts";
import type { Jobs } from "../jobs.ts";

/** A crossing with what is known of its state; the map and the list show the same. */
export const CrossingHit = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    mode: z.string(),
    from: z.string(),
    to: z.string(),
    countries: z.array(z.string()),
    state: z.enum(["open", "shut", "restricted", "unknown"]),
    lastKnown: z.enum(["open", "shut", "restricted"]),
    confirmed: z
      .string()
      .nullable()
      .openapi({ description: "Day of the last confirmation; null = never reported on" }),
    assumed: z.enum(["none", "still-so", "reopened", "never-reported"]).openapi({
      description: "What carries the state from the last confirmation to the day asked about",
    }),
    closure: z.string().nullable(),
    sources: z.array(z.string()),
  })
  .openapi("CrossingHit");

const listRoute = createRoute({
  method: "get",
  path: "/v1/crossings",
  summary: "All crossings with their state",
  tags: ["network"],
  request: { query: z.object({ asOf: AsOf }) },
  responses: {
    200: json(z.object({ asOf: z.string(), crossings: z.array(CrossingHit) }), "In the order of the data"),
    ...problems("invalid-query", "too-many-requests"),
  },
});

const OneReport = CrossingReport.extend({}).openapi("CrossingReport");

const oneRoute = createRoute({
  method: "get",
  path: "/v1/crossings/{id}",
  summary: "One crossing on a day",
  tags: ["network"],
  request: {
    params: z.object({ id: z.string().min(1).max(120) }),
    query: z.object({
      on: z.iso.date().optional().openapi({ description: "Day asked about. Default: today." }),
      asOf: AsOf,
    }),
  },
  responses: {
    200: json(OneReport, "Hours, queue, closures and access on that day"),
    ...problems("not-found", "invalid-query", "too-many-requests", "internal", "busy", "timeout"),
  },
});

interface CrossingDeps {
  readonly network: Network;
  readonly now: () => Date;
  readonly jobs: Jobs;
  readonly log: Logger;
}

/** GET /v1/crossings and /v1/crossings/{id}. */
export function addCrossingRoutes(app: OpenAPIHono, { network, now, jobs, log }: CrossingDeps): void {
  app.openapi(listRoute, (c) => {
    const asOf = c.req.valid("query").asOf ?? day(now());
    return c.json({ asOf, crossings: crossingHits(network, asOf) }, 200);
  });
  app.openapi(oneRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { on = day(now()), asOf = day(now()) } = c.req.valid("query");
    if (network.crossings.has(id)) {
      const outcome = await jobs.run({ kind: "crossing", id, on, asOf }, c.req.raw.signal);
      if (outcome.kind !== "done") return internalProblem(c, log, outcome);
      return writtenJson<CrossingReport>(c, outcome.body, { "content-type": "application/json" });
    }
    const match = findCrossing(network, id);
    const suggestions =
      match.kind === "found" ? [match.crossing.id] : match.suggestions.map((each) => each.id);
    return problem(c, "not-found", "No crossing has this id.", [
      { pointer: "/id", detail: "no such crossing", suggestions },
    ]);
  });
}

/** All crossings with their state on the day `asOf`, as known then. */
export function crossingHits(network: Network, asOf: string): z.infer<typeof CrossingHit>[] {
  return [...network.crossings.values()].map((crossing) => {
    const { id, name, kind, mode, from, to, countries } = crossing;
    return { id, name, kind, mode, from, to, countries, ...crossingState(network, crossing, asOf, asOf) };
  });
}
