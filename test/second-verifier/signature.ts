import { createPublicKey, type KeyObject, verify } from "node:crypto";

/** RFC 8410 section 4: what stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const L = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
const NEUTRAL = Buffer.from(`01${"00".repeat(31)}`, "hex");

const keys = new Map<string, KeyObject>();

/**
 * The caller has admitted the key. OpenSSL recomputes R without the cofactor and compares bytes, as the formats
 * ask; S below the order and R not neutral are asked here, whatever OpenSSL does.
 */
export function signatureHolds(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const S = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString("hex")}`);
  if (S >= L || NEUTRAL.equals(signature.subarray(0, 32))) return false;
  return verify(null, message, keyObject(key), signature);
}

function keyObject(key: Uint8Array): KeyObject {
  const name = Buffer.from(key).toString("hex");
  const object =
    keys.get(name) ?? createPublicKey({ key: Buffer.concat([SPKI, key]), format: "der", type: "spki" });
  keys.set(name, object);
  return object;
}
