import { z } from "@hono/zod-openapi";
import { PROBLEMS, Problem, type ProblemCode } from "@rahdari/api";
import type { Context } from "hono";
import type { StatusOf, Written } from "./problem.ts";

/** Path parameter of the routes for one place or crossing. */
export const IdParameter = z.object({ id: z.string().min(1).max(120) });

/** The query of a route that takes none: a parameter that would be left aside is a mistake to be told. */
export const NO_QUERY = z.strictObject({});

/** A JSON response for a route's description. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

interface ProblemResponse {
  readonly description: string;
  readonly content: { readonly "application/problem+json": { readonly schema: typeof Problem } };
}

/** Problem responses for a route's description, one entry a status. */
export function problems<Code extends ProblemCode>(...codes: readonly Code[]) {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  const entries = [...byStatus].map(([status, same]) => {
    const description = same.map((code) => `${code}: ${PROBLEMS[code].title}`).join("; ");
    return [status, { description, content: { "application/problem+json": { schema: Problem } } }];
  });
  return Object.fromEntries(entries) as Record<StatusOf<Code>, ProblemResponse>;
}

/** A 200 with a JSON body that was written elsewhere or beforehand. */
export function writtenJson<Body>(
  c: Context,
  body: string,
  headers: Record<string, string>,
): Written<Body, 200> {
  return c.body(body, 200, headers) as Response as Written<Body, 200>;
}
