import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Format, PATHS, PlanAnswer, PlanQuery, PlanRequest } from "@rahdari/api";
import type { Context } from "hono";
import { internalProblem } from "../http/internal-problem.ts";
import { jsonBody } from "../http/json-body.ts";
import { isProblemCode, problem } from "../http/problem.ts";
import { problems } from "../http/responses.ts";
import type { Jobs } from "../jobs.ts";
import type { Outcome } from "../pool/job.ts";

const MEDIA: Record<Format, string> = {
  json: "application/json",
  csv: "text/csv; charset=utf-8",
  geojson: "application/geo+json",
  text: "text/plain; charset=utf-8",
};

const route = createRoute({
  method: "post",
  path: PATHS.plans,
  operationId: "plan",
  summary: "Plan a shipment",
  description:
    "Every lawful way with times, cost, chance to be on time and papers; and why the other ways are out. " +
    "An answer without options is a 200: no lawful way was found, and `rejected` says why.",
  tags: ["plan"],
  middleware: jsonBody(),
  request: {
    query: PlanQuery,
    body: { required: true, content: { "application/json": { schema: PlanRequest } } },
  },
  responses: {
    200: {
      description: "The answer in the form asked for",
      content: {
        "application/json": { schema: PlanAnswer },
        "text/csv": { schema: z.string() },
        "application/geo+json": { schema: z.looseObject({}) },
        "text/plain": { schema: z.string() },
      },
    },
    ...problems(
      "invalid-json",
      "invalid-query",
      "invalid-request",
      "unknown-place",
      "ambiguous-place",
      "same-place",
      "past-date",
      "unknown-goods",
      "too-heavy",
      "contradiction",
      "too-far-ahead",
      "body-too-large",
      "unsupported-media-type",
      "too-many-requests",
      "internal",
      "busy",
      "timeout",
    ),
  },
});

interface PlanDeps {
  readonly jobs: Jobs;
  readonly clientOf: (c: Context) => string;
}

/** POST /v1/plans: hands the request to a worker and passes on what it wrote. */
export function addPlanRoutes(app: OpenAPIHono, deps: PlanDeps): void {
  app.openapi(route, async (c): Promise<Response> => {
    const { format, at, on } = c.req.valid("query");
    if ((at === undefined) !== (on === undefined)) return halfPosition(c, at === undefined ? "/at" : "/on");
    const request = c.req.valid("json");
    const position = at !== undefined && on !== undefined ? { at: { place: at, on } } : {};
    const job = { kind: "plan", request, format, ...position } as const;
    const outcome = await deps.jobs.run(job, c.req.raw.signal, deps.clientOf(c));
    return planResponse(c, outcome, format);
  });
}

function halfPosition(c: Context, pointer: string): Response {
  return problem(c, "invalid-query", "`at` and `on` belong together.", [{ pointer, detail: "is missing" }]);
}

function planResponse(c: Context, outcome: Outcome, format: Format): Response {
  if (outcome.kind === "done") {
    const headers: Record<string, string> = { "content-type": MEDIA[format], "cache-control": "no-store" };
    if (format === "csv") headers["content-disposition"] = 'attachment; filename="rahdari-plan.csv"';
    return c.body(outcome.body, 200, headers);
  }
  return outcomeProblem(c, outcome);
}

function outcomeProblem(c: Context, outcome: Exclude<Outcome, { kind: "done" }>): Response {
  if (outcome.kind === "failed") return internalProblem(c, new Error(outcome.error));
  if (!isProblemCode(outcome.code)) return internalProblem(c, new Error(outcome.code));
  const errors = outcome.issues.map(({ pointer, message, suggestions, code, params }) => ({
    pointer,
    detail: message,
    code,
    params: { ...params },
    ...(suggestions ? { suggestions: [...suggestions] } : {}),
  }));
  return problem(c, outcome.code, outcome.message, errors);
}
