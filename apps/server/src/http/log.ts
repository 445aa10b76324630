import type { MiddlewareHandler } from "hono";
import type { Logger } from "pino";
import { faultIn } from "./internal-problem.ts";
import { Repeats } from "./repeats.ts";
import { shownError } from "./shown-error.ts";

/**
 * One line a request: what was asked for by path, and how it went, with the cause where it was a fault of ours. Query,
 * headers and bodies are never logged; the place of a fault that repeats itself not every time.
 */
export function requestLog(log: Logger, now: () => number): MiddlewareHandler {
  const repeats = new Repeats(now);
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
    if (c.res.status < 500) return log.info(line, "request");
    const cause = faultIn(c);
    if (cause === undefined) return log.error(line, "request");
    const { stack, ...fault } = shownError(cause);
    const isNew = repeats.of(`${fault.name} ${fault.code} ${fault.message}`) !== undefined;
    log.error({ ...line, fault: isNew ? { ...fault, stack } : fault }, "request");
  };
}
