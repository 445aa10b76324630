import { deflateSync } from "fflate";
import { z } from "zod";
import { fromBase45, toBase45 } from "../bytes/base45.ts";
import { ByteReader, ByteWriter } from "../bytes/binary.ts";
import { inflate } from "../bytes/inflate.ts";
import { fromBase64, fromHex, fromUtf8, utf8 } from "../bytes/text.ts";
import { MAX_ENTRY_BYTES, parseEntry } from "../entry/entry.ts";
import { Disclosure } from "../event/commitment.ts";
import { malformed } from "../fault.ts";
import { journalOrigin, journalPolicy } from "../journal/journal-origin.ts";
import { canonicalBytes, parseCanonical } from "../json/canonical.ts";
import { checkpointText, type SignedCheckpoint } from "../note/checkpoint.ts";
import type { NoteSignature } from "../note/note.ts";
import { type Policy, parsePolicy, policyId } from "../note/policy.ts";
import type { VerifierKey } from "../note/vkey.ts";
import { keyOf, type Roster } from "../roster/roster.ts";
import { leafHash } from "../tree/hash.ts";
import { inclusionLength, inclusionRoot } from "../tree/inclusion.ts";
import type { Receipt } from "./receipt.ts";

/** Begins the text of a receipt in a QR code. */
const PREFIX = "RD1:";
const MAGIC = Uint8Array.of(0x52, 0x31);
const PROVISIONAL = 1;
const MAX_DISCLOSURES = 32_768;
/** What entries have in common: makes them a third shorter. Part of the format. */
const DICTIONARY = utf8(
  ',"outcome":{"against":,"code":"right/not-free","path":"/amount","status":"rejected"},"type":"journal"}' +
    '{"envelope":{"event":{"at":"2027-01-01T00:00:00.000Z","author":"PK/","body":{"amount":1,"lease":null,"reservation":"' +
    '","right":"","movement":"","office":"","seal":""},"commit":null,"kind":"right.reserve","origin":"","prev":"","seq":' +
    ',"v":1},"key":"","sig":"=="},"outcome":{"status":"accepted"},"received":"2027-01-01T00:00:00.000Z","type":"event"}',
);

/**
 * A receipt as few bytes, for a QR code: whatever a bundle tells is left out (names, keys, the root, which the
 * proof leads to). Lossless for receipts with the signatures that their policy asks for; others are dropped.
 * Throws LedgerError `malformed` where the roster does not hold the receipt's policy, and for more disclosures
 * than are read back.
 */
export function formatCompact(receipt: Receipt, roster: Roster): Uint8Array {
  const { level, entry, proof, disclosures } = receipt;
  const { policy } = policyOf(roster, level === "provisional", entry, receipt.policyId.slice(0, 16));
  const { note, size } = proof.checkpoint;
  const out = new ByteWriter();
  out.bytes(MAGIC);
  out.number(level === "provisional" ? PROVISIONAL : 0);
  out.bytes(fromHex(receipt.policyId.slice(0, 16)) as Uint8Array);
  out.block(deflateSync(entry, { level: 9, dictionary: DICTIONARY }));
  out.number(proof.index);
  out.number(size);
  for (const hash of proof.hashes) out.bytes(hash);
  out.bytes(signatureBy(note.signatures, policy.logs[0]) ?? new Uint8Array(64));
  const cosigned = policy.witnesses.flatMap(({ key }, i) => {
    const signature = signatureBy(note.signatures, key);
    return signature ? [{ i, signature }] : [];
  });
  out.number(cosigned.length);
  for (const { i, signature } of cosigned) {
    out.number(i);
    out.bytes(signature);
  }
  out.block(packDisclosures(disclosures));
  return out.done();
}

