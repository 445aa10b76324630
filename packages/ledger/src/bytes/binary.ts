import { concat } from "./bytes.ts";

/** Writes a byte string from left to right. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  bytes(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  /** A number in groups of seven bits, the least first, the highest bit set where more follow (LEB128). */
  number(value: bigint | number): void {
    let left = BigInt(value);
    const groups: number[] = [];
    do {
      groups.push(Number(left & 127n) | (left > 127n ? 128 : 0));
      left >>= 7n;
    } while (left > 0n);
    this.#parts.push(Uint8Array.from(groups));
  }

  /** Bytes behind their number. */
  block(bytes: Uint8Array): void {
    this.number(bytes.length);
    this.bytes(bytes);
  }

  done(): Uint8Array {
    return concat(...this.#parts);
  }
}

/** Reads a byte string from left to right; each reader gives undefined beyond the end, or for another form. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  bytes(length: number): Uint8Array | undefined {
    if (length > this.#bytes.length - this.#at) return undefined;
    const from = this.#at;
    this.#at += length;
    return this.#bytes.slice(from, this.#at);
  }

  /** A number below 2^63 in its shortest form. */
  number(): bigint | undefined {
    let [value, shift] = [0n, 0n];
    for (; shift < 63n; shift += 7n) {
      const group = this.#bytes[this.#at++];
      if (group === undefined) return undefined;
      value |= BigInt(group & 127) << shift;
      if (group < 128) return group === 0 && shift > 0n ? undefined : value;
    }
    return undefined;
  }

  block(most: number): Uint8Array | undefined {
    const length = this.number();
    return length === undefined || length > BigInt(most) ? undefined : this.bytes(Number(length));
  }
}
