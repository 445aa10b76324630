import type { EpochMs } from "@rahdari/units";
import type { MirrorLog } from "../cosign/mirror-log.ts";
import type { Signer } from "../crypto/signer.ts";
import { readEnvelope, unsigned } from "../engine/intake.ts";
import { MAX_ENVELOPE_BYTES } from "../event/envelope.ts";
import { signTicket } from "../witness/ticket.ts";
import type { PathHandler } from "./ledger-handler.ts";
import { problem, readBody, text } from "./reply.ts";

/** `POST tickets`: a member's node confirms that it was shown an event, whatever the sequencer does with it. */
export function ticketHandler(
  mirror: MirrorLog<unknown>,
  { name, signer, now }: { readonly name: string; readonly signer: Signer; readonly now: () => EpochMs },
): PathHandler {
  return async (request, path) => {
    if (path !== "tickets") return undefined;
    if (request.method !== "POST") return problem(405, "method-not-allowed", "only POST");
    const bytes = await readBody(request, MAX_ENVELOPE_BYTES);
    const roster = mirror.state?.roster;
    if (!bytes) return problem(413, "oversize", `an envelope has at most ${MAX_ENVELOPE_BYTES} bytes`);
    if (!roster) return problem(503, "not-ready", "no entries of this ledger yet");
    const read = readEnvelope(bytes, roster.origin);
    const refusal = "refusal" in read ? read.refusal : await unsigned(roster, read.envelope);
    if (refusal) return problem(422, refusal.code, "not an event that anybody can be held to");
    if ("refusal" in read) return undefined;
    return text(200, await signTicket(read.envelope, name, signer, now()));
  };
}
