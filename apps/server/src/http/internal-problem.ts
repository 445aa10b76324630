import type { Context } from "hono";
import { problem } from "./problem.ts";

const FAULT = "fault";

/** Leaves the cause of a 5xx for the line that its request has in the log. */
export function noteFault(c: Context, cause: unknown): void {
  c.set(FAULT, cause);
}

export function faultIn(c: Context): unknown {
  return c.get(FAULT);
}

/** The response for a fault of ours: the cause goes to the log, its request id to the client. */
export function internalProblem(c: Context, cause: unknown) {
  noteFault(c, cause);
  return problem(c, "internal", `Please report it with the request id ${c.get("requestId")}.`);
}
