const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Base 45 (RFC 9285): two bytes as three signs that a QR code holds without waste. */
export function toBase45(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const [high = 0, low] = [bytes[i], bytes[i + 1]];
    text += low === undefined ? signs(high, 2) : signs(high * 256 + low, 3);
  }
  return text;
}

/** Bytes of Base 45; undefined for what is none. */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3);
    const value = groupValue(group);
    if (value === undefined || value >= (group.length === 3 ? 65_536 : 256)) return undefined;
    bytes.push(...(group.length === 3 ? [value >> 8, value & 255] : [value]));
  }
  return Uint8Array.from(bytes);
}

function signs(value: number, count: number): string {
  return Array.from({ length: count }, (_, i) => SIGNS[Math.floor(value / 45 ** i) % 45]).join("");
}

function groupValue(group: string): number | undefined {
  const digits = [...group].map((sign) => SIGNS.indexOf(sign));
  return digits.includes(-1) ? undefined : digits.reduce((sum, digit, i) => sum + digit * 45 ** i, 0);
}
