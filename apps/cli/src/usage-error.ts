/** One fault of the command line: at which option or argument, what is wrong, and what would do. */
export interface UsageIssue {
  readonly option: string;
  readonly message: string;
  readonly suggestions?: readonly string[];
}

export type UsageCode =
  | "unknown-command"
  | "unknown-option"
  | "bad-option"
  | "missing-argument"
  | "too-many-arguments";

/** The command line cannot be carried out as it stands. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code: UsageCode;
  readonly issues: readonly UsageIssue[];

  constructor(code: UsageCode, ...issues: readonly UsageIssue[]) {
    super(issues.map((issue) => `${issue.option}: ${issue.message}`).join("; "));
    this.code = code;
    this.issues = issues;
  }
}
