import { OpenAPIHono } from "@hono/zod-openapi";
import { TRANSIT_PATHS } from "@rahdari/api";
import type { MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { docsPage } from "../docs/docs-page.ts";
import type { ApiDocument } from "../docs/document.ts";
import { DOCS_STYLE } from "../docs/style.ts";
import { internalProblem, noteFault } from "../http/internal-problem.ts";
import { requestLog } from "../http/log.ts";
import { problem } from "../http/problem.ts";
import { security } from "../http/security.ts";
import { zodIssues } from "../http/zod-problem.ts";
import { authentication } from "./authentication.ts";
import { isStorageFull } from "./condition.ts";
import type { TransitDeps, TransitEnv } from "./deps.ts";
import { documentOf } from "./document.ts";
import { addEventRoutes } from "./events.ts";
import { addFormatRoutes } from "./formats.ts";
import { addHealth } from "./health.ts";
import { addMessageRoutes, KEY_FORM, messageFaults } from "./messages.ts";
import { addPayloadRoutes } from "./payloads.ts";
import { addReadRoutes } from "./reads.ts";
import { addServiceRoutes } from "./services.ts";

/** The HTTP interface of transit as one function from request to response. Opens nothing and listens to nothing. */
export function createTransitApp(deps: TransitDeps): OpenAPIHono<TransitEnv> {
  const app = new OpenAPIHono<TransitEnv>({
    defaultHook: async (result, c) => {
      if (result.success) return;
      const isMessage = result.target === "json" && c.req.path.startsWith(`${TRANSIT_PATHS.messages}/`);
      const errors = isMessage
        ? messageFaults(result.error, await c.req.json(), c.req.path)
        : zodIssues(result.error);
      if (result.target === "header" && errors.some(({ pointer }) => pointer === "/idempotency-key"))
        return problem(c, "idempotency-key-missing", KEY_FORM);
      const code = result.target === "json" ? "invalid-request" : "invalid-query";
      return problem(c, code, "See errors for each fault.", errors);
    },
  });
  app.use(requestId());
  app.use(requestLog(deps.log, () => deps.now().getTime()));
  app.use(security());
  for (const path of ["/openapi.json", "/docs"]) app.use(path, compress());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problem(c, "method-not-allowed", `Allowed: ${methods.join(", ")}.`, undefined, {
          allow: methods.join(", "),
        }),
    }),
  );
  app.use("/v1/transit/*", authentication(deps));
  app.use("/v1/transit", authentication(deps));
  app.use("/v1/transit/*", noNul);
  addMessageRoutes(app, deps);
  addReadRoutes(app, deps);
  addPayloadRoutes(app, deps);
  addEventRoutes(app, deps);
  addFormatRoutes(app, deps);
  addServiceRoutes(app, deps);
  addHealth(app, deps);
  addDocs(app);
  app.notFound((c) => problem(c, "not-found", "Nothing of that name."));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 400)
      return problem(c, "invalid-json", "The body could not be read as JSON.");
    deps.condition.met(error);
    if (!isStorageFull(error)) return internalProblem(c, error);
    noteFault(c, error);
    return problem(
      c,
      "storage-full",
      "Once there is room, the same again under its Idempotency-Key is safe.",
    );
  });
  return app;
}

/** No database keeps a NUL in a text, and nothing here is named with one. */
const noNul: MiddlewareHandler = async (c, next) =>
  c.req.url.includes("%00") ? problem(c, "invalid-query", "The address holds a NUL.") : next();

function addDocs(app: OpenAPIHono<TransitEnv>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });
  let made: object | undefined;
  // Made when first asked for: it takes longer than to open the rest.
  const document = () => {
    made ??= documentOf(app);
    return made;
  };
  const fresh = { "cache-control": "no-cache" };
  app.get("/openapi.json", (c) => c.json(document(), 200, fresh));
  app.get("/docs", (c) => c.html(docsPage(document() as ApiDocument), 200, fresh));
  app.get("/docs/style.css", (c) =>
    c.body(DOCS_STYLE, 200, { ...fresh, "content-type": "text/css; charset=utf-8" }),
  );
}
