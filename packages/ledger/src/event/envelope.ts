import { z } from "zod";
import { sha256 } from "#sha256";
import { concat } from "../bytes/bytes.ts";
import { fromBase64, toBase64, toHex, utf8 } from "../bytes/text.ts";
import type { Signer } from "../crypto/signer.ts";
import { canonicalBytes, canonicalText, parseLoose, refuseOther } from "../json/canonical.ts";
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
export type EnvelopeFields = z.infer<typeof EnvelopeFields>;

/** A signed event as bytes and as read. After admission only the bytes count. */
export type Envelope = {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes: `prev` of the author's next event. */
  readonly hash: Uint8Array;
  readonly event: EventFields;
  /** Id of the key that it names. */
  readonly key: string;
  readonly signature: Uint8Array;
  /** The bytes that the signature covers. */
  readonly message: Uint8Array;
};

/** Most bytes of an envelope. */
export const MAX_ENVELOPE_BYTES = 32_768;
const EVENT_TYPE = "application/vnd.rahdari.event+json";

/** Reads an envelope in canonical form; verifies nothing. Throws LedgerError `malformed`. */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  const envelope = envelopeOf(parseLoose(bytes, EnvelopeFields, "envelope", MAX_ENVELOPE_BYTES));
  refuseOther(bytes, envelope.bytes, "envelope");
  return envelope;
}

/** The envelope of fields, in its canonical form. */
export function envelopeOf({ event, key, sig }: EnvelopeFields): Envelope {
  const text = canonicalText(event);
  // The members of an envelope in the order of RFC 8785; key and signature need no escapes.
  const bytes = utf8(`{"event":${text},"key":"${key}","sig":"${sig}"}`);
  const signature = fromBase64(sig, 64) as Uint8Array;
  return { bytes, hash: sha256(bytes), event, key, signature, message: eventMessage(text) };
}

/** Signs an event. Throws LedgerError `malformed` where its fields are not those of an event. */
export async function signEvent(event: EventFields, signer: Signer): Promise<Envelope> {
  const signature = await signer.sign(eventMessage(canonicalText(event)));
  const key = keyId(signer.publicKey);
  return parseEnvelope(canonicalBytes({ event, key, sig: toBase64(signature) }));
}

function eventMessage(canonical: string): Uint8Array {
  return preAuthEncoding(EVENT_TYPE, utf8(canonical));
}

/** Pre-authentication encoding of DSSE v1: type and content cannot be taken for one another. */
export function preAuthEncoding(type: string, content: Uint8Array): Uint8Array {
  return concat(utf8(`DSSEv1 ${utf8(type).length} ${type} ${content.length} `), content);
}

/** Id of a public key among the keys of a ledger. */
export function keyId(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey).subarray(0, 8));
}
