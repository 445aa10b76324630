import { deflateSync } from "fflate";
import { ByteWriter } from "../../src/bytes/binary.ts";
import { toHex, utf8 } from "../../src/bytes/text.ts";
import { canonicalText } from "../../src/json/canonical.ts";
import { formatCompact, formatQrText } from "../../src/receipt/compact.ts";
import { formatReceipt, type Receipt } from "../../src/receipt/receipt.ts";
import type { ForgedFile } from "./forged-proofs.ts";
import type { Sample } from "./sample.ts";

/** Changes of a receipt's file around entry and proof. */
export async function forgedFiles({
  ledger,
  disclosed,
  rejected,
  disclosures,
}: Sample): Promise<ForgedFile[]> {
  const good = { ...(await ledger.receipt(disclosed)), disclosures };
  const plain = await ledger.receipt(rejected);
  const file = formatReceipt(good);
  const text = (name: string, changed: string, code?: string): ForgedFile => ({
    name,
    file: changed,
    ...(code && { code }),
  });
  const receipt = (name: string, changed: Receipt, code?: string) => text(name, formatReceipt(changed), code);
  const [first, ...others] = disclosures;
  const opened = (name: string, changes: object, code?: string) =>
    receipt(name, { ...good, disclosures: [{ ...first!, ...changes }, ...others] }, code);
  return [
    receipt("another policy", { ...good, policyId: "0".repeat(64) }, "policy/unknown"),
    text("a policy in capitals", file.replace(good.policyId, good.policyId.toUpperCase()), "malformed"),
    text("another version", file.replace("receipt/1", "receipt/2"), "malformed"),
    text("another level", file.replace('"final"', '"sure"'), "malformed"),
    text("an unknown field", file.replace('"level"', '"note": "", "level"'), "malformed"),
    text("a field called __proto__", file.replace('"level"', '"__proto__": {}, "level"'), "malformed"),
    text("a field twice", file.replace('"level"', '"level": "final", "level"'), "malformed"),
    text("a field missing", JSON.stringify({ ...JSON.parse(file), disclosures: undefined }), "malformed"),
    text("a byte order mark", `\ufeff${file}`, "malformed"),
    text("something after it", `${file}x`, "malformed"),
    text("a comma too many", file.replace(/\n\}\n$/, ",\n}\n"), "malformed"),
    text("a disclosure with a fraction", file.replace('"index": 1', '"index": 1.0'), "malformed"),
    text("a disclosure with an exponent", file.replace('"index": 1', '"index": 1e0'), "malformed"),
    text("no white space", JSON.stringify(JSON.parse(file))),
    text("much white space", file.replaceAll(/\n */g, "\r\n\t \n")),
    text(
      "fields in another order",
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(file)).reverse())),
    ),
    text("needless escapes", file.replace('"level"', '"\\u006cevel"')),
    opened("a disclosure of another value", { value: "K72" }, "disclosure/false"),
    opened("a disclosure of a value of another type", { value: 71 }, "disclosure/false"),
    opened("a disclosure under another name", { name: "plate" }, "disclosure/false"),
    opened("a disclosure with another salt", { salt: others[0]!.salt }, "disclosure/false"),
    opened("a disclosure with a salt of 15 bytes", { salt: "AAAAAAAAAAAAAAAAAAAA" }, "malformed"),
    opened("a disclosure beyond its size", { index: first!.size }, "disclosure/false"),
    opened("a disclosure before the first", { index: -1 }, "malformed"),
    opened(
      "a disclosure with a hash more",
      { proof: [...first!.proof, first!.proof[0]!] },
      "disclosure/false",
    ),
    opened("a disclosure with an unknown field", { note: "" }, "malformed"),
    opened("a disclosure with 33 hashes", { proof: Array(33).fill(first!.proof[0]) }, "malformed"),
    receipt("a disclosure twice", { ...good, disclosures: [...disclosures, first!] }),
    receipt("disclosures of another entry", { ...plain, disclosures }, "disclosure/false"),
    receipt("disclosures of a roster", { ...(await ledger.receipt(1)), disclosures }, "disclosure/false"),
  ];
}

/** A compact receipt, or the text of a QR code, that does not hold. */
export type ForgedCompact = {
  readonly name: string;
  readonly compact?: string;
  readonly qr?: string;
  readonly code: string;
};

/** Changes of the compact form. */
export async function forgedCompacts(sample: Sample): Promise<ForgedCompact[]> {
  const { ledger, disclosed, disclosures } = sample;
  const receipt = { ...(await ledger.receipt(disclosed)), disclosures };
  const good = formatCompact(receipt, ledger.state.roster);
  const qr = formatQrText(receipt, ledger.state.roster);
  const { roster } = ledger.state;
  const hex = (name: string, bytes: Uint8Array): ForgedCompact => ({
    name,
    compact: toHex(bytes),
    code: "malformed",
  });
  const text = (name: string, changed: string): ForgedCompact => ({ name, qr: changed, code: "malformed" });
  const none = formatCompact({ ...receipt, disclosures: [] }, roster);
  const opened = (json: string) => concatBlock(none.subarray(0, -1), deflateSync(utf8(json), { level: 9 }));
  return [
    hex("other first bytes", good.with(1, 0x32)),
    hex("a level of 2", good.with(2, 2)),
    hex("the level in two bytes", spliced(good, 2, 1, [0x80, 0])),
    hex("the beginning of another policy", good.with(3, good[3]! ^ 1)),
    hex("a byte more", Uint8Array.of(...good, 0)),
    hex("a byte less", good.subarray(0, -1)),
    hex("an entry with a byte behind its deflated bytes", longerEntry(good)),
    hex("disclosures with a byte behind their deflated bytes", longerDisclosures(none, disclosures)),
    hex("disclosures of none", opened("[]")),
    hex("disclosures not canonical", opened(JSON.stringify(disclosures))),
    hex(
      "disclosures cut off",
      concatBlock(none.subarray(0, -1), deflateSync(utf8(canonicalText([...disclosures]))).subarray(0, -4)),
    ),
    text("small letters", qr.toLowerCase()),
    text("no beginning", qr.slice(4)),
    text("another version", qr.replace("RD1:", "RD2:")),
    text("a character more", `${qr}0`.padEnd(qr.length + 1 + ((3 - ((qr.length - 3) % 3)) % 3), "0")),
    text("a newline at the end", `${qr}\n`),
    text("a triple above 65535", `RD1:${":::"}${qr.slice(7)}`),
  ];
}

function spliced(bytes: Uint8Array, at: number, remove: number, add: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytes].toSpliced(at, remove, ...add));
}

/** The block of the entry begins at byte 11 with its length, two bytes of LEB128. */
function longerEntry(good: Uint8Array): Uint8Array {
  const length = (good[11]! & 127) | (good[12]! << 7);
  const out = new ByteWriter();
  out.bytes(good.subarray(0, 11));
  out.block(Uint8Array.of(...good.subarray(13, 13 + length), 0));
  out.bytes(good.subarray(13 + length));
  return out.done();
}

function longerDisclosures(none: Uint8Array, disclosures: Receipt["disclosures"]): Uint8Array {
  const deflated = deflateSync(utf8(canonicalText([...disclosures])), { level: 9 });
  return concatBlock(none.subarray(0, -1), Uint8Array.of(...deflated, 0));
}

function concatBlock(head: Uint8Array, block: Uint8Array): Uint8Array {
  const out = new ByteWriter();
  out.bytes(head);
  out.block(block);
  return out.done();
}
