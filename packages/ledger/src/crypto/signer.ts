/**
 * Whoever holds an Ed25519 private key: memory today, a token behind PKCS#11 later. The seed is never asked
 * for.
 */
export interface Signer {
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
  /** The 64-byte signature of a message. Rejects where the key cannot be used. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
