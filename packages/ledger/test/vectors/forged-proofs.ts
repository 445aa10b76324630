import { fromUtf8, utf8 } from "../../src/bytes/text.ts";
import { signCheckpoint } from "../../src/note/checkpoint.ts";
import { cosign } from "../../src/note/cosignature.ts";
import type { NoteSignature } from "../../src/note/note.ts";
import { formatProof } from "../../src/note/proof.ts";
import type { Receipt } from "../../src/receipt/receipt.ts";
import { formatReceipt } from "../../src/receipt/receipt.ts";
import { keyOf } from "../support/fixture.ts";
import type { Sample } from "./sample.ts";

/** A receipt's file that does not hold, or, without a code, one that does though it looks odd. */
export type ForgedFile = { readonly name: string; readonly file: string; readonly code?: string };

/** Files with something else in the proof, of a ledger of four whose quorum is three. */
export async function forgedProofs({ ledger, accepted }: Sample): Promise<ForgedFile[]> {
  const all = ["AF", "KZ", "PK", "UZ"];
  const good = await ledger.receipt(accepted, { cosigners: all });
  return [...(await forgedSignatures(good)), ...(await forgedNotes(good))];
}

async function forgedSignatures(good: Receipt): Promise<ForgedFile[]> {
  const { note } = good.proof.checkpoint;
  const [log, ...cosigned] = note.signatures as [NoteSignature, ...NoteSignature[]];
  const [af, kz, pk, uz] = cosigned as [NoteSignature, NoteSignature, NoteSignature, NoteSignature];
  const late = await cosign(note, "uz.test/node", keyOf("UZ node"), 2n ** 63n);
  const again = await cosign(note, "af.test/node", keyOf("AF node"), 1_800_000_000n);
  const stranger = await cosign(note, "xx.test/node", keyOf("XX node"), 1_800_000_000n);
  const posing = await cosign(note, "af.test/node", keyOf("XX node"), 1_800_000_000n);
  const lines = (name: string, signatures: readonly NoteSignature[], code?: string) =>
    fileOf(name, withLines(good, signatures), code);
  return [
    lines("two cosigners of three", [log, af, kz], "cosignatures/few"),
    lines("one cosigner three times", [log, af, af, again], "cosignatures/few"),
    lines("no line of the log", cosigned, "log/unsigned"),
    lines("a false line of the log", [flipped(log), ...cosigned], "signature/false"),
    lines("a second, false line of the log", [log, flipped(log), ...cosigned], "signature/false"),
    lines("a false line beyond the quorum", [log, af, kz, pk, flipped(uz)], "signature/false"),
    lines("another time in a line", [log, af, kz, pk, flipped(uz, 7)], "signature/false"),
    lines(
      "a line too short",
      [log, af, kz, pk, { ...uz, signature: uz.signature.slice(1) }],
      "signature/false",
    ),
    lines("a time of 2^63", [log, af, kz, pk, late], "signature/false"),
    lines(
      "the lines of two exchanged",
      [log, af, kz, { ...pk, signature: uz.signature }, { ...uz, signature: pk.signature }],
      "signature/false",
    ),
    lines("a hundred and one lines", [log, ...cosigned, ...many(96)], "malformed"),
    lines("a hundred lines", [log, ...cosigned, ...many(95)]),
    lines("exactly three", [log, kz, pk, uz]),
    lines("cosigners before the log, in any order", [uz, af, log, kz]),
    lines("a line twice", [log, log, af, kz, pk, pk]),
    lines("a cosigner with two times", [log, af, again, kz, pk]),
    lines("a line of a stranger", [log, af, kz, pk, stranger]),
    lines("a stranger under a known name", [log, af, posing, kz, pk]),
    lines("a name with a control character above ASCII", [
      log,
      af,
      kz,
      pk,
      { ...stranger, name: "n\u007f\u0081\ufeff" },
    ]),
  ];
}

