import { z } from "zod";

/** Everything that the interface refuses, with its HTTP status and a title that never varies. */
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
  "no-key": { status: 401, title: "The request carries no key that is good here" },
  "not-allowed": { status: 403, title: "This key is not good for that" },
  "idempotency-key-missing": { status: 400, title: "The header Idempotency-Key is missing or malformed" },
  "idempotency-key-used": { status: 422, title: "Another message was handed in under this Idempotency-Key" },
  "office-not-here": { status: 422, title: "This server does not speak for the office" },
  "message-refused": { status: 422, title: "The message is not allowed" },
  "message-out-of-order": { status: 409, title: "The message is not allowed now" },
  "ledger-refused": { status: 409, title: "The ledger does not take the office's event" },
  "payload-unopened": { status: 422, title: "The opening is not of what the ledger holds" },
  "unreadable-document": { status: 422, title: "The document cannot be read" },
  "not-expressible": { status: 422, title: "The format asks for what is not known here" },
  "stream-ahead": { status: 409, title: "The stream is asked to go on after what is not here" },
  "not-found": { status: 404, title: "There is nothing here" },
  "method-not-allowed": { status: 405, title: "The method is not allowed here" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "A body of this type is not read here" },
  "too-many-requests": { status: 429, title: "Too many requests from this address" },
  cancelled: { status: 499, title: "The client went away" },
  internal: { status: 500, title: "Something went wrong on our side" },
  "ledger-away": { status: 503, title: "The node that puts the ledger in order does not answer" },
  starting: { status: 503, title: "The server is starting" },
  busy: { status: 503, title: "The server is busy" },
  "storage-full": { status: 507, title: "The disk of this server is full" },
  timeout: { status: 504, title: "The answer took too long" },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const ProblemIssue = z
  .object({
    pointer: z
      .string()
      .meta({ description: "JSON pointer, RFC 6901, to the value at fault", example: "/from" }),
    detail: z.string(),
    suggestions: z.array(z.string()).optional(),
    /** Which sentence `detail` is, with the values in it; absent for faults of form. */
    code: z.string().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: "ProblemIssue" });
export type ProblemIssue = z.infer<typeof ProblemIssue>;

/** Problem details, RFC 9457, with our code and the single faults. */
export const Problem = z
  .object({
    type: z
      .string()
      .meta({ description: "Address of the description", example: "/docs#problem-unknown-place" }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    errors: z.array(ProblemIssue).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
