/** RFC 1951, 3.2.5: what lengths and distances begin at, and how many bits follow. */
const LENGTHS = scaleOf(
  [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5],
  3,
);
const DISTANCES = scaleOf(
  [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
  1,
);
/** RFC 1951, 3.2.7: the order in which the lengths of the code for code lengths stand. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END = 256;
const MOST_BITS = 15;

class BadStream extends Error {}

/**
 * What a raw deflate stream (RFC 1951) unpacks to; undefined where it is none, does not end with its last byte, or
 * has more than `most` bytes in it. By own code, for the libraries that run in browsers take streams that are none
 * (codes with too many or too few words, bytes behind the end): then verifiers would not agree.
 */
export function inflate(bytes: Uint8Array, most: number, dictionary?: Uint8Array): Uint8Array | undefined {
  try {
    return new Inflater(bytes, most, dictionary ?? new Uint8Array()).run();
  } catch (error) {
    if (error instanceof BadStream) return undefined;
    throw error;
  }
}

type Codes = { readonly literals: Code; readonly distances: Code };

class Inflater {
  readonly #bits: BitReader;
  readonly #out: Uint8Array;
  readonly #begin: number;
  #at: number;

  constructor(bytes: Uint8Array, most: number, dictionary: Uint8Array) {
    this.#bits = new BitReader(bytes);
    this.#begin = dictionary.length;
    this.#at = dictionary.length;
    this.#out = new Uint8Array(dictionary.length + most);
    this.#out.set(dictionary);
  }

  run(): Uint8Array {
    let last = 0;
    while (last === 0) {
      last = this.#bits.take(1);
      this.#block(this.#bits.take(2));
    }
    if (!this.#bits.atEnd) throw new BadStream();
    return this.#out.slice(this.#begin, this.#at);
  }

  #block(type: number): void {
    if (type === 0) for (const byte of this.#bits.stored()) this.#put(byte);
    else if (type === 1) this.#packed(FIXED);
    else if (type === 2) this.#packed(readCodes(this.#bits));
    else throw new BadStream();
  }

  #packed({ literals, distances }: Codes): void {
    for (let symbol = literals.read(this.#bits); symbol !== END; symbol = literals.read(this.#bits)) {
      if (symbol < END) this.#put(symbol);
      else
        this.#copy(
          this.#scaled(LENGTHS, symbol - END - 1),
          this.#scaled(DISTANCES, distances.read(this.#bits)),
        );
    }
  }

  #scaled(scale: Scale, symbol: number): number {
    const step = scale[symbol];
    if (!step) throw new BadStream();
    return step.base + this.#bits.take(step.extra);
  }

  #copy(length: number, distance: number): void {
    if (distance > this.#at) throw new BadStream();
    for (let i = 0; i < length; i++) this.#put(this.#out[this.#at - distance] as number);
  }

  #put(byte: number): void {
    if (this.#at === this.#out.length) throw new BadStream();
    this.#out[this.#at++] = byte;
  }
}

/** A Huffman code by the lengths of its words, in the order of the symbols (RFC 1951, 3.2.2). */
class Code {
  readonly #counts = new Array<number>(MOST_BITS + 1).fill(0);
  readonly #symbols: readonly number[];

  /** `whole`: one word of one bit is not enough. */
  constructor(lengths: readonly number[], whole = false) {
    for (const length of lengths) this.#counts[length] = (this.#counts[length] ?? 0) + 1;
    const used = lengths.flatMap((length, symbol) => (length > 0 ? [symbol] : []));
    this.#symbols = used.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
    const left = this.#wordsLeft();
    const single = !whole && used.length <= 1 && this.#counts[1] === used.length;
    if (left < 0 || (left > 0 && !single)) throw new BadStream();
  }

  read(bits: BitReader): number {
    let [word, first, index] = [0, 0, 0];
    for (let length = 1; length <= MOST_BITS; length++) {
      word |= bits.take(1);
      const count = this.#counts[length] ?? 0;
      if (word - first < count) return this.#symbols[index + word - first] as number;
      index += count;
      first = (first + count) << 1;
      word <<= 1;
    }
    throw new BadStream();
  }

  /** Words of 15 bits that no symbol has; below 0 where some would have two. */
  #wordsLeft(): number {
    const used = this.#counts.map((count, length) => (length > 0 ? count * 2 ** (MOST_BITS - length) : 0));
    return used.reduce((left, words) => left - words, 2 ** MOST_BITS);
  }
}

class BitReader {
  readonly #bytes: Uint8Array;
  /** In bits. */
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return Math.ceil(this.#at / 8) === this.#bytes.length;
  }

  take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) throw new BadStream();
      value |= ((byte >> (this.#at & 7)) & 1) << i;
    }
    return value;
  }

  /** RFC 1951, 3.2.4. */
  stored(): Uint8Array {
    this.#at = 8 * Math.ceil(this.#at / 8);
    const [length, inverse] = [this.take(16), this.take(16)];
    const from = this.#at / 8;
    if ((length ^ inverse) !== 0xffff || from + length > this.#bytes.length) throw new BadStream();
    this.#at += 8 * length;
    return this.#bytes.subarray(from, from + length);
  }
}

/** RFC 1951, 3.2.7. */
function readCodes(bits: BitReader): Codes {
  const [literals, distances, count] = [257 + bits.take(5), 1 + bits.take(5), 4 + bits.take(4)];
  const own = new Array<number>(ORDER.length).fill(0);
  for (const symbol of ORDER.slice(0, count)) own[symbol] = bits.take(3);
  const lengths = readLengths(bits, new Code(own, true), literals + distances);
  if (literals > 286 || distances > 30 || lengths[END] === 0) throw new BadStream();
  return { literals: new Code(lengths.slice(0, literals)), distances: new Code(lengths.slice(literals)) };
}

function readLengths(bits: BitReader, code: Code, count: number): number[] {
  const lengths: number[] = [];
  while (lengths.length < count) {
    const symbol = code.read(bits);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) repeat(lengths, lengths.at(-1), 3 + bits.take(2));
    else repeat(lengths, 0, symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7));
  }
  if (lengths.length > count) throw new BadStream();
  return lengths;
}

function repeat(lengths: number[], length: number | undefined, times: number): void {
  if (length === undefined) throw new BadStream();
  for (let i = 0; i < times; i++) lengths.push(length);
}

type Scale = readonly { readonly base: number; readonly extra: number }[];

function scaleOf(extras: readonly number[], begin: number): Scale {
  let base = begin;
  const scale = extras.map((extra) => {
    const step = { base, extra };
    base += 2 ** extra;
    return step;
  });
  // The greatest length has a symbol of its own.
  return begin === 3 ? [...scale, { base: 258, extra: 0 }] : scale;
}

/** RFC 1951, 3.2.6. */
const FIXED: Codes = {
  literals: new Code(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
  distances: new Code(new Array<number>(32).fill(5)),
};
