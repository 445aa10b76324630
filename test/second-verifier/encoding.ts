import { createHash } from "node:crypto";
import { demand, refuse } from "./refusal.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** RFC 9285, table 1. */
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

export function sha256(...parts: readonly (Uint8Array | string)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** RFC 4648 section 4 with padding; section 3.5: bits left over are zero, so that there is one form only. */
export function fromBase64(text: string): Buffer {
  demand(BASE64.test(text), "not Base 64");
  const bytes = Buffer.from(text, "base64");
  demand(bytes.toString("base64") === text, "Base 64 not in its canonical form");
  return bytes;
}

/** RFC 9285 section 4: three characters for two bytes, two for a last one. */
export function fromBase45(text: string): Buffer {
  demand(text.length % 3 !== 1, "Base 45 ends in a lone character");
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3);
    const number = [...group].reduceRight((sum, character) => sum * 45 + digit45(character), 0);
    demand(number < (group.length === 3 ? 65_536 : 256), "Base 45 overflows");
    if (group.length === 3) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Buffer.from(bytes);
}

function digit45(character: string): number {
  const digit = BASE45.indexOf(character);
  return digit < 0 ? refuse("not Base 45") : digit;
}

/** DSSE, "PAE". */
export function preAuthenticationEncoding(type: string, content: string): Buffer {
  const lengths = [Buffer.byteLength(type), Buffer.byteLength(content)];
  return Buffer.from(`DSSEv1 ${lengths[0]} ${type} ${lengths[1]} ${content}`);
}
