import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import {
  AsOfQuery,
  type CrossingHit,
  CrossingQuery,
  CrossingReport,
  CrossingsView,
  PATHS,
} from "@rahdari/api";
import { findCrossing, type Network } from "@rahdari/network";
import type { Context } from "hono";
import { crossingState } from "../crossing-state.ts";
import { day } from "../http/day.ts";
import { internalProblem } from "../http/internal-problem.ts";
import { problem } from "../http/problem.ts";
import { IdParameter, json, problems, writtenJson } from "../http/responses.ts";
import type { Jobs } from "../jobs.ts";

const listRoute = createRoute({
  method: "get",
  path: PATHS.crossings,
  operationId: "crossings",
  summary: "All crossings with their state",
  tags: ["network"],
  request: { query: AsOfQuery },
  responses: {
    200: json(CrossingsView, "In the order of the data"),
    ...problems("invalid-query", "too-many-requests"),
  },
});

const oneRoute = createRoute({
  method: "get",
  path: PATHS.crossing,
  operationId: "crossing",
  summary: "One crossing on a day",
  tags: ["network"],
  request: {
    params: IdParameter,
    query: CrossingQuery,
  },
  responses: {
    200: json(CrossingReport, "Hours, queue, closures and access on that day"),
    ...problems("not-found", "invalid-query", "too-many-requests", "internal", "busy", "timeout"),
  },
});

interface CrossingDeps {
  readonly network: Network;
  readonly now: () => Date;
  readonly jobs: Jobs;
  readonly clientOf: (c: Context) => string;
}

/** GET /v1/crossings and /v1/crossings/{id}. */
export function addCrossingRoutes(app: OpenAPIHono, deps: CrossingDeps): void {
  const { network, now, jobs, clientOf } = deps;
  app.openapi(listRoute, (c) => {
    const asOf = c.req.valid("query").asOf ?? day(now());
    return c.json({ asOf, crossings: crossingHits(network, asOf) }, 200);
  });
  app.openapi(oneRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { on = day(now()), asOf = day(now()) } = c.req.valid("query");
    if (network.crossings.has(id)) {
      const job = { kind: "crossing", id, on, asOf } as const;
      const outcome = await jobs.run(job, c.req.raw.signal, clientOf(c));
      if (outcome.kind !== "done") return internalProblem(c, new Error(JSON.stringify(outcome)));
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
export function crossingHits(network: Network, asOf: string): CrossingHit[] {
  return [...network.crossings.values()].map((crossing) => {
    const { id, name, kind, mode, from, to, countries } = crossing;
    return { id, name, kind, mode, from, to, countries, ...crossingState(network, crossing, asOf, asOf) };
  });
}
