import { OpenAPIHono } from "@hono/zod-openapi";
import type { Network } from "@rahdari/network";
import type { LinkLine } from "@rahdari/planner";
import type { Context } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import type { Logger } from "pino";
import { internalProblem } from "./http/internal-problem.ts";
import { requestLog } from "./http/log.ts";
import { problem } from "./http/problem.ts";
import { type Rate, rateLimit, TokenBuckets } from "./http/rate-limit.ts";
import { security } from "./http/security.ts";
import { zodIssues } from "./http/zod-problem.ts";
import type { Jobs } from "./jobs.ts";
import { PoolError } from "./pool/pool.ts";
import { addCrossingRoutes } from "./routes/crossings.ts";
import { addDocsRoutes } from "./routes/docs.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addMapRoutes } from "./routes/map.ts";
import { addPlaceRoutes } from "./routes/places.ts";
import { addPlanRoutes } from "./routes/plans.ts";
import { addStudyRoutes } from "./routes/studies.ts";
import { type AssetRoot, serveAssets } from "./static/serve-assets.ts";

/** Everything from outside that the application works with. */
export interface AppDeps {
  readonly network: Network;
  readonly lines: ReadonlyMap<string, LinkLine>;
  readonly jobs: Jobs;
  /** Jobs that take minutes and must not stand in the way of plans. */
  readonly studies: Jobs;
  /** Directories served as they are; the first with `prefix` "/" holds the page. */
  readonly assets: readonly AssetRoot[];
  readonly log: Logger;
  readonly now: () => Date;
  /** Whom a request counts against: the peer's address. */
  readonly clientOf: (c: Context) => string;
  readonly rates?: { readonly plans: Rate; readonly reads: Rate };
}

/** A busy desk behind one address plans a few times a minute; the page makes a dozen small reads at a time. */
const RATES = { plans: { burst: 40, perSecond: 4 }, reads: { burst: 400, perSecond: 80 } };

/** The whole HTTP interface as one function from request to response. Opens nothing and listens to nothing. */
export function createApp(deps: AppDeps): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return;
      const code = result.target === "json" ? "invalid-request" : "invalid-query";
      return problem(c, code, "See errors for each fault.", zodIssues(result.error));
    },
  });
  addMiddleware(app, deps);
  addPlanRoutes(app, deps);
  addPlaceRoutes(app, deps);
  addCrossingRoutes(app, deps);
  addMapRoutes(app, deps);
  addStudyRoutes(app, deps);
  addHealthRoutes(app, deps);
  addDocsRoutes(app);
  app.notFound(serveAssets(deps.assets));
  app.onError((error, c) => failure(c, error));
  return app;
}

function addMiddleware(app: OpenAPIHono, deps: AppDeps): void {
  const milliseconds = () => deps.now().getTime();
  const { plans, reads } = deps.rates ?? RATES;
  const planBuckets = rateLimit(new TokenBuckets(plans, milliseconds), deps.clientOf);
  const readBuckets = rateLimit(new TokenBuckets(reads, milliseconds), deps.clientOf);
  app.use(requestId());
  app.use(requestLog(deps.log, milliseconds));
  app.use(security());
  for (const path of ["/v1/*", "/openapi.json", "/docs"]) app.use(path, compress());
  for (const path of ["/v1/network", "/v1/geometry", "/openapi.json", "/docs"]) app.use(path, etag());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problem(c, "method-not-allowed", `Allowed: ${methods.join(", ")}.`, undefined, {
          allow: methods.join(", "),
        }),
    }),
  );
  app.use("/v1/*", (c, next) => (c.req.path === "/v1/plans" ? planBuckets(c, next) : readBuckets(c, next)));
}

function failure(c: Context, error: Error): Response {
  if (error instanceof PoolError) return poolProblem(c, error);
  if (error instanceof HTTPException && error.status === 400) {
    return problem(c, "invalid-json", "The body could not be read as JSON.");
  }
  return internalProblem(c, error);
}

function poolProblem(c: Context, error: PoolError): Response {
  switch (error.code) {
    case "queue-full":
      return problem(c, "busy", "Too many plans wait already.", undefined, { "retry-after": "2" });
    case "closed":
      return problem(c, "busy", "The server is stopping.", undefined, { "retry-after": "10" });
    case "timeout":
      return problem(c, "timeout", "Fewer draws or a narrower request may help.");
    case "cancelled":
      return problem(c, "cancelled", "Nobody waits for this answer.");
    case "crashed":
      return internalProblem(c, error.cause ?? error);
  }
}
