import { admitKey, admitSignature } from "./admit-key.ts";
import { verifyByNoble } from "./ed25519-noble.ts";
import { PLAIN, REFUSED } from "./probes.ts";

/**
 * The rule of `ed25519-node.ts` in a browser: by its own Ed25519 where that is there and gives the same verdict
 * on the signatures that tell verifiers apart, else in JavaScript.
 */
export async function verifyEd25519(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  fit ??= webIsFit();
  if (!(await fit)) return verifyByNoble(key, message, signature);
  return key.length === 32 && admitKey(key) && byWeb(key, message, signature);
}

let fit: Promise<boolean> | undefined;

async function webIsFit(): Promise<boolean> {
  const refused = await Promise.all(Object.values(REFUSED).map((probe) => byWeb(...probe)));
  return (await byWeb(...PLAIN)) && !refused.includes(true);
}

/** By WebCrypto alone; false where there is none or where it has no Ed25519. */
async function byWeb(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (!admitSignature(signature)) return false;
  try {
    const { subtle } = globalThis.crypto;
    const known = await subtle.importKey("raw", owned(key), "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", known, owned(signature), owned(message));
  } catch {
    return false;
  }
}

/** WebCrypto takes no views of shared memory. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
