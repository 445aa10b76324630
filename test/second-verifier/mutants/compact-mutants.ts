import { deflateRawSync, inflateRawSync } from "node:zlib";
import { DICTIONARY } from "../compact-receipt.ts";
import { type Chance, type Mutants, mapped, named, reordered } from "./mutation.ts";

const COSIGNATURE = 72;

/** A compact receipt, cut where its parts begin. */
interface Pieces {
  readonly level: Buffer;
  readonly policy: Buffer;
  readonly entry: Buffer;
  readonly index: Buffer;
  readonly size: Buffer;
  readonly path: Buffer;
  readonly log: Buffer;
  /** Number of the witness, time and signature. */
  readonly cosigned: readonly Buffer[];
  readonly disclosures: Buffer;
}

/** Compact receipts made of one by a change; `hashes` are how many its proof has. */
export function* compactMutants(compact: Buffer, hashes: number, chance: Chance): Mutants<Uint8Array> {
  for (let i = 0; i < 40; i++) yield [`bit ${i}`, chance.flip(compact)];
  for (let i = 0; i < 8; i++) {
    const at = chance.below(compact.length + 1);
    yield [`cut at ${at}`, compact.subarray(0, at)];
    yield [`without byte ${at}`, Buffer.concat([compact.subarray(0, at), compact.subarray(at + 1)])];
    yield [
      `a byte more at ${at}`,
      Buffer.concat([compact.subarray(0, at), Buffer.from([chance.below(256)]), compact.subarray(at)]),
    ];
  }
  const pieces = cut(compact, hashes);
  yield* mapped(pieceMutants(pieces, chance), (changes) => joined({ ...pieces, ...changes }));
  yield ["put together again", joined(pieces)];
}

/** As `compactMutants`, of the text of a QR code. */
export function* qrMutants(qr: string, chance: Chance): Mutants<Uint8Array> {
  const bytes = (text: string) => Buffer.from(text);
  yield ["small letters", bytes(qr.toLowerCase())];
  for (const sign of [" ", "\n", "0", "A", ":", "a", "\u00e9", "00", "000", ":::"]) {
    yield [`${JSON.stringify(sign)} behind`, bytes(qr + sign)];
    yield [`${JSON.stringify(sign)} in front`, bytes(sign + qr)];
  }
  for (let i = 0; i < 12; i++) {
    const at = chance.below(qr.length);
    yield [`without sign ${at}`, bytes(qr.slice(0, at) + qr.slice(at + 1))];
    yield [`another sign at ${at}`, bytes(qr.slice(0, at) + chance.pick([..."0Z :a"]) + qr.slice(at + 1))];
  }
}

function* pieceMutants(pieces: Pieces, chance: Chance): Mutants<Partial<Pieces>> {
  for (const key of ["level", "index", "size"] as const)
    for (const [name, value] of numberMutants(pieces[key])) yield [`${key} ${name}`, { [key]: value }];
  for (const key of ["policy", "log", "path"] as const)
    yield [`a bit of ${key}`, { [key]: chance.flip(pieces[key]) }];
  yield* mapped(named("cosigned", reordered(pieces.cosigned)), (cosigned) => ({ cosigned }));
  for (const [i, line] of pieces.cosigned.entries()) {
    yield [`a bit of cosignature ${i}`, { cosigned: pieces.cosigned.with(i, chance.flip(line)) }];
    yield [
      `witness of ${i} in two bytes`,
      { cosigned: pieces.cosigned.with(i, longer(line.subarray(0, 1), line.subarray(1))) },
    ];
  }
  yield* mapped(blockMutants(pieces.entry, chance, DICTIONARY), (entry) => ({ entry }));
  yield* mapped(blockMutants(pieces.disclosures, chance), (disclosures) => ({ disclosures }));
  const none = deflateRawSync(Buffer.from("[]"));
  yield ["an empty list of disclosures", { disclosures: none }];
}

function* numberMutants(number: Buffer): Mutants<Buffer> {
  yield ["in a longer form", longer(number)];
  yield ["in a form longer by two", longer(longer(number))];
  yield ["one more", Buffer.from(number).fill(number[0]! ^ 1, 0, 1)];
  yield ["of 2^63", Buffer.from(`${"80".repeat(9)}01`, "hex")];
  yield ["of 2^62", Buffer.from(`${"80".repeat(8)}40`, "hex")];
}

/** The same LEB128 number with a group of zeros more. */
function longer(number: Buffer, rest: Uint8Array = Buffer.alloc(0)): Buffer {
  const last = number.length - 1;
  return Buffer.concat([number.subarray(0, last), Buffer.from([number[last]! | 128, 0]), rest]);
}

/** The same text deflated otherwise, and others. */
function* blockMutants(block: Buffer, chance: Chance, dictionary?: Buffer): Mutants<Buffer> {
  if (block.length === 0) return;
  const options = dictionary ? { dictionary } : {};
  const text = inflateRawSync(block, options);
  for (const level of [0, 1, 6, 9])
    yield [`deflated at level ${level}`, deflateRawSync(text, { ...options, level })];
  yield ["deflated without the dictionary", deflateRawSync(text)];
  yield ["a byte behind", Buffer.concat([block, Buffer.from([0])])];
  yield ["twice", Buffer.concat([block, block])];
  yield ["a byte less", block.subarray(0, -1)];
  for (let i = 0; i < 12; i++) yield [`bit ${i} of the deflated bytes`, chance.flip(block)];
  for (let i = 0; i < 4; i++) yield [`bit ${i} of the text`, deflateRawSync(chance.flip(text), options)];
  yield ["white space", deflateRawSync(Buffer.from(text.toString().replace(",", ", ")), options)];
}

function cut(compact: Buffer, hashes: number): Pieces {
  let at = 2;
  const take = (length: number) => {
    at += length;
    return compact.subarray(at - length, at);
  };
  const number = () => {
    const from = at;
    while (compact[at]! > 127) at++;
    return compact.subarray(from, ++at);
  };
  const block = () => take(lebValue(number()));
  const [level, policy, entry, index, size] = [number(), take(8), block(), number(), number()];
  const [path, log, count] = [take(32 * hashes), take(64), lebValue(number())];
  const cosigned = Array.from({ length: count }, () => take(1 + COSIGNATURE));
  return { level, policy, entry, index, size, path, log, cosigned, disclosures: block() };
}

function lebValue(number: Buffer): number {
  return number.reduceRight((sum, byte) => sum * 128 + (byte & 127), 0);
}

function joined({ level, policy, entry, index, size, path, log, cosigned, disclosures }: Pieces): Buffer {
  const head = [Buffer.from("R1"), level, policy, leb(entry.length), entry, index, size, path, log];
  return Buffer.concat([...head, leb(cosigned.length), ...cosigned, leb(disclosures.length), disclosures]);
}

function leb(number: number): Buffer {
  return number < 128
    ? Buffer.from([number])
    : Buffer.concat([Buffer.from([(number & 127) | 128]), leb(number >> 7)]);
}
