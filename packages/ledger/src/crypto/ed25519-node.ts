import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { toBase64 } from "../bytes/text.ts";
import { admitKey, admitSignature } from "./admit-key.ts";
import type { Signer } from "./signer.ts";

/** Keys that were admitted once; a ledger knows some hundreds. */
const MOST_KEYS = 10_000;
const keys = new Map<string, KeyObject | null>();

/**
 * Whether an Ed25519 signature holds: the key is canonical and torsion-free, and the encoding of sB - kA is R
 * byte by byte (RFC 8032, 5.1.7, without the cofactor) and not the neutral point. Every backend of this package gives the same verdict.
 * False for anything malformed; never throws.
 */
export function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const known = keyObject(key);
  if (known === null || !admitSignature(signature)) return Promise.resolve(false);
  return new Promise((resolve) =>
    verify(null, message, known, signature, (error, holds) => resolve(error === null && holds)),
  );
}

/** A signer whose 32-byte seed (RFC 8032, 5.1.5) lies in memory. */
export function seedSigner(seed: Uint8Array): Signer {
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]),
    format: "der",
    type: "pkcs8",
  });
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  const publicKey = new Uint8Array(Buffer.from(x, "base64url"));
  return { publicKey, sign: async (message) => new Uint8Array(sign(null, message, key)) };
}

function keyObject(key: Uint8Array): KeyObject | null {
  const name = toBase64(key);
  const known = keys.get(name);
  if (known !== undefined) return known;
  const made = key.length === 32 && admitKey(key) ? publicKey(key) : null;
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, made);
  return made;
}

function publicKey(key: Uint8Array): KeyObject {
  return createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(key).toString("base64url") },
    format: "jwk",
  });
}