/** Reads a compact receipt back with a roster. Throws LedgerError `malformed`. Verifies nothing. */
export function parseCompact(bytes: Uint8Array, roster: Roster): Receipt {
  const reader = new ByteReader(bytes);
  const [first, second] = reader.bytes(2) ?? [];
  if (first !== MAGIC[0] || second !== MAGIC[1]) throw malformed("qr", "syntax", "", "not a compact receipt");
  const flags = need(reader.number(), "flags");
  if (flags > 1n) throw malformed("qr", "bad-value", "flags", "made by a later version");
  const prefix = need(reader.bytes(8), "policy");
  const entry = unpack(need(reader.block(MAX_ENTRY_BYTES), "entry"), MAX_ENTRY_BYTES, DICTIONARY);
  const provisional = flags === 1n;
  const hex = Array.from(prefix, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const { policy, id, origin } = policyOf(roster, provisional, entry, hex);
  const [index, size] = [need(reader.number(), "index"), need(reader.number(), "size")];
  if (index >= size) throw malformed("qr", "bad-value", "index", "beyond the checkpoint");
  const hashes = Array.from({ length: inclusionLength(index, size) }, () => need(reader.bytes(32), "proof"));
  const root = need(inclusionRoot(index, size, leafHash(entry), hashes), "proof");
  const signatures = readSignatures(reader, policy);
  const disclosures = readDisclosures(need(reader.block(MAX_DISCLOSURES), "disclosures"));
  if (!reader.atEnd) throw malformed("qr", "syntax", "", "more bytes than a receipt has");
  const head = { origin, size, root };
  const checkpoint: SignedCheckpoint = { ...head, note: { text: checkpointText(head), signatures } };
  const level = provisional ? "provisional" : "final";
  return { level, entry, proof: { index, hashes, checkpoint }, policyId: id, disclosures };
}

/** The text of a QR code for a receipt. */
export function formatQrText(receipt: Receipt, roster: Roster): string {
  return PREFIX + toBase45(formatCompact(receipt, roster));
}

/** Whether a text, as scanned, is that of a receipt. */
export function isQrText(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** Throws LedgerError `malformed`. */
export function parseQrText(text: string, roster: Roster): Receipt {
  const bytes = isQrText(text) ? fromBase45(text.slice(PREFIX.length)) : undefined;
  if (!bytes) throw malformed("qr", "syntax", "", "not the text of a receipt");
  return parseCompact(bytes, roster);
}

type Found = { readonly policy: Policy; readonly id: string; readonly origin: string };

/** The policy whose id begins so: of the ledger, or of the journal of the entry's author. */
function policyOf(roster: Roster, provisional: boolean, entry: Uint8Array, prefix: string): Found {
  const found = provisional
    ? journalPolicyOf(roster, entry)
    : roster.policies
        .filter(({ id }) => id.startsWith(prefix))
        .map(({ id, text }) => ({ id, policy: parsePolicy(text), origin: roster.origin }))[0];
  if (!found?.id.startsWith(prefix))
    throw malformed("qr", "bad-value", "policy", `the bundle holds no policy ${prefix}: it may be too old`);
  return found;
}

function journalPolicyOf(roster: Roster, bytes: Uint8Array): Found | undefined {
  const entry = parseEntry(bytes);
  if (entry.type !== "journal") return undefined;
  const key = keyOf(roster, entry.envelope.key);
  if (!key) return undefined;
  const origin = journalOrigin(roster.origin, entry.envelope.event.author);
  const text = journalPolicy(origin, fromBase64(key.publicKey, 32) as Uint8Array);
  return { id: policyId(text), policy: parsePolicy(text), origin };
}

function readSignatures(reader: ByteReader, policy: Policy): NoteSignature[] {
  const log = policy.logs[0] as VerifierKey;
  const signatures = [{ ...nameOf(log), signature: need(reader.bytes(64), "log signature") }];
  const count = need(reader.number(), "cosignatures");
  if (count > BigInt(policy.witnesses.length)) throw malformed("qr", "bad-value", "cosignatures", "too many");
  let last = -1;
  for (let i = 0; i < Number(count); i++) {
    const number = Number(need(reader.number(), "cosignature"));
    const witness = number > last ? policy.witnesses[number] : undefined;
    if (!witness) throw malformed("qr", "bad-value", "cosignature", "no such witness, or out of order");
    signatures.push({ ...nameOf(witness.key), signature: need(reader.bytes(72), "cosignature") });
    last = number;
  }
  return signatures;
}

function packDisclosures(disclosures: readonly Disclosure[]): Uint8Array {
  if (disclosures.length === 0) return new Uint8Array();
  const bytes = canonicalBytes([...disclosures]);
  if (bytes.length > MAX_DISCLOSURES)
    throw malformed("qr", "oversize", "disclosures", `more than ${MAX_DISCLOSURES} bytes`);
  return deflateSync(bytes, { level: 9 });
}

function readDisclosures(block: Uint8Array): readonly Disclosure[] {
  if (block.length === 0) return [];
  const bytes = unpack(block, MAX_DISCLOSURES);
  return parseCanonical(bytes, z.array(Disclosure).min(1).max(100), "qr", MAX_DISCLOSURES);
}

function unpack(bytes: Uint8Array, most: number, dictionary?: Uint8Array): Uint8Array {
  const out = inflate(bytes, most, dictionary);
  if (out && fromUtf8(out) !== undefined) return out;
  throw malformed("qr", "syntax", "", "does not unpack to a text of the size allowed");
}

function signatureBy(
  signatures: readonly NoteSignature[],
  key: VerifierKey | undefined,
): Uint8Array | undefined {
  return signatures.find(({ name, id }) => name === key?.name && id === key.id)?.signature;
}

function nameOf({ name, id }: VerifierKey): { readonly name: string; readonly id: string } {
  return { name, id };
}

function need<Value>(value: Value | undefined, at: string): Value {
  if (value === undefined) throw malformed("qr", "syntax", at, "cut off, or not in its shortest form");
  return value;
}
