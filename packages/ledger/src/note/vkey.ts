import { sha256 } from "#sha256";
import { concat } from "../bytes/bytes.ts";
import { fromBase64, fromHex, toBase64, toHex, utf8 } from "../bytes/text.ts";
import { admitKey } from "../crypto/admit-key.ts";
import { malformed } from "../fault.ts";

/** Signature types of C2SP signed-note that are made and verified here. */
export const SIGNATURE_TYPE = {
  /** Ed25519 over the note's text: logs. */
  ed25519: 0x01,
  /** Timestamped Ed25519 over a checkpoint: cosigners (C2SP tlog-cosignature, cosignature/v1). */
  cosignature: 0x04,
} as const;
export type SignatureType = (typeof SIGNATURE_TYPE)[keyof typeof SIGNATURE_TYPE];

/** A verifier key of C2SP signed-note. Name and id together find the signatures that it must verify. */
export type VerifierKey = {
  readonly name: string;
  /** First four bytes of a hash of name, type and key, as lowercase Base 16. */
  readonly id: string;
  readonly type: SignatureType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
};

/** The verifier key of a name and a public key. Throws LedgerError `malformed` where either is not admitted. */
export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw malformed("vkey", "bad-value", "", `not a key name: ${JSON.stringify(name)}`);
  if (publicKey.length !== 32 || !admitKey(publicKey))
    throw malformed("vkey", "bad-value", "", "not a canonical Ed25519 key of the prime-order group");
  const digest = sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return { name, id: toHex(digest.subarray(0, 4)), type, publicKey };
}

/** `<name>+<id>+<base64 of type and key>`. */
export function formatVkey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

/** Reads a vkey; its id must be the recommended one. Throws LedgerError `malformed`. */
export function parseVkey(text: string): VerifierKey {
  const [, name = "", id = "", encoded = ""] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? [];
  const bytes = fromBase64(encoded, 33);
  if (fromHex(id)?.length !== 4 || bytes === undefined)
    throw malformed("vkey", "syntax", "", `not name+id+key: ${JSON.stringify(text.slice(0, 100))}`);
  const type = Object.values(SIGNATURE_TYPE).find((known) => known === bytes[0]);
  if (type === undefined)
    throw malformed("vkey", "bad-value", "", `signatures of type ${bytes[0]} are not known here`);
  const key = verifierKey(name, type, bytes.subarray(1));
  if (key.id !== id) throw malformed("vkey", "bad-value", "", `the id of this key is ${key.id}, not ${id}`);
  return key;
}

/** Key names are not empty and hold neither spaces nor plus signs nor control characters. */
export function isKeyName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return name !== "" && name.isWellFormed() && !/[\p{White_Space}+\u0000-\u001f\u007f-\u009f]/u.test(name);
}
