import type { Engine, Refusal, Submission } from "../engine/engine.ts";
import { MAX_ENVELOPE_BYTES } from "../event/envelope.ts";
import { Author } from "../event/names.ts";
import { standingOf } from "../execute/state.ts";
import { LedgerError } from "../fault.ts";
import { formatReceipt } from "../receipt/receipt.ts";
import { formatBundle } from "../roster/bundle.ts";
import { json, problem, readBody, text } from "./reply.ts";

/** Answers a request for a path below a log's prefix; undefined where the path names nothing there. */
export type PathHandler = (request: Request, path: string) => Promise<Response | undefined>;

/** Told what became of an envelope that was handed in, and after how many milliseconds. */
export type OnSubmission = (submission: Submission, ms: number) => void;

/**
 * The API of one ledger: `POST events` takes an envelope in, `GET receipts/<index>` and `GET bundle` give proofs,
 * `GET chains/<author>` says how far the ledger knows an author.
 * Whoever holds an envelope may hand it in: its signature is what counts.
 */
export function ledgerHandler(engine: Engine<unknown>, onSubmission?: OnSubmission): PathHandler {
  return async (request, path) => {
    if (path === "events")
      return request.method === "POST" ? take(engine, request, onSubmission) : notAllowed("POST");
    if (path === "bundle") return request.method === "GET" ? bundle(engine) : notAllowed("GET");
    if (path.startsWith("chains/")) {
      const author = Author.safeParse(path.slice("chains/".length));
      if (!author.success) return undefined;
      return request.method === "GET" ? json(200, standingOf(engine.state, author.data)) : notAllowed("GET");
    }
    const index = /^receipts\/(0|[1-9]\d{0,14})$/.exec(path)?.[1];
    if (index === undefined) return undefined;
    return request.method === "GET" ? receipt(engine, Number(index)) : notAllowed("GET");
  };
}

/** Status of an answer for each way an envelope can be refused. */
const REFUSED: Readonly<Record<Refusal["code"], number>> = {
  malformed: 400,
  "origin/other": 422,
  "key/unknown": 422,
  "signature/false": 422,
  "chain/disputed": 409,
  busy: 429,
};

async function take(
  engine: Engine<unknown>,
  request: Request,
  onSubmission: OnSubmission | undefined,
): Promise<Response> {
  const envelope = await readBody(request, MAX_ENVELOPE_BYTES);
  if (!envelope) return problem(413, "oversize", `an envelope has at most ${MAX_ENVELOPE_BYTES} bytes`);
  const began = performance.now();
  const submission = await engine.submit(envelope);
  onSubmission?.(submission, performance.now() - began);
  return replyTo(submission);
}

function replyTo(submission: Submission): Response {
  if (submission.status === "refused") return refusedReply(submission.refusal);
  return json(submission.status === "final" ? 200 : 202, submission);
}

function refusedReply(refusal: Refusal): Response {
  const status = REFUSED[refusal.code];
  if (refusal.code !== "malformed") return problem(status, refusal.code, refusal.detail);
  const { fault } = refusal;
  const at = fault.code === "malformed" ? { why: fault.why, pointer: fault.at } : {};
  return problem(status, refusal.code, new LedgerError(fault).message, at);
}

async function receipt(engine: Engine<unknown>, index: number): Promise<Response> {
  try {
    return text(200, formatReceipt(await engine.receipt(index)), "application/json");
  } catch (error) {
    if (error instanceof LedgerError && error.code === "not-found")
      return problem(404, "not-found", `no final entry ${index}; there are ${engine.checkpoint.size}`);
    throw error;
  }
}

async function bundle(engine: Engine<unknown>): Promise<Response> {
  const { roster, rosterAt, rosterDue } = engine.state;
  if (rosterDue || rosterAt === null) return problem(503, "roster-due", "members are changing; ask again");
  const { entry, proof } = await engine.receipt(rosterAt);
  const handovers = await engine.handovers(proof.checkpoint.size);
  return text(200, formatBundle(roster, entry, proof, handovers), "application/json");
}

function notAllowed(allow: string): Response {
  const response = problem(405, "method-not-allowed", `only ${allow}`);
  response.headers.set("allow", allow);
  return response;
}
