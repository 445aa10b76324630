import { concat } from "../bytes/bytes.ts";
import { fromBase64, toBase64, toHex, utf8 } from "../bytes/text.ts";
import { malformed } from "../fault.ts";
import { textOf } from "../json/canonical.ts";
import type { VerifierKey } from "./vkey.ts";

/** One signature line of a note: whose it says it is, and its bytes after the key id. */
export type NoteSignature = {
  readonly name: string;
  /** Lowercase Base 16 of the four bytes. */
  readonly id: string;
  readonly signature: Uint8Array;
};

/** A signed note (C2SP signed-note). The text counts for nothing until a signature by a trusted key holds. */
export type Note = {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
};

const MAX_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;

/** Reads a note of UTF-8 bytes or text. Throws LedgerError `malformed` with the line. */
export function parseNote(note: Uint8Array | string): Note {
  const whole = textOf(typeof note === "string" ? utf8(note) : note, "note", MAX_BYTES);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole) || !whole.isWellFormed())
    throw malformed("note", "bad-value", "", "control characters other than newline");
  const split = whole.lastIndexOf("\n\n");
  if (split < 0 || !whole.endsWith("\n"))
    throw malformed("note", "syntax", "", "no blank line, or no last newline");
  const text = whole.slice(0, split + 1);
  const lines = whole.slice(split + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES)
    throw malformed("note", "oversize", "", `more than ${MAX_SIGNATURES} signatures`);
  const above = text.split("\n").length;
  return { text, signatures: lines.map((line, i) => parseSignatureLine(line, `line ${above + i + 1}`)) };
}

/** Reads `— <name> <base64>`, without its newline. `at` says where it stands. Throws LedgerError `malformed`. */
export function parseSignatureLine(line: string, at: string): NoteSignature {
  // Any name that the specification lets stand: a line by a stranger is passed over, not refused.
  const [, name = "", encoded = ""] = /^— ([^\p{White_Space}+]+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (name === "" || bytes === undefined || bytes.length < 5)
    throw malformed("note", "syntax", at, "not a signature line");
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** The bytes of a note. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignatureLine).join("")}`;
}

/** `— <name> <base64>` and a newline. */
export function formatSignatureLine({ name, id, signature }: NoteSignature): string {
  const bytes = concat(
    Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    signature,
  );
  return `— ${name} ${toBase64(bytes)}\n`;
}

/** The signature lines that a key has to answer for: the same name and id. */
export function signaturesBy(note: Note, { name, id }: VerifierKey): NoteSignature[] {
  return note.signatures.filter((one) => one.name === name && one.id === id);
}
