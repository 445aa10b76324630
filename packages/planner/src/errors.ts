/** What can be wrong with a request; each code has one meaning in every face. */
export type PlanErrorCode =
  | "invalid-request"
  | "unknown-place"
  | "ambiguous-place"
  | "same-place"
  | "past-date"
  | "unknown-goods"
  | "too-heavy"
  | "contradiction"
  | "too-far-ahead"
  | "stopped";

/** Every sentence that a fault is told in. */
export type PlanIssueCode =
  | "bad-value"
  | "unknown-place"
  | "ambiguous-place"
  | "unknown-crossing"
  | "too-heavy"
  | "unknown-goods"
  | "every-mode-excluded"
  | "end-excluded"
  | "same-place"
  | "deadline-before-ready"
  | "at-before-ready"
  | "past-date"
  | "too-far-ahead"
  | "stopped";

/** One fault: where in the request (RFC 6901 pointer), what is wrong, and what to write instead. */
export interface PlanIssue {
  readonly pointer: string;
  readonly message: string;
  /** Which sentence `message` is, and the values in it, so that a face can say it in any language. */
  readonly code: PlanIssueCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly suggestions?: readonly string[];
}

/** The request cannot be planned as it stands. A request without a lawful way is not an error. */
export class PlanError extends Error {
  readonly code: PlanErrorCode;
  readonly issues: readonly PlanIssue[];

  constructor(code: PlanErrorCode, issues: readonly PlanIssue[]) {
    super(issues.map((issue) => `${issue.pointer || "/"}: ${issue.message}`).join("; "));
    this.name = "PlanError";
    this.code = code;
    this.issues = issues;
  }
}
