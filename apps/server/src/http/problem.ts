import { z } from "@hono/zod-openapi";
import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode, StatusCode } from "hono/utils/http-status";

/** Everything that the API refuses, with its HTTP status and a title that never varies. */
export const PROBLEMS = {
  "invalid-json": { status: 400, title: "The body is not JSON" },
  "invalid-query": { status: 400, title: "A query parameter cannot be read" },
  "invalid-request": { status: 422, title: "The request has faults" },
  "unknown-place": { status: 422, title: "A place is not known" },
  "ambiguous-place": { status: 422, title: "A place name has several meanings" },
  "same-place": { status: 422, title: "Start and end are one place" },
  "past-date": { status: 422, title: "A date lies in the past" },
  "unknown-goods": { status: 422, title: "The goods code does not exist" },
  "too-heavy": { status: 422, title: "The load is too heavy for the unit" },
  contradiction: { status: 422, title: "Parts of the request contradict each other" },
  "too-far-ahead": { status: 422, title: "A date lies too far ahead" },
  "not-found": { status: 404, title: "There is nothing here" },
  "method-not-allowed": { status: 405, title: "The method is not allowed here" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "The body has to be application/json" },
  "too-many-requests": { status: 429, title: "Too many requests from this address" },
  cancelled: { status: 499, title: "The client went away" },
  internal: { status: 500, title: "Something went wrong on our side" },
  busy: { status: 503, title: "All planners are busy" },
  timeout: { status: 504, title: "The answer took too long" },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const ProblemIssue = z
  .object({
    pointer: z
      .string()
      .openapi({ description: "JSON pointer, RFC 6901, to the value at fault", example: "/from" }),
    detail: z.string(),
    suggestions: z.array(z.string()).optional(),
  })
  .openapi("ProblemIssue");
export type ProblemIssue = z.infer<typeof ProblemIssue>;

/** Problem details, RFC 9457, with our code and the single faults. */
export const Problem = z
  .object({
    type: z
      .string()
      .openapi({ description: "Address of the description", example: "/docs#problem-unknown-place" }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    errors: z.array(ProblemIssue).optional(),
  })
  .openapi("Problem");

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
): Written<z.infer<typeof Problem>, StatusOf<Code>> {
  const { status, title } = PROBLEMS[code];
  const body = { type: `/docs#problem-${code}`, title, status, detail, code, ...(errors ? { errors } : {}) };
  const response = c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...headers,
  });
  return response as Response as Written<z.infer<typeof Problem>, StatusOf<Code>>;
}
