import type { Context } from "hono";
import type { Logger } from "pino";
import { problem } from "./problem.ts";

/** The response for a fault of ours: the cause goes to the log, its request id to the client. */
export function internalProblem(c: Context, log: Logger, cause: unknown) {
  const requestId = c.get("requestId");
  log.error({ requestId, err: cause }, "unexpected");
  return problem(c, "internal", `Please report it with the request id ${requestId}.`);
}
