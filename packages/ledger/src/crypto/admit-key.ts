import { ed25519 } from "@noble/curves/ed25519.js";
import { toHex } from "../bytes/text.ts";

/** Verdicts that are kept: finding out whether a point is torsion-free takes about a millisecond. */
const MOST_VERDICTS = 10_000;
const verdicts = new Map<string, boolean>();

/**
 * Whether 32 bytes may be anybody's Ed25519 key: the canonical encoding of a point of the prime-order subgroup
 * other than the neutral one. Verifiers disagree on signatures by other keys (C2SP/CCTV ed25519); with these
 * keys, cofactored and cofactorless verifiers differ only where R is not torsion-free.
 */
export function admitKey(key: Uint8Array): boolean {
  if (key.length !== 32) return false;
  const name = toHex(key);
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const point = pointOf(key);
  const verdict = point !== undefined && !point.is0() && point.isTorsionFree();
  if (verdicts.size >= MOST_VERDICTS) verdicts.clear();
  verdicts.set(name, verdict);
  return verdict;
}

/** Whether the first half of a signature is the canonical encoding of a point of the prime-order subgroup. */
export function admitR(signature: Uint8Array): boolean {
  return pointOf(signature.subarray(0, 32))?.isTorsionFree() ?? false;
}

/**
 * Whether 64 bytes may be a signature at all. R must not be the neutral point: OpenSSL 3.0 accepts it, OpenSSL
 * 3.5 does not, and no signer that follows RFC 8032 ever draws it.
 */
export function admitSignature(signature: Uint8Array): boolean {
  return (
    signature.length === 64 && !(signature[0] === 1 && signature.subarray(1, 32).every((byte) => byte === 0))
  );
}

function pointOf(bytes: Uint8Array) {
  try {
    return ed25519.Point.fromBytes(bytes, false);
  } catch {
    return undefined;
  }
}
