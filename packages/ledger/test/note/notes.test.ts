import { describe, expect, it } from "vitest";
import { fromHex, utf8 } from "../../src/bytes/text.ts";
import { seedSigner } from "../../src/crypto/ed25519-node.ts";
import { LedgerError } from "../../src/fault.ts";
import {
  formatCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  verifyLogSignature,
} from "../../src/note/checkpoint.ts";
import { cosign, verifyCosignature } from "../../src/note/cosignature.ts";
import { formatNote, parseNote } from "../../src/note/note.ts";
import { formatProof, parseProof } from "../../src/note/proof.ts";
import { formatVkey, parseVkey, SIGNATURE_TYPE, verifierKey } from "../../src/note/vkey.ts";
import { EMPTY_ROOT } from "../../src/tree/hash.ts";

/** Key and note printed in C2SP signed-note. */
const VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const NOTE =
  "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

const log = seedSigner(new Uint8Array(32).fill(1));
const pk = seedSigner(new Uint8Array(32).fill(2));
const head = { origin: "rahdari.example/qtta/1", size: 5n, root: EMPTY_ROOT };

function fault(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof LedgerError && error.fault.code === "malformed")
      return `${error.fault.format} ${error.fault.at}`;
    throw error;
  }
  return "taken";
}

describe("notes", () => {
  it("verify as printed in C2SP signed-note", async () => {
    const [key, note] = [parseVkey(VKEY), parseNote(NOTE)];
    expect(formatVkey(key)).toBe(VKEY);
    expect(formatNote(note)).toBe(NOTE);
    expect(await verifyLogSignature(note, key)).toBe("holds");
    expect(await verifyLogSignature({ ...note, text: "This is another message.\n" }, key)).toBe("false");
  });

  it("keep blank lines in the text, which ends at the last one", () => {
    const note = parseNote("a\n\nb\n\n— k AAAAAAA=\n");
    expect([note.text, note.signatures.length]).toEqual(["a\n\nb\n", 1]);
  });

  it.each([
    ["", "note "],
    ["no blank line\n", "note "],
    ["a\n\n— k AAAAAAA=", "note "],
    ["a\n\n— k AAAAAA==\n", "note line 3"],
    ["a\n\n— k AAAAAA\n", "note line 3"],
    ["a\n\n- k AAAAAAA=\n", "note line 3"],
    ["a\n\n— k+l AAAAAAA=\n", "note line 3"],
    ["a\n\n— k\u2003l AAAAAAA=\n", "note line 3"],
    ["a\n\n—  AAAAAAA=\n", "note line 3"],
    ["a\n\n\n", "note line 4"],
    ["a\tb\n\n— k AAAAAAA=\n", "note "],
    ["a\r\n\n— k AAAAAAA=\n", "note "],
    [`a\n\n${"— k AAAAAAA=\n".repeat(101)}`, "note "],
  ])("are refused: %j", (text, at) => {
    expect(fault(() => parseNote(text))).toBe(at);
  });

  it("pass over a stranger's name with any character that the specification lets stand", () => {
    const note = parseNote("a\n\n\u2014 k\u007f\u0081\ufeff AAAAAAA=\n");
    expect(note.signatures.map(({ name }) => name)).toEqual(["k\u007f\u0081\ufeff"]);
    expect(fault(() => parseNote("a\n\n\u2014 k\u0085 AAAAAAA=\n"))).toBe("note line 3");
  });

  it("are refused where they are not UTF-8, or too long", () => {
    expect(fault(() => parseNote(Uint8Array.of(0xff, 10, 10)))).toBe("note ");
    expect(fault(() => parseNote("a".repeat(1_000_001)))).toBe("note ");
  });
});

describe("verifier keys", () => {
  it.each([
    "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
    "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    "example.com/foo+530d903a",
    "",
  ])("are refused: %s", (text) => {
    expect(fault(() => parseVkey(text))).toBe("vkey ");
  });

  it("have names without Unicode's white space, plus and controls; all else may be in one", () => {
    const named = (name: string) => verifierKey(name, SIGNATURE_TYPE.ed25519, log.publicKey);
    for (const sign of [" ", "+", "\t", "\u007f", "\u0081", "\u0085", "\u3000"])
      expect(fault(() => named(`a${sign}b`))).toBe("vkey ");
    for (const sign of ["\ufeff", "\u200b", "\u{1f69a}"])
      expect(parseVkey(formatVkey(named(`a${sign}b`))).name).toBe(`a${sign}b`);
  });

  it("are refused for keys of low order", () => {
    const order8 = fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")!;
    expect(fault(() => verifierKey("a", SIGNATURE_TYPE.ed25519, order8))).toBe("vkey ");
  });
});

