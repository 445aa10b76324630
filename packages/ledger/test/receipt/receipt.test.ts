import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import { ByteWriter } from "../../src/bytes/binary.ts";
import { concat } from "../../src/bytes/bytes.ts";
import { utf8 } from "../../src/bytes/text.ts";
import { commitTo, disclose, verifyDisclosure } from "../../src/event/commitment.ts";
import { LedgerError } from "../../src/fault.ts";
import { formatCompact, formatQrText, parseCompact, parseQrText } from "../../src/receipt/compact.ts";
import { qrModules, qrSvg, readQr } from "../../src/receipt/qr.ts";
import { formatReceipt, parseReceipt, type Receipt } from "../../src/receipt/receipt.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { ENGINES } from "../support/engines.ts";
import { START } from "../support/fixture.ts";
import { sampleOf, steadyRandom } from "../support/receipts.ts";

async function faultOf(receipt: Receipt, bundle: Awaited<ReturnType<typeof sampleOf>>["bundle"]) {
  const verdict = await verifyReceipt(receipt, bundle, START);
  return "fault" in verdict ? verdict.fault.code : "holds";
}

describe.each(ENGINES)("receipts of the %s engine", async (kind) => {
  const { bundle, receipts } = await sampleOf(kind);

  it.each(Object.entries(receipts))("hold: %s", async (_name, receipt) => {
    expect(await faultOf(receipt, bundle)).toBe("holds");
    expect(parseReceipt(utf8(formatReceipt(receipt)))).toEqual(receipt);
  });

  it.each(Object.entries(receipts))("come through a QR code to the letter: %s", async (_name, receipt) => {
    const text = formatQrText(receipt, bundle.roster);
    expect(parseQrText(text, bundle.roster)).toEqual(receipt);
  });

  it("prove nothing where any part is another's", async () => {
    const { accepted, rejected, provisional, disclosed } = receipts as Record<string, Receipt> &
      Record<"accepted" | "rejected" | "provisional" | "disclosed", Receipt>;
    expect(await faultOf({ ...accepted, entry: rejected.entry }, bundle)).toBe("inclusion/false");
    expect(await faultOf({ ...accepted, level: "provisional" }, bundle)).toBe("level/false");
    expect(await faultOf({ ...provisional, level: "final" }, bundle)).toBe("level/false");
    expect(await faultOf({ ...accepted, policyId: provisional.policyId }, bundle)).toBe("policy/unknown");
    expect(await faultOf({ ...accepted, disclosures: disclosed.disclosures }, bundle)).toBe(
      "disclosure/false",
    );
    const { proof } = accepted;
    const { checkpoint } = proof;
    const signatures = checkpoint.note.signatures.slice(
      kind === "cosigned" ? 0 : 1,
      kind === "cosigned" ? 2 : 1,
    );
    const fewer = { ...checkpoint, note: { ...checkpoint.note, signatures } };
    expect(await faultOf({ ...accepted, proof: { ...proof, checkpoint: fewer } }, bundle)).toBe(
      kind === "cosigned" ? "cosignatures/few" : "log/unsigned",
    );
  });

  it("prove nothing by a key of low order that a roster holds", async () => {
    const publicKey = "JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU=";
    const keys = bundle.roster.keys.map((key) => (key.role === "office" ? { ...key, publicKey } : key));
    const changed = { ...bundle, roster: { ...bundle.roster, keys } };
    expect(await faultOf(receipts.provisional!, changed)).toBe("key/unknown");
    expect(await faultOf(receipts.accepted!, changed)).toBe("signature/false");
  });

  it("name what they do not prove", async () => {
    const verdict = await verifyReceipt(receipts.rejected!, bundle, START);
    const doubts = "statement" in verdict ? verdict.statement.doubts : [];
    expect(doubts).toContainEqual({
      code: "no-effect",
      outcome: expect.objectContaining({ code: "right/known" }),
    });
    expect(doubts.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["truth", "claimed-time", "later-revocation"]),
    );
  });
});

