import { z } from "@hono/zod-openapi";
import type { ProblemCode } from "@rahdari/api";
import type { Context } from "hono";
import { problem } from "../http/problem.ts";
import { problems } from "../http/responses.ts";

// What routes of transit have in common.

/** Answers hang on the key and change with every entry. */
export const FRESH = { "cache-control": "no-store" };
export const FRESH_JSON = { "content-type": "application/json", ...FRESH };

export const MovementParameter = z.object({ movement: z.string().min(1).max(40) });
export const OfficeParameters = z.object({
  member: z.string().regex(/^[A-Z]{2}$/),
  office: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
});

const OF_ALL = [
  "invalid-query",
  "no-key",
  "not-allowed",
  "not-found",
  "too-many-requests",
  "internal",
] as const satisfies readonly ProblemCode[];

/** What every address may refuse with, and what one of them may besides. */
export function refusals<Code extends ProblemCode = never>(...others: readonly Code[]) {
  return problems<(typeof OF_ALL)[number] | Code>(...OF_ALL, ...others);
}

export function noMovement(c: Context) {
  return problem(c, "not-found", "No movement of that reference that this key may see.");
}

export function notYourOffice(c: Context) {
  return problem(c, "not-allowed", "This key is not good for that office.");
}