async function forgedNotes(good: Receipt): Promise<ForgedFile[]> {
  const { checkpoint } = good.proof;
  const text = `${checkpoint.note.text}extension\n`;
  const cosigners = ["AF", "KZ", "PK"].map((id) =>
    cosign({ text, signatures: [] }, `${id.toLowerCase()}.test/node`, keyOf(`${id} node`), 1_800_000_000n),
  );
  const [log] = checkpoint.note.signatures;
  const signature = await keyOf("log").sign(utf8(text));
  const extended = {
    ...checkpoint,
    note: { text, signatures: [{ ...log!, signature }, ...(await Promise.all(cosigners))] },
  };
  const foreign = await signCheckpoint({ ...checkpoint, origin: "rahdari.test/agreement/2" }, keyOf("log"));
  return [
    fileOf(
      "a checkpoint with an extension line",
      { ...good, proof: { ...good.proof, checkpoint: extended } },
      "malformed",
    ),
    fileOf(
      "a checkpoint of another log",
      { ...good, proof: { ...good.proof, checkpoint: foreign } },
      "origin/other",
    ),
  ];
}

/** Changes of the proof's text. */
export async function forgedTexts({ ledger, accepted }: Sample): Promise<ForgedFile[]> {
  const good = await ledger.receipt(accepted);
  const proof = formatProof(good.proof);
  const text = (name: string, changed: string, code?: string): ForgedFile => ({
    name,
    file: fileWithProof(good, changed),
    ...(code && { code }),
  });
  const hash = proof.split("\n")[2]!;
  const index = `index ${good.proof.index}`;
  const size = `\n${good.proof.checkpoint.size}\n`;
  return [
    text("extra data", proof.replace("\nindex", "\nextra AAECAw==\nindex")),
    text("extra data that are none", proof.replace("\nindex", "\nextra \nindex"), "malformed"),
    text("extra data not in Base 64", proof.replace("\nindex", "\nextra A\nindex"), "malformed"),
    text("extra data twice", proof.replace("\nindex", "\nextra AA==\nextra AA==\nindex"), "malformed"),
    text("another index", proof.replace(index, "index 2"), "inclusion/false"),
    text("an index with a leading zero", proof.replace(index, index.replace(" ", " 0")), "malformed"),
    text("an index beyond the size", proof.replace(index, "index 300"), "inclusion/false"),
    text("an index of 2^63", proof.replace(index, "index 9223372036854775808"), "malformed"),
    text("another size", proof.replace(size, "\n70\n"), "inclusion/false"),
    text("a size with a plus sign", proof.replace(size, size.replace("\n", "\n+")), "malformed"),
    text("a hash missing", proof.replace(`${hash}\n`, ""), "inclusion/false"),
    text("a hash twice", proof.replace(hash, `${hash}\n${hash}`), "inclusion/false"),
    text("64 hashes", proof.replace(hash, Array(62).fill(hash).join("\n")), "malformed"),
    text("another version", proof.replace("@v1", "@v2"), "malformed"),
    text("lines that end as on DOS", proof.replaceAll("\n", "\r\n"), "malformed"),
    text("no last newline", proof.slice(0, -1), "malformed"),
    text("a newline more", `${proof}\n`, "malformed"),
    text("a hyphen for the dash", proof.replace("\n— ", "\n- "), "malformed"),
  ];
}

function fileOf(name: string, receipt: Receipt, code?: string): ForgedFile {
  return { name, file: formatReceipt(receipt), ...(code && { code }) };
}

function fileWithProof({ level, entry, policyId, disclosures }: Receipt, proof: string): string {
  return JSON.stringify({
    receipt: "rahdari/receipt/1",
    level,
    entry: fromUtf8(entry),
    proof,
    policyId,
    disclosures,
  });
}

function withLines(receipt: Receipt, signatures: readonly NoteSignature[]): Receipt {
  const { checkpoint } = receipt.proof;
  return {
    ...receipt,
    proof: { ...receipt.proof, checkpoint: { ...checkpoint, note: { ...checkpoint.note, signatures } } },
  };
}

function flipped(line: NoteSignature, at = line.signature.length - 40): NoteSignature {
  return { ...line, signature: line.signature.map((byte, i) => (i === at ? byte ^ 1 : byte)) };
}

/** Lines of keys that nobody knows. */
function many(count: number): NoteSignature[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `n${i}`,
    id: "00000000",
    signature: Uint8Array.of(i),
  }));
}
