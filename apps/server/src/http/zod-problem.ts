import type { z } from "@hono/zod-openapi";
import type { ProblemIssue } from "@rahdari/api";
import { pointer } from "./text-fault.ts";

type Issue = z.core.$ZodIssue;

/** At most this many faults are listed: a hostile body could hold thousands. */
const MOST = 20;

/** What an interface has to say of a fault besides: its own code, with numbers and words. */
export type Says = (issue: Issue, path: readonly PropertyKey[]) => Partial<ProblemIssue>;

/** The faults that zod found as JSON pointers; a union's fault is told once, by its closest branch. */
export function zodIssues(error: z.ZodError, says: Says = () => ({})): ProblemIssue[] {
  return error.issues.flatMap((issue) => flatten(issue, [], says)).slice(0, MOST);
}

function flatten(issue: Issue, above: readonly PropertyKey[], says: Says): ProblemIssue[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0)
    return closestBranch(issue.errors).flatMap((each) => flatten(each, path, says));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointer([...path, key]),
      detail: "no such field",
      ...says({ ...issue, keys: [key] }, path),
    }));
  }
  const told = { pointer: pointer(path), detail: issue.message, ...says(issue, path) };
  return [issue.code === "invalid_value" ? { ...told, suggestions: issue.values.map(String) } : told];
}

function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  return branches.toSorted((a, b) => a.length - b.length)[0] ?? [];
}