describe("a receipt in a QR code", async () => {
  const { bundle, receipts } = await sampleOf("cosigned", ["AF", "CN", "KG", "KZ", "PK"]);

  it("fits on 70 mm, and is read from its picture", () => {
    const text = formatQrText(receipts.accepted!, bundle.roster);
    const rows = qrModules(text)!;
    expect(rows.length).toBeLessThanOrEqual(149);
    expect(qrSvg(rows)).toContain('width="70mm"');
    const [scale, border] = [4, 4];
    const side = (rows.length + 2 * border) * scale;
    const data = new Uint8Array(side * side * 4).fill(255);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        if (rows[Math.floor(y / scale) - border]?.[Math.floor(x / scale) - border])
          data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    expect(readQr({ width: side, height: side, data })).toBe(text);
    expect(readQr({ width: side, height: side, data: new Uint8Array(side * side * 4) })).toBeUndefined();
  });

  it("is not written with more disclosures than are read", () => {
    const { disclosed } = receipts as { disclosed: Receipt };
    const [first] = disclosed.disclosures;
    const disclosures = [{ ...first!, value: "x".repeat(40_000) }];
    expect(() => formatCompact({ ...disclosed, disclosures }, bundle.roster)).toThrow(LedgerError);
  });

  it("is refused where it was cut, lengthened, or unpacks to too much", () => {
    const bytes = formatCompact(receipts.accepted!, bundle.roster);
    for (let length = 0; length < bytes.length; length++)
      expect(() => parseCompact(bytes.subarray(0, length), bundle.roster)).toThrow(LedgerError);
    expect(() => parseCompact(Uint8Array.of(...bytes, 0), bundle.roster)).toThrow(LedgerError);
    // 59 kB that unpack to 60 MB, in the place of the entry: they are not unpacked to the end.
    const entry = deflateSync(new Uint8Array(60_000_000).fill(0x61));
    const block = new ByteWriter();
    block.block(entry);
    expect(() => parseCompact(concat(bytes.subarray(0, 11), block.done()), bundle.roster)).toThrow(
      LedgerError,
    );
  });
});

describe("a private payload", () => {
  const payload = { consignee: "Almaty Fruit (synthetic)", plate: "KZ 01 ABC", grossKg: 20_400 };

  it("is opened field by field, and a field cannot be opened as another value", async () => {
    const { commit, opening } = commitTo(payload, steadyRandom());
    for (const name of Object.keys(payload)) {
      const disclosure = (await disclose(opening, name))!;
      expect(verifyDisclosure(disclosure, commit)).toBe(true);
      expect(verifyDisclosure({ ...disclosure, value: "other" }, commit)).toBe(false);
      expect(verifyDisclosure({ ...disclosure, name: "other" }, commit)).toBe(false);
    }
    expect(await disclose(opening, "driver")).toBeUndefined();
  });

  it("cannot be found by trying, once the salts are gone", async () => {
    const { commit, opening } = commitTo({ plate: "KZ 01 ABC" }, steadyRandom());
    const [field] = opening.fields;
    // Whoever has the salt finds the plate among all plates; without it, no plate fits.
    const plates = Array.from({ length: 500 }, (_, i) => (i === 137 ? "KZ 01 ABC" : `KZ 01 ${i}`));
    const proof = { name: "plate", index: 0, size: 1, proof: [] };
    const found = (salt: string) =>
      plates.filter((value) => verifyDisclosure({ ...proof, salt, value }, commit));
    expect(found(field!.salt)).toEqual(["KZ 01 ABC"]);
    expect(found(Buffer.alloc(16).toString("base64"))).toEqual([]);
    // The same payload with other salts looks like another one: payloads cannot be matched either.
    expect(commitTo({ plate: "KZ 01 ABC" }, () => new Uint8Array(16)).commit).not.toEqual(commit);
  });
});
