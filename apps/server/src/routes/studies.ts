import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { BacktestReport, ClaimReport, PATHS, StudyQuery } from "@rahdari/api";
import { internalProblem } from "../http/internal-problem.ts";
import { problems } from "../http/responses.ts";
import type { Jobs } from "../jobs.ts";
import type { Job, Outcome } from "../pool/job.ts";

const CACHING = { "cache-control": "public, max-age=3600" };

const STUDIES = [
  {
    kind: "backtest",
    summary: "Documented journeys replayed",
    description:
      "Each documented journey planned with what was known then, measured days beside the forecast.",
    Report: BacktestReport,
  },
  {
    kind: "claim",
    summary: 'The claim "20-30 % shorter" tested',
    description: "For each main pair, where the claim holds against each alternative and where not.",
    Report: ClaimReport,
  },
] as const;

type Study = Extract<Job, { kind: "backtest" | "claim" }>;

interface StudyDeps {
  readonly studies: Jobs;
}

/**
 * GET /v1/backtest and /v1/claim. The data do not change while the server runs, so each is worked out once
 * and everyone who asks meanwhile waits for the same work.
 */
export function addStudyRoutes(app: OpenAPIHono, deps: StudyDeps): void {
  const once = memo((job: Study) => deps.studies.run(job));
  for (const study of STUDIES) {
    app.openapi(routeOf(study), async (c): Promise<Response> => {
      const { format } = c.req.valid("query");
      const outcome = await once({ kind: study.kind, format });
      if (outcome.kind !== "done") return internalProblem(c, new Error(JSON.stringify(outcome)));
      const type = format === "json" ? "application/json" : "text/markdown; charset=utf-8";
      return c.body(outcome.body, 200, { "content-type": type, ...CACHING });
    });
  }
}

function routeOf({ kind, summary, description, Report }: (typeof STUDIES)[number]) {
  return createRoute({
    method: "get",
    path: PATHS[kind],
    operationId: kind,
    summary,
    description,
    tags: ["evidence"],
    request: { query: StudyQuery },
    responses: {
      200: {
        description: "The report",
        content: { "application/json": { schema: Report }, "text/markdown": { schema: z.string() } },
      },
      ...problems("invalid-query", "too-many-requests", "internal", "busy", "timeout"),
    },
  });
}

function memo(run: (job: Study) => Promise<Outcome>): (job: Study) => Promise<Outcome> {
  const kept = new Map<string, Promise<Outcome>>();
  return (job) => {
    const key = `${job.kind}/${job.format}`;
    const known = kept.get(key);
    if (known) return known;
    const work = run(job);
    kept.set(key, work);
    work.then(
      (outcome) => outcome.kind !== "done" && kept.delete(key),
      () => kept.delete(key),
    );
    return work;
  };
}
