import { sha256 } from "#sha256";
import { toHex, utf8 } from "../bytes/text.ts";
import { formatCheckpoint } from "../note/checkpoint.ts";
import type { Witness, WitnessedLog } from "../witness/witness.ts";
import type { PathHandler } from "./ledger-handler.ts";
import { problem, readBody, text } from "./reply.ts";

const MAX_BYTES = 1_000_000;

/** The API of C2SP tlog-witness: `POST add-checkpoint`, `GET <hash of the origin>/checkpoint`. */
export function witnessHandler(witness: Witness, logs: ReadonlyMap<string, WitnessedLog>): PathHandler {
  const byHash = new Map([...logs].map(([origin, log]) => [toHex(sha256(utf8(origin))), log]));
  return async (request, path) => {
    if (path === "add-checkpoint") return add(witness, request);
    const hash = /^([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
    if (hash === undefined) return undefined;
    if (request.method !== "GET") return problem(405, "method-not-allowed", "only GET");
    const latest = byHash.get(hash)?.latest;
    return latest
      ? text(200, formatCheckpoint(latest))
      : problem(404, "not-found", "no checkpoint of this log");
  };
}

async function add(witness: Witness, request: Request): Promise<Response> {
  if (request.method !== "POST") return problem(405, "method-not-allowed", "only POST");
  const body = await readBody(request, MAX_BYTES);
  if (!body) return problem(413, "oversize", `at most ${MAX_BYTES} bytes`);
  const { status, type, body: reply } = await witness.addCheckpoint(body);
  return text(status, reply, type);
}
