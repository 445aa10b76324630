/** One fault of a request, by RFC 9457 with the pointer to the field (RFC 6901). */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
  readonly suggestions?: readonly string[];
}

export type FailureKind = "network" | "refused" | "busy" | "server" | "answer";

/** A request that did not bring an answer: what kind of failure, with the server's own words where it gave any. */
export class RequestFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  /** Seconds that the server asks to wait, when it says. */
  readonly retryAfter: number | null;

  constructor(
    kind: FailureKind,
    detail: string,
    status = 0,
    errors: readonly FieldProblem[] = [],
    retryAfter: number | null = null,
  ) {
    super(detail);
    this.name = "RequestFailure";
    this.kind = kind;
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** Reads an `application/problem+json` body; tolerates anything else. */
export async function failureOf(response: Response): Promise<RequestFailure> {
  const body = await readJson(response);
  const detail = text(body.detail) ?? text(body.title) ?? `HTTP ${response.status}`;
  const errors = Array.isArray(body.errors) ? body.errors.flatMap(fieldProblem) : [];
  return new RequestFailure(kindOf(response.status), detail, response.status, errors, retryAfter(response));
}

function kindOf(status: number): FailureKind {
  if (status === 429 || status === 503) return "busy";
  return status >= 500 ? "server" : "refused";
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return isRecord(body) ? body : {};
  } catch {
    return {};
  }
}

function fieldProblem(value: unknown): FieldProblem[] {
  if (!isRecord(value)) return [];
  const pointer = text(value.pointer) ?? "";
  const detail = text(value.detail) ?? "";
  const suggestions = Array.isArray(value.suggestions)
    ? value.suggestions.filter((s): s is string => typeof s === "string")
    : [];
  return [{ pointer, detail, suggestions }];
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