describe("checkpoints", () => {
  it("are signed, written, read and verified", async () => {
    const signed = await signCheckpoint(head, log);
    const read = parseCheckpoint(formatCheckpoint(signed));
    expect(read).toEqual(signed);
    const key = verifierKey(head.origin, SIGNATURE_TYPE.ed25519, log.publicKey);
    expect(await verifyLogSignature(read.note, key)).toBe("holds");
    const other = verifierKey(head.origin, SIGNATURE_TYPE.ed25519, pk.publicKey);
    expect(await verifyLogSignature(read.note, other)).toBe("absent");
  });

  it.each([
    ["\n5\nAAAA\n", "checkpoint line 1"],
    ["o\n05\nx\n", "checkpoint line 2"],
    ["o\n-1\nx\n", "checkpoint line 2"],
    ["o\n9223372036854775808\nx\n", "checkpoint line 2"],
    ["o\n5\nAAAA\n", "checkpoint line 3"],
    ["o\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\next\n", "checkpoint line 4"],
    ["o\n5\n", "checkpoint line 3"],
  ])("are refused: %j", (text, at) => {
    expect(fault(() => parseCheckpoint(`${text}\n— k AAAAAAA=\n`))).toBe(at);
  });
});

describe("cosignatures", () => {
  it("hold for the checkpoint and the time they were given for", async () => {
    const { note } = await signCheckpoint(head, log);
    const line = await cosign(note, "pk.example/node", pk, 1_800_000_000n);
    const key = verifierKey("pk.example/node", SIGNATURE_TYPE.cosignature, pk.publicKey);
    const cosigned = { ...note, signatures: [...note.signatures, line] };
    expect(await verifyCosignature(parseNote(formatNote(cosigned)), key)).toEqual({
      key,
      time: 1_800_000_000n,
    });
    expect(await verifyCosignature(note, key)).toBe("absent");
    line.signature[7]! ^= 1;
    expect(await verifyCosignature(cosigned, key)).toBe("false");
  });

  it("verify as printed: header, time, note text", async () => {
    const { note } = await signCheckpoint(head, log);
    const { signature } = await cosign(note, "w", pk, 7n);
    const message = utf8(`cosignature/v1\ntime 7\n${note.text}`);
    expect(signature.subarray(8)).toEqual(await pk.sign(message));
  });
});

describe("proofs", () => {
  it("are written and read", async () => {
    const proof = {
      index: 3n,
      hashes: [EMPTY_ROOT, EMPTY_ROOT],
      checkpoint: await signCheckpoint(head, log),
    };
    expect(parseProof(formatProof(proof))).toEqual(proof);
    const withExtra = formatProof(proof).replace("\nindex", "\nextra AAAA\nindex");
    expect(parseProof(withExtra)).toEqual(proof);
  });

  it.each([
    [(text: string) => text.replace("@v1", "@v2"), "proof line 1"],
    [(text: string) => text.replace("index 3", "index 03"), "proof index"],
    [(text: string) => text.replace("index 3\n", ""), "proof index"],
    [(text: string) => text.replace("\nindex", "\nextra A\nindex"), "proof line 2"],
    [(text: string) => text.replace("\nindex", "\nextra \nindex"), "proof line 2"],
    [(text: string) => text.replace("47DEQpj8", "47DEQpj8AAAA"), "proof hash 1"],
    [(text: string) => text.replace("\n\n", "\n"), "proof hash 2"],
  ])("are refused where they were changed (%#)", async (change, at) => {
    const proof = { index: 3n, hashes: [EMPTY_ROOT], checkpoint: await signCheckpoint(head, log) };
    expect(fault(() => parseProof(change(formatProof(proof))))).toBe(at);
  });
});
