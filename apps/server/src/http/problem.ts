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
  const { status } = PROBLEMS[code];
  const body = JSON.stringify({ ...problemBody(code, detail), ...(errors ? { errors } : {}) });
  const response = c.body(body, status as ContentfulStatusCode, { ...HEADERS, ...headers });
  return response as Response as Written<Problem, StatusOf<Code>>;
}

const HEADERS = { "content-type": "application/problem+json", "cache-control": "no-store" };

function problemBody(code: ProblemCode, detail: string): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: `/docs#problem-${code}`, title, status, detail, code };
}

/** What a server answers before it has an interface: to whoever asks for its health, that it is starting. */
export function startingResponse(request: Request): Response {
  const headers = { ...HEADERS, "retry-after": "5" };
  if (new URL(request.url).pathname === "/health")
    return Response.json(
      { status: "starting" },
      { status: 503, headers: { ...headers, "content-type": "application/json" } },
    );
  const body = problemBody("starting", "The records are being brought up to the ledger.");
  return new Response(JSON.stringify(body), { status: 503, headers });
}
