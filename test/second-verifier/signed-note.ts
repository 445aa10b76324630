import { fromBase64, sha256 } from "./encoding.ts";
import { demand, refuse } from "./refusal.ts";

/** C2SP signed-note. */
export interface SignedNote {
  /** With its last newline. */
  readonly text: string;
  readonly lines: readonly SignatureLine[];
}

export interface SignatureLine {
  readonly name: string;
  readonly id: string;
  readonly signature: Buffer;
}

export interface VerifierKey {
  readonly name: string;
  readonly id: string;
  readonly type: number;
  readonly key: Buffer;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a note holds none but newline
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const LINE = /^\u2014 ([^+\p{White_Space}]+) (\S+)$/u;
const MOST_LINES = 100;

export function parseNote(note: string): SignedNote {
  demand(!CONTROL.test(note) && note.isWellFormed(), "note: control character");
  const split = note.lastIndexOf("\n\n");
  demand(split >= 0 && note.endsWith("\n"), "note: no signatures");
  const lines = note.slice(split + 2, -1).split("\n");
  demand(lines.length <= MOST_LINES, "note: too many lines");
  return { text: note.slice(0, split + 1), lines: lines.map(signatureLine) };
}

function signatureLine(line: string): SignatureLine {
  const [, name, blob] = LINE.exec(line) ?? refuse("note: signature line");
  const bytes = fromBase64(blob!);
  demand(bytes.length > 4, "note: signature too short");
  return { name: name!, id: bytes.subarray(0, 4).toString("hex"), signature: bytes.subarray(4) };
}

export function parseVerifierKey(text: string): VerifierKey {
  const [, name, id, blob] =
    /^([^+\p{White_Space}]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? refuse("vkey: form");
  const bytes = fromBase64(blob!);
  const [type, key] = [bytes[0] ?? 0, bytes.subarray(1)];
  demand(noteKeyId(name!, type, key) === id, "vkey: key id");
  return { name: name!, id: id!, type, key };
}

export function formatVerifierKey(name: string, type: number, key: Buffer): string {
  const blob = Buffer.concat([Buffer.from([type]), key]).toString("base64");
  return `${name}+${noteKeyId(name, type, key)}+${blob}`;
}

export function noteKeyId(name: string, type: number, key: Buffer): string {
  return sha256(`${name}\n`, Buffer.from([type]), key)
    .subarray(0, 4)
    .toString("hex");
}
