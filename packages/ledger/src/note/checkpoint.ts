import { verifyEd25519 } from "#ed25519";
import { fromBase64, toBase64, utf8 } from "../bytes/text.ts";
import type { Signer } from "../crypto/signer.ts";
import { malformed } from "../fault.ts";
import { HASH_BYTES } from "../tree/hash.ts";
import { formatNote, type Note, parseNote, signaturesBy } from "./note.ts";
import { SIGNATURE_TYPE, type VerifierKey, verifierKey } from "./vkey.ts";

/** A log's tree head (C2SP tlog-checkpoint). Extension lines, which nobody audits, are refused. */
export type Checkpoint = {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
};

/** A checkpoint with its note as it was read or signed: whose signatures hold is another question. */
export type SignedCheckpoint = Checkpoint & { readonly note: Note };

/** A whole decimal number without leading zeroes, at most 2^63 - 1; undefined for anything else. */
export function parseDecimal(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d{0,18})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < 1n << 63n ? value : undefined;
}

/** The note text of a checkpoint. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads a signed checkpoint. Throws LedgerError `malformed`. Verifies nothing. */
export function parseCheckpoint(bytes: Uint8Array | string): SignedCheckpoint {
  const note = parseNote(bytes);
  const [origin = "", decimal = "", encoded = "", end, ...more] = note.text.split("\n");
  const size = parseDecimal(decimal);
  const root = fromBase64(encoded, HASH_BYTES);
  if (origin === "") throw malformed("checkpoint", "syntax", "line 1", "no origin");
  if (size === undefined) throw malformed("checkpoint", "syntax", "line 2", "not a tree size");
  if (root === undefined) throw malformed("checkpoint", "syntax", "line 3", "not a root hash");
  if (end !== "" || more.length > 0)
    throw malformed("checkpoint", "syntax", "line 4", "extension lines are not taken");
  return { origin, size, root, note };
}

/** Bytes of a signed checkpoint, as served at `<prefix>/checkpoint`. */
export function formatCheckpoint({ note }: SignedCheckpoint): string {
  return formatNote(note);
}

/** Signs a checkpoint as the log of its origin. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<SignedCheckpoint> {
  const text = checkpointText(checkpoint);
  const { name, id } = verifierKey(checkpoint.origin, SIGNATURE_TYPE.ed25519, signer.publicKey);
  const signature = await signer.sign(utf8(text));
  return { ...checkpoint, note: { text, signatures: [{ name, id, signature }] } };
}

/** A checkpoint with one line by its log, and none by anybody else: those, nobody has looked at. */
export function signedBy(checkpoint: SignedCheckpoint, key: VerifierKey): SignedCheckpoint {
  const { text } = checkpoint.note;
  return { ...checkpoint, note: { text, signatures: signaturesBy(checkpoint.note, key).slice(0, 1) } };
}

/** `absent`: no line by the key. `false`: a line by the key that does not hold, so the note is to be refused. */
export type SignatureVerdict = "holds" | "absent" | "false";

/** What the note's lines by a log's key are worth. */
export async function verifyLogSignature(note: Note, key: VerifierKey): Promise<SignatureVerdict> {
  if (key.type !== SIGNATURE_TYPE.ed25519) return "absent";
  const message = utf8(note.text);
  const verdicts = await Promise.all(
    signaturesBy(note, key).map(({ signature }) => verifyEd25519(key.publicKey, message, signature)),
  );
  if (verdicts.length === 0) return "absent";
  return verdicts.every(Boolean) ? "holds" : "false";
}
