import { base64, hex } from "@scure/base";

const encoder = new TextEncoder();
/** A BOM is kept, so that text and bytes stand for each other one to one. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; undefined where they are none. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Standard Base 64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/** Bytes of Base 64 in its one canonical form, of the length asked for; undefined for anything else. */
export function fromBase64(text: string, length?: number): Uint8Array | undefined {
  try {
    const bytes = base64.decode(text);
    return length === undefined || bytes.length === length ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Lowercase Base 16. */
export function toHex(bytes: Uint8Array): string {
  return hex.encode(bytes);
}

/** Bytes of lowercase Base 16; undefined for anything else. */
export function fromHex(text: string): Uint8Array | undefined {
  return /^(?:[0-9a-f]{2})*$/.test(text) ? hex.decode(text) : undefined;
}
