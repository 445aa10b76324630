import type { Message } from "@rahdari/planner";

/** One fault of a request, by RFC 9457 with the pointer to the field (RFC 6901). */
export interface FieldProblem {
  readonly pointer: string;
  readonly suggestions?: readonly string[];
  /** Its detail by code and values, to be said in the page's language. */
  readonly said: Message;
}

/**
 * `network`: nobody answered. `refused`: the request is at fault. `busy`: ask again later. `server`: the server
 * failed. `answer`: what came is no answer of this interface.
 */
export type FailureKind = "network" | "refused" | "busy" | "server" | "answer";

interface FailureData {
  readonly status?: number;
  /** Code of the problem, see PROBLEMS; null when the server gave none. */
  readonly code?: string | null;
  readonly errors?: readonly FieldProblem[];
  readonly retryAfter?: number | null;
  readonly cause?: unknown;
}

/** A request that did not bring an answer: what kind of failure, with the server's own words where it gave any. */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";
  readonly kind: FailureKind;
  readonly status: number;
  readonly code: string | null;
  readonly errors: readonly FieldProblem[];
  /** Seconds that the server asks to wait, when it says. */
  readonly retryAfter: number | null;

  constructor(kind: FailureKind, detail: string, data: FailureData = {}) {
    super(detail, { cause: data.cause });
    this.kind = kind;
    this.status = data.status ?? 0;
    this.code = data.code ?? null;
    this.errors = data.errors ?? [];
    this.retryAfter = data.retryAfter ?? null;
  }
}

/** Reads an `application/problem+json` body; tolerates anything else, as a proxy may have answered. */
export async function failureOf(response: Response): Promise<RequestFailure> {
  const { status } = response;
  const body = await readJson(response);
  const detail = text(body.detail) ?? text(body.title) ?? `HTTP ${status}`;
  const errors = Array.isArray(body.errors) ? body.errors.flatMap(fieldProblem) : [];
  const data = { status, code: text(body.code), errors, retryAfter: retryAfter(response) };
  return new RequestFailure(kindOf(status), detail, data);
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
  const params = isRecord(value.params) ? Object.entries(value.params).filter(isValue) : [];
  const code = `refused-${text(value.code) ?? "bad-value"}`;
  return [{ pointer, suggestions, said: { code, params: Object.fromEntries(params), text: detail } }];
}

function isValue(entry: [string, unknown]): entry is [string, string | number] {
  return typeof entry[1] === "string" || typeof entry[1] === "number";
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
