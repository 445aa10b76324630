import { inflateRawSync } from "node:zlib";
import { parseCanonical } from "./canonical-json.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { type Disclosure, disclosuresShape } from "./disclosure.ts";
import { parseEntry } from "./entry.ts";
import { journalOf, policyOfJournal } from "./journal.ts";
import { leafHash, rootOf, sidesOf } from "./merkle-path.ts";
import type { Receipt } from "./receipt-file.ts";
import { demand, refuse } from "./refusal.ts";
import { judgeOf, type Roster } from "./roster.ts";
import type { SignatureLine, VerifierKey } from "./signed-note.ts";
import { textOf } from "./strict-json.ts";
import type { TrustPolicy } from "./trust-policy.ts";

const LONGEST_ENTRY = 65_535;
const LONGEST_DISCLOSURES = 32_768;
export const DICTIONARY = Buffer.from(
  `,"outcome":{"against":,"code":"right/not-free","path":"/amount","status":"rejected"},"type":"journal"}{"envelope":{"event":{"at":"2027-01-01T00:00:00.000Z","author":"PK/","body":{"amount":1,"lease":null,"reservation":"","right":"","movement":"","office":"","seal":""},"commit":null,"kind":"right.reserve","origin":"","prev":"","seq":,"v":1},"key":"","sig":"=="},"outcome":{"status":"accepted"},"received":"2027-01-01T00:00:00.000Z","type":"event"}`,
);

/** The receipt that the bytes stand for, where the bundle's roster is the one at hand. */
export function openCompact(bytes: Uint8Array, roster: Roster): Receipt {
  const cursor = new Cursor(bytes);
  demand(cursor.take(2).toString("latin1") === "R1", "compact: first bytes");
  const level = (["final", "provisional"] as const)[Number(cursor.number())] ?? refuse("compact: level");
  const beginning = cursor.take(8).toString("hex");
  const entry = inflate(cursor.block(), LONGEST_ENTRY, DICTIONARY);
  const [index, size] = [cursor.number(), cursor.number()];
  const path = sidesOf(index, size).map(() => cursor.take(32));
  const { origin, policy } = level === "final" ? judgeOfLedger(roster, size) : judgeOfJournal(roster, entry);
  demand(policy.id.startsWith(beginning), "compact: another policy");
  const root = rootOf(leafHash(entry), index, size, path);
  const lines = [line(policy.logs[0]!, cursor.take(64)), ...cosignatures(cursor, policy)];
  const disclosures = disclosuresOf(cursor.block());
  cursor.end();
  const proof = { index, path, checkpoint: checkpointOf(origin, size, root, lines) };
  return { level, entry, proof, policyId: policy.id, disclosures };
}

function judgeOfLedger(roster: Roster, size: bigint): { origin: string; policy: TrustPolicy } {
  return { origin: roster.origin, policy: judgeOf(roster, size) };
}

function judgeOfJournal(roster: Roster, text: string): { origin: string; policy: TrustPolicy } {
  const entry = parseEntry(text);
  demand(entry.type === "journal", "compact: provisional, but not of a journal");
  return { origin: journalOf(roster, entry.envelope), policy: policyOfJournal(roster, entry.envelope) };
}

function cosignatures(cursor: Cursor, policy: TrustPolicy): SignatureLine[] {
  const lines: SignatureLine[] = [];
  let next = 0n;
  for (let left = cursor.number(); left > 0n; left--) {
    const number = cursor.number();
    const witness = policy.witnesses[Number(number)];
    demand(number >= next && witness !== undefined, "compact: number of a witness");
    lines.push(line(witness.key, cursor.take(72)));
    next = number + 1n;
  }
  return lines;
}

function line(key: VerifierKey, signature: Buffer): SignatureLine {
  return { name: key.name, id: key.id, signature };
}

function checkpointOf(
  origin: string,
  size: bigint,
  root: Buffer,
  lines: readonly SignatureLine[],
): Checkpoint {
  const text = `${origin}\n${size}\n${root.toString("base64")}\n`;
  return { origin, size, root, note: { text, lines } };
}

function disclosuresOf(block: Buffer): readonly Disclosure[] {
  if (block.length === 0) return [];
  const disclosures = disclosuresShape(parseCanonical(inflate(block, LONGEST_DISCLOSURES)), "disclosures");
  demand(disclosures.length > 0, "compact: none is the empty block");
  return disclosures;
}

function inflate(block: Buffer, longest: number, dictionary?: Buffer): string {
  const options = { maxOutputLength: longest, info: true, ...(dictionary && { dictionary }) };
  let result: { buffer: Buffer; engine: { bytesWritten: number } };
  try {
    result = inflateRawSync(block, options) as unknown as typeof result;
  } catch {
    return refuse("compact: deflate");
  }
  demand(result.engine.bytesWritten === block.length, "compact: something follows the deflated bytes");
  return textOf(result.buffer);
}

class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes);
  }

  take(length: number): Buffer {
    demand(this.#at + length <= this.#bytes.length, "compact: too short");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  block(): Buffer {
    return this.take(Number(this.number()));
  }

  /** LEB128 in the shortest form, below 2^63: nine bytes at most. */
  number(): bigint {
    let number = 0n;
    for (let shift = 0n; shift < 63n; shift += 7n) {
      const byte = this.take(1)[0]!;
      number |= BigInt(byte & 127) << shift;
      if (byte < 128) return byte === 0 && shift > 0n ? refuse("compact: number too long") : number;
    }
    return refuse("compact: number too large");
  }

  end(): void {
    demand(this.#at === this.#bytes.length, "compact: trailing bytes");
  }
}
