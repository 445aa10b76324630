import type { z } from "zod";
import type { Finding } from "./guard.ts";
import { pointer } from "./pointer.ts";

type SchemaIssue = z.core.$ZodIssue;

/**
 * Issues of zod as pointers and reasons: unknown fields one by one, and of a union the alternative that comes
 * nearest, since "invalid input" helps nobody who edits a file.
 */
export function schemaFindings(issues: readonly SchemaIssue[], at: readonly PropertyKey[]): Finding[] {
  return issues.flatMap((issue) => findingsOf(issue, [...at, ...issue.path]));
}

function findingsOf(issue: SchemaIssue, path: readonly PropertyKey[]): Finding[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: pointer([...path, key]), reason: "unknown field" }));
    case "invalid_union": {
      const nearest = nearestAlternative(issue.errors);
      return nearest === undefined ? [plain(issue, path)] : schemaFindings(nearest, path);
    }
    default:
      return [plain(issue, path)];
  }
}

function plain(issue: SchemaIssue, path: readonly PropertyKey[]): Finding {
  return { path: pointer(path), reason: lowerFirst(issue.message) };
}

function nearestAlternative(alternatives: readonly (readonly SchemaIssue[])[]) {
  return alternatives.toSorted((a, b) => misfit(a) - misfit(b))[0];
}

/** An alternative whose own key is missing was not the one meant; a value wrong further inside was. */
function misfit(issues: readonly SchemaIssue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === "unrecognized_keys") return sum + 2 * issue.keys.length;
    return sum + (issue.path.length <= 1 ? 2 : 1);
  }, 0);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
