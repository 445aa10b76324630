import { PROBLEMS, type Problem, type ProblemCode, type ProblemIssue } from "@rahdari/api";
import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode, StatusCode } from "hono/utils/http-status";

/** Whether a code of the planner is one of ours; the API passes the planner's codes on as they are. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** HTTP status of a problem. */
export type StatusOf<Code extends ProblemCode> = (typeof PROBLEMS)[Code]["status"];

/** A response whose body is known to the type checker, however it was written. */
export type Written<Body, Status extends number> = Response &
  TypedResponse<Body, Status & StatusCode, "json">;

/** The response for a refusal. `detail` is for people and must hold nothing of our inside. */
export function problem<Code extends ProblemCode>(
  c: Context,
  code: Code,
  detail: string,
  errors?: readonly ProblemIssue[],
  headers: Record<string, string> = {},
): Written<Problem, StatusOf<Code>> {
  const { status, title } = PROBLEMS[code];
  const body = { type: `/docs#problem-${code}`, title, status, detail, code, ...(errors ? { errors } : {}) };
  const response = c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...headers,
  });
  return response as Response as Written<Problem, StatusOf<Code>>;
}
