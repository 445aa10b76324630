import type { MiddlewareHandler } from "hono";
import type { Logger } from "pino";

/** One line a request: what was asked for by path, and how it went. Query, headers and bodies are never logged. */
export function requestLog(log: Logger, now: () => number): MiddlewareHandler {
  return async (c, next) => {
    const began = now();
    await next();
    const line = {
      requestId: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(now() - began),
    };
    if (c.res.status >= 500) log.error(line, "request");
    else log.info(line, "request");
  };
}
