import { setTimeout } from "node:timers/promises";
import {
  type Bundle,
  LedgerError,
  parseBundle,
  parseCheckpoint,
  parseReceipt,
  type Refusal,
  type Submission,
} from "@rahdari/ledger";
import type { EpochMs } from "@rahdari/units";
import { z } from "zod";
import { EXIT, type Io } from "../io.ts";
import { acquaint, checkFinal, checkHead } from "./met-ledger.ts";
import type { Place } from "./place.ts";
import type { Reach } from "./reach.ts";
import { Trouble } from "./trouble.ts";
import { TrustedBundles } from "./trusted-bundles.ts";

/** Longer than a node waits for its cosigners. */
const TIMEOUT_MS = 30_000;
const MAX_BYTES = 20_000_000;
const [ATTEMPTS, PAUSE_MS] = [12, 500] as const;

const Outcome = z.discriminatedUnion("status", [
  z.object({ status: z.literal("accepted") }),
  z.object({
    status: z.literal("rejected"),
    code: z.string(),
    path: z.string().exactOptional(),
    against: z.int().exactOptional(),
  }),
]);
const Accepted = z.discriminatedUnion("status", [
  z.object({ status: z.enum(["final", "pending"]), index: z.int().min(0), outcome: Outcome }),
  z.object({ status: z.literal("parked"), expected: z.int().min(0) }),
]);
const Chain = z.object({ author: z.string(), next: z.int().min(0), entry: z.int().min(0).nullable() });
const Problem = z.object({ code: z.string(), detail: z.string() });
const REFUSALS = ["origin/other", "key/unknown", "signature/false", "chain/disputed", "busy"] as const;

/** A ledger at another node, below its address `http://HOST:PORT/ORIGIN`; what it says is verified. */
export function remoteLedger({ directory, origin, config }: Place, prefix: string, io: Io): Reach {
  let known: Bundle | undefined;
  const acquaintance = { at: prefix, met: TrustedBundles.metBy(directory), charter: config?.charter };
  const get = async <Value>(path: string, read: (bytes: Uint8Array) => Value) => {
    const url = `${prefix}/${path}`;
    const answer = await askAgain(io, url);
    if (!answer.ok) throw refusedGet(url, answer);
    return fit(prefix, () => read(answer.body));
  };
  const bundle = async () => {
    const sent = await get("bundle", parseBundle);
    if (sent.roster.origin !== origin) throw unfit(prefix, `is the ledger ${sent.roster.origin}`);
    known = await acquaint(sent, acquaintance);
    return known;
  };
  // Members may have changed since they were asked for: who fails by those known is judged by those of now.
  const checked = async <Value>(value: Value, check: (value: Value, by: Bundle) => Promise<void>) => {
    const held = known && (await settles(check(value, known)));
    if (!held) await check(value, await bundle());
    return value;
  };
  const now = () => io.now().getTime() as EpochMs;
  return {
    origin,
    at: prefix,
    engine: null,
    bundle,
    submit: async (envelope) => submissionIn(prefix, await ask(io, `${prefix}/events`, envelope)),
    async receipt(index) {
      const receipt = await get(`receipts/${index}`, parseReceipt);
      if (receipt.proof.index !== BigInt(index)) throw unfit(prefix, "sent the receipt of another entry");
      return checked(receipt, (value, by) => checkFinal(value, by, prefix, now()));
    },
    checkpoint: async () =>
      checked(await get("checkpoint", parseCheckpoint), (head, by) => checkHead(head, by, prefix)),
    async standing(author) {
      const { ok, body } = await ask(io, `${prefix}/chains/${author}`);
      return ok ? Chain.safeParse(jsonIn(body)).data : undefined;
    },
    close: async () => {},
  };
}

function settles(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** Where no node is known that could be asked. */
export function nowhere(origin: string): Trouble {
  return unreachable(origin, "no node is known for it");
}

/** A node that has just begun, or whose members are changing, says so: it is asked again for some seconds. */
async function askAgain(io: Io, url: string): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(io, url);
    if (answer.status !== 503 || attempt === ATTEMPTS) return answer;
    await setTimeout(PAUSE_MS);
  }
}

type Answer = { readonly ok: boolean; readonly status: number; readonly body: Uint8Array };

async function ask(io: Io, url: string, envelope?: Uint8Array): Promise<Answer> {
  try {
    const response = await io.fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
      ...(envelope && { method: "POST", body: new Uint8Array(envelope) }),
    });
    return { ok: response.ok, status: response.status, body: await bodyOf(response, url) };
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw unreachable(url, reason(error), error);
  }
}

async function bodyOf(response: Response, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw unfit(url, `sent more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function submissionIn(prefix: string, { ok, status, body }: Answer): Submission {
  const json = jsonIn(body);
  if (ok) {
    const read = Accepted.safeParse(json);
    if (read.success) return read.data;
    throw unfit(prefix, "does not answer like a ledger");
  }
  const problem = Problem.safeParse(json).data;
  const code = REFUSALS.find((one) => one === problem?.code);
  if (code && problem)
    return { status: "refused", refusal: { code, detail: problem.detail } satisfies Refusal };
  if (status >= 500) throw failed(prefix, `${status} ${problem?.detail ?? ""}`);
  throw unfit(prefix, `refuses with ${status} ${problem?.code ?? ""} ${problem?.detail ?? ""}`.trimEnd());
}

function refusedGet(url: string, { status, body }: Answer): Error {
  const problem = Problem.safeParse(jsonIn(body)).data;
  const detail = problem?.detail ?? `HTTP ${status}`;
  if (status === 404) return new LedgerError({ code: "not-found", what: `${url}: ${detail}` });
  return status >= 500 ? failed(url, `${status} ${detail}`) : unfit(url, detail);
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function fit<Value>(url: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw unfit(url, error instanceof Error ? error.message : String(error));
  }
}

/** The system's own word, such as ECONNREFUSED, lies some causes deep. */
function reason(error: unknown): string {
  let word = "no answer";
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === "TimeoutError") return "no answer in time";
    word = "code" in at && typeof at.code === "string" ? at.code : at.message;
  }
  return word;
}

const AWAY = { exit: EXIT.unavailable } as const;

function unreachable(at: string, why: string, cause?: unknown): Trouble {
  const wayOut = "is the node running, and the address right? What is in the journal waits for it";
  return new Trouble("node-unreachable", at, `cannot be reached (${why})`, { ...AWAY, wayOut, cause });
}

function failed(at: string, why: string): Trouble {
  return new Trouble("node-failed", at, why, { ...AWAY, wayOut: "try again later" });
}

function unfit(at: string, why: string): Trouble {
  return new Trouble("node-unfit", at, why, {
    ...AWAY,
    wayOut: "an address is http://HOST:PORT/ORIGIN, such as http://127.0.0.1:9100/example.org/qtta/1",
  });
}
