import { verifyEd25519 } from "#ed25519";
import { concat } from "../bytes/bytes.ts";
import { utf8 } from "../bytes/text.ts";
import type { Signer } from "../crypto/signer.ts";
import { type Note, type NoteSignature, signaturesBy } from "./note.ts";
import { SIGNATURE_TYPE, type VerifierKey, verifierKey } from "./vkey.ts";

/** A cosignature that holds: whose, and when it was given, in seconds since 1970-01-01T00:00Z. */
export type Cosignature = { readonly key: VerifierKey; readonly time: bigint };

const TIME_BYTES = 8;

/** Cosigns a checkpoint's note at `time` seconds since 1970 (C2SP tlog-cosignature, cosignature/v1). */
export async function cosign(note: Note, name: string, signer: Signer, time: bigint): Promise<NoteSignature> {
  const { id } = verifierKey(name, SIGNATURE_TYPE.cosignature, signer.publicKey);
  const stamp = new Uint8Array(TIME_BYTES);
  new DataView(stamp.buffer).setBigUint64(0, time);
  const signature = concat(stamp, await signer.sign(cosignedMessage(note, time)));
  return { name, id, signature };
}

/** The cosignature of a key on a note: its time, `absent`, or `false` where a line by it does not hold. */
export async function verifyCosignature(
  note: Note,
  key: VerifierKey,
): Promise<Cosignature | "absent" | "false"> {
  if (key.type !== SIGNATURE_TYPE.cosignature) return "absent";
  const lines = signaturesBy(note, key);
  const times = await Promise.all(lines.map(({ signature }) => timeOf(note, key, signature)));
  const [time] = times;
  if (times.length === 0) return "absent";
  return time === undefined || times.includes(undefined) ? "false" : { key, time };
}

/** The time of a key's own line on a note, taken as read; 0 where it has none. */
export function cosignedAt(note: Note, key: VerifierKey): bigint {
  const [line] = signaturesBy(note, key);
  return line && line.signature.length === TIME_BYTES + 64 ? stampOf(line.signature) : 0n;
}

async function timeOf(note: Note, key: VerifierKey, signature: Uint8Array): Promise<bigint | undefined> {
  if (signature.length !== TIME_BYTES + 64) return undefined;
  const time = stampOf(signature);
  if (time >= 1n << 63n) return undefined;
  const holds = await verifyEd25519(
    key.publicKey,
    cosignedMessage(note, time),
    signature.subarray(TIME_BYTES),
  );
  return holds ? time : undefined;
}

function stampOf(signature: Uint8Array): bigint {
  return new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
}

function cosignedMessage({ text }: Note, time: bigint): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}
