import type { z } from "@hono/zod-openapi";
import type { ProblemIssue } from "@rahdari/api";
import { pointer } from "@rahdari/ledger";

type Issue = z.core.$ZodIssue;

/** At most this many faults are listed: a hostile body could hold thousands. */
const MOST = 20;

/** What an interface has to say of a fault besides: its own code, with numbers and words. */
export type Says = (issue: Issue, path: readonly PropertyKey[]) => Partial<ProblemIssue>;

/** The faults that zod found as JSON pointers, each value's first; a union's are those of its closest branch. */
export function zodIssues(error: z.ZodError, says: Says = () => ({})): ProblemIssue[] {
  const told = new Map<string, ProblemIssue>();
  for (const [issue, path] of flattened(error.issues, [])) {
    const at = pointer(path);
    if (!told.has(at)) told.set(at, { pointer: at, ...detailOf(issue), ...says(issue, path) });
    if (told.size === MOST) break;
  }
  return [...told.values()];
}

/** Single faults with their paths. One after the other: there may be many more than are asked for. */
function* flattened(
  issues: readonly Issue[],
  above: readonly PropertyKey[],
): Generator<[Issue, readonly PropertyKey[]]> {
  for (const issue of issues) {
    const path = [...above, ...issue.path];
    const within = issuesWithin(issue);
    if (within.length > 0) yield* flattened(within, path);
    else if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) yield [{ ...issue, keys: [key] }, [...path, key]];
    else yield [issue, path];
  }
}

/** What a fault is made up of: the branches of a union, the form of a key or of what it leads to. */
function issuesWithin(issue: Issue): readonly Issue[] {
  if (issue.code === "invalid_union") return closestBranch(issue.errors);
  return issue.code === "invalid_key" || issue.code === "invalid_element" ? issue.issues : [];
}

function detailOf(issue: Issue): Pick<ProblemIssue, "detail" | "suggestions"> {
  if (issue.code === "unrecognized_keys") return { detail: "no such field" };
  if (issue.code !== "invalid_value") return { detail: issue.message };
  return { detail: issue.message, suggestions: issue.values.map(String) };
}

function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  return branches.toSorted((a, b) => a.length - b.length)[0] ?? [];
}
