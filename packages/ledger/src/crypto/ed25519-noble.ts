import { ed25519 } from "@noble/curves/ed25519.js";
import { admitKey, admitR, admitSignature } from "./admit-key.ts";

/** The rule of `verifyEd25519` in plain JavaScript. */
export async function verifyByNoble(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (key.length !== 32 || !admitSignature(signature)) return false;
  return admitKey(key) && admitR(signature) && ed25519.verify(signature, message, key, { zip215: false });
}
