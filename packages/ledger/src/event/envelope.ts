import { z } from "zod";
import { sha256 } from "#sha256";
import { concat } from "../bytes/bytes.ts";
import { fromBase64, toBase64, toHex, utf8 } from "../bytes/text.ts";
import type { Signer } from "../crypto/signer.ts";
import { canonicalBytes, canonicalText, parseCanonical } from "../json/canonical.ts";
import { isJsonObject, type JsonObject } from "../json/json.ts";
import { Author, Bytes32, Bytes64, Count, Instant, KeyId, Kind, Origin } from "./names.ts";

/** What an accountable party states, once signed for ever: a transit event. */
export const EventFields = z
  .strictObject({
    /** Time that the author claims. */
    at: Instant,
    author: Author,
    /** What is stated, in the open; its form is the state machine's. */
    body: z.custom<JsonObject>(isJsonObject, "expected an object"),
    /** Root of the salted field hashes of the private payload; null where there is none. */
    commit: Bytes32.nullable(),
    kind: Kind,
    /** The ledger that it is meant for. */
    origin: Origin,
    /** SHA-256 of the author's previous envelope; null for the first. */
    prev: Bytes32.nullable(),
    /** The author's own count, from 0. */
    seq: Count,
    v: z.literal(1),
  })
  .refine(({ seq, prev }) => (seq === 0) === (prev === null), {
    path: ["prev"],
    message: "is null in the author's first event, and only there",
  });
export type EventFields = z.infer<typeof EventFields>;

export const EnvelopeFields = z.strictObject({ event: EventFields, key: KeyId, sig: Bytes64 });
type EnvelopeFields = z.infer<typeof EnvelopeFields>;

/** A signed event as bytes and as read. After admission only the bytes count. */
export type Envelope = {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes: `prev` of the author's next event. */
  readonly hash: Uint8Array;
  readonly event: EventFields;
  /** Id of the key that it names. */
  readonly key: string;
  readonly signature: Uint8Array;
};

/** Most bytes of an envelope. */
export const MAX_ENVELOPE_BYTES = 32_768;
const EVENT_TYPE = "application/vnd.rahdari.event+json";

/** Reads an envelope in canonical form; verifies nothing. Throws LedgerError `malformed`. */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  return envelopeOf(bytes, parseCanonical(bytes, EnvelopeFields, "envelope", MAX_ENVELOPE_BYTES));
}

/** The envelope of fields that were read from canonical bytes. */
export function envelopeOf(bytes: Uint8Array, { event, key, sig }: EnvelopeFields): Envelope {
  return { bytes, hash: sha256(bytes), event, key, signature: fromBase64(sig, 64) as Uint8Array };
}

/** Signs an event. Throws LedgerError `malformed` where its fields are not those of an event. */
export async function signEvent(event: EventFields, signer: Signer): Promise<Envelope> {
  const signature = await signer.sign(eventMessage(event));
  const key = keyId(signer.publicKey);
  const bytes = utf8(canonicalText({ event, key, sig: toBase64(signature) }));
  return parseEnvelope(bytes);
}

/** The bytes that an event's signature covers. */
export function eventMessage(event: EventFields): Uint8Array {
  return preAuthEncoding(EVENT_TYPE, canonicalBytes(event));
}

/** Pre-authentication encoding of DSSE v1: type and content cannot be taken for one another. */
export function preAuthEncoding(type: string, content: Uint8Array): Uint8Array {
  return concat(utf8(`DSSEv1 ${utf8(type).length} ${type} ${content.length} `), content);
}

/** Id of a public key among the keys of a ledger. */
export function keyId(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey).subarray(0, 8));
}
