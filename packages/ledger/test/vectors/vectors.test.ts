import { readdirSync, readFileSync } from "node:fs";
import type { EpochMs } from "@rahdari/units";
import { describe, expect, it } from "vitest";
import { verifyEd25519 } from "#ed25519";
import { fromBase64, fromHex, fromUtf8, toBase64, utf8 } from "../../src/bytes/text.ts";
import { admitKey } from "../../src/crypto/admit-key.ts";
import { verifyByNoble } from "../../src/crypto/ed25519-noble.ts";
import { type Disclosure, verifyDisclosure } from "../../src/event/commitment.ts";
import { keyId, parseEnvelope } from "../../src/event/envelope.ts";
import { LedgerError } from "../../src/fault.ts";
import { parseCompact, parseQrText } from "../../src/receipt/compact.ts";
import { parseReceipt, type Receipt } from "../../src/receipt/receipt.ts";
import type { Statement } from "../../src/receipt/statement.ts";
import { verifyReceipt } from "../../src/receipt/verify-receipt.ts";
import { type Bundle, parseBundle, verifyBundle } from "../../src/roster/bundle.ts";
import { START } from "../support/fixture.ts";
import { bytesOfSource, type Source } from "./envelopes.ts";
import { makeVectors, VECTORS } from "./make-vectors.ts";

type Vector = {
  readonly name: string;
  readonly bundle: string;
  readonly file?: string;
  readonly compact?: string;
  readonly qr?: string;
  readonly statement?: object;
  readonly code?: string;
};
type ReceiptFile = {
  readonly bundles: Readonly<Record<string, string>>;
  readonly receipts: readonly Vector[];
};

function read<T>(name: string): T {
  return JSON.parse(readFileSync(VECTORS + name, "utf8"));
}

const names = readdirSync(VECTORS).filter((name) => name.endsWith(".json"));
const withReceipts = names.filter((name) => "receipts" in read<object>(name));

describe("the published vectors", () => {
  it("are what the generator makes", async () => {
    const made = await makeVectors();
    expect([...made.keys()].sort()).toEqual(names.sort());
    for (const [name, text] of made) expect(text === readFileSync(VECTORS + name, "utf8"), name).toBe(true);
  });

  it.each(withReceipts)("of receipts are judged as they say: %s", async (name) => {
    const { bundles, receipts } = read<ReceiptFile>(name);
    for (const vector of receipts) {
      const bundle = parseBundle(utf8(bundles[vector.bundle]!));
      expect(await verifyBundle(bundle)).toHaveProperty("cosigners");
      for (const parse of formsOf(vector)) {
        const verdict = await verdictOf(parse, bundle);
        expect
          .soft(verdict, `${vector.name}: ${JSON.stringify(verdict)}`)
          .toEqual(vector.code ?? vector.statement ?? expect.any(Object));
      }
    }
  });
});

function formsOf({ file, compact, qr }: Vector): ((bundle: Bundle) => Receipt)[] {
  return [
    ...(file ? [() => parseReceipt(utf8(file))] : []),
    ...(compact ? [({ roster }: Bundle) => parseCompact(fromHex(compact)!, roster)] : []),
    ...(qr ? [({ roster }: Bundle) => parseQrText(qr, roster)] : []),
  ];
}

async function verdictOf(parse: (bundle: Bundle) => Receipt, bundle: Bundle): Promise<object | string> {
  try {
    const verdict = await verifyReceipt(parse(bundle), bundle, START as EpochMs);
    return "fault" in verdict ? verdict.fault.code : plain(verdict.statement);
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  }
}

async function openBundle(text: string): Promise<void> {
  const verdict = await verifyBundle(parseBundle(utf8(text)));
  if ("fault" in verdict) throw new Error(verdict.fault.code);
}

/** A statement as the vectors have it. */
function plain({ level, entry, origin, index, size, author, cosigners, disclosures }: Statement): object {
  return {
    level,
    type: entry.type,
    origin,
    index: String(index),
    size: String(size),
    received: entry.received,
    author: author?.id ?? null,
    outcome: entry.type === "event" ? entry.outcome : null,
    cosigners: cosigners.map(({ name, time }) => ({ member: name, time: String(time) })),
    disclosed: disclosures.map(({ name, value }) => ({ name, value })),
  };
}

describe("the vectors of parts", () => {
  it("bundles", async () => {
    type Named = { readonly name: string; readonly bundle: string };
    const { holds, refused } = read<{ holds: Named[]; refused: Named[] }>("bundles.json");
    for (const { name, bundle } of holds)
      expect(await verifyBundle(parseBundle(utf8(bundle))), name).toHaveProperty("cosigners");
    for (const { name, bundle } of refused) await expect(openBundle(bundle), name).rejects.toThrow();
  });

  it("envelopes", () => {
    type Valid = { readonly name: string; readonly text: string; readonly hash: string };
    type Refused = Source & { readonly name: string; readonly code: string; readonly path: string };
    const file = read<{ valid: Valid[]; refused: Refused[] }>("envelopes.json");
    for (const { name, text, hash } of file.valid)
      expect(toBase64(parseEnvelope(utf8(text)).hash), name).toBe(hash);
    for (const one of file.refused) {
      const fault = expect.objectContaining({ why: one.code, at: one.path });
      expect(() => parseEnvelope(bytesOfSource(one)), one.name).toThrow(expect.objectContaining({ fault }));
    }
  });

  it("commitments", () => {
    type Payload = { readonly name: string; readonly commit: string; readonly disclosures: Disclosure[] };
    for (const { name, commit, disclosures } of read<{ payloads: Payload[] }>("commitments.json").payloads)
      for (const one of disclosures) expect(verifyDisclosure(one, fromBase64(commit, 32)!), name).toBe(true);
  });

  it("keys and signatures", async () => {
    type Signature = { name: string; key: string; message: string; signature: string; holds: boolean };
    type File = {
      admitted: { key: string; id: string }[];
      refused: { key: string }[];
      signatures: Signature[];
    };
    const { admitted, refused, signatures } = read<File>("keys.json");
    for (const { key, id } of admitted)
      expect([admitKey(fromHex(key)!), keyId(fromHex(key)!)]).toEqual([true, id]);
    for (const { key } of refused) expect(admitKey(fromHex(key)!), key).toBe(false);
    for (const { name, key, message, signature, holds } of signatures)
      for (const verify of [verifyEd25519, verifyByNoble])
        expect(await verify(fromHex(key)!, fromHex(message)!, fromHex(signature)!), name).toBe(holds);
  });

  it("are small, and said to be synthetic", () => {
    const texts = names.map((name) => readFileSync(VECTORS + name));
    expect(texts.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(600_000);
    for (const text of texts) expect(fromUtf8(new Uint8Array(text))).toContain("Synthetic");
  });
});
