import { verifyEd25519 } from "#ed25519";
import { type Envelope, parseEnvelope } from "../event/envelope.ts";
import { signingKey } from "../execute/execute.ts";
import { LedgerError } from "../fault.ts";
import type { Roster } from "../roster/roster.ts";
import type { Refusal } from "./engine.ts";

/** Whether an envelope's signature holds for a public key. */
export function isSigned(key: Uint8Array, { message, signature }: Envelope): Promise<boolean> {
  return verifyEd25519(key, message, signature);
}

/** Reads an envelope and checks that it is for this ledger. */
export function readEnvelope(
  bytes: Uint8Array,
  origin: string,
): { readonly envelope: Envelope } | { readonly refusal: Refusal } {
  try {
    const envelope = parseEnvelope(bytes);
    if (envelope.event.origin === origin) return { envelope };
    return {
      refusal: {
        code: "origin/other",
        detail: `this is ${origin}, the event is for ${envelope.event.origin}`,
      },
    };
  } catch (error) {
    if (error instanceof LedgerError) return { refusal: { code: "malformed", fault: error.fault } };
    throw error;
  }
}

/** Why an envelope is attributable to nobody here; undefined where its signature holds. */
export async function unsigned(roster: Roster, envelope: Envelope): Promise<Refusal | undefined> {
  const key = signingKey(roster, envelope);
  const { author } = envelope.event;
  if (!key) return { code: "key/unknown", detail: `${envelope.key} is no key of ${author}` };
  if (await isSigned(key, envelope)) return undefined;
  return { code: "signature/false", detail: `the signature of ${envelope.key} does not hold` };
}
