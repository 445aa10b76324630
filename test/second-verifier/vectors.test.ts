import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openBundle } from "./bundle.ts";
import { canonicalJson } from "./canonical-json.ts";
import { demandDisclosed, disclosuresShape } from "./disclosure.ts";
import { isAdmittedKey } from "./edwards-key.ts";
import { fromBase64, sha256 } from "./encoding.ts";
import { parseEnvelope } from "./entry.ts";
import { leafHash } from "./merkle-path.ts";
import { Refusal } from "./refusal.ts";
import { keyIdOf } from "./shape.ts";
import { signatureHolds } from "./signature.ts";
import { type Json, textOf } from "./strict-json.ts";
import { verify } from "./verifier.ts";

const vectors = fileURLToPath(new URL("../../packages/ledger/vectors/", import.meta.url));

/** A receipt of the vectors, in as many of its three forms as it has. */
interface Vector {
  readonly name: string;
  readonly bundle: string;
  readonly file?: string;
  readonly compact?: string;
  readonly qr?: string;
  readonly statement?: object;
  readonly code?: string;
}

interface VectorFile {
  readonly bundles: Readonly<Record<string, string>>;
  readonly receipts: readonly Vector[];
}

describe.each(globSync("{ledger-*,forged-receipts,journal}.json", { cwd: vectors }))(
  "the second verifier and %s",
  (name) => {
    const { bundles, receipts }: VectorFile = JSON.parse(readFileSync(vectors + name, "utf8"));

    it("agrees on every receipt", () => {
      for (const vector of receipts) {
        const bundle = Buffer.from(bundles[vector.bundle]!);
        const expected = vector.code === undefined ? { holds: true, ...vector.statement } : { holds: false };
        for (const bytes of formsOf(vector))
          expect.soft(verify(bytes, bundle), vector.name).toMatchObject(expected);
      }
    });
  },
);

describe("the second verifier and the vectors of parts", () => {
  it("bundles", () => {
    const { holds, refused }: BundleFile = JSON.parse(readFileSync(`${vectors}bundles.json`, "utf8"));
    for (const { name, bundle } of holds) expect(() => openBundle(Buffer.from(bundle)), name).not.toThrow();
    for (const { name, bundle } of refused)
      expect(() => openBundle(Buffer.from(bundle)), name).toThrow(Refusal);
  });

  it("envelopes", () => {
    const { valid, refused }: EnvelopeFile = JSON.parse(readFileSync(`${vectors}envelopes.json`, "utf8"));
    for (const { name, text, hash } of valid) {
      expect(parseEnvelope(text).event.v, name).toBe(1);
      expect(sha256(text).toString("base64"), name).toBe(hash);
    }
    for (const one of refused) expect(() => parseEnvelope(textOf(bytesOf(one))), one.name).toThrow(Refusal);
  });

  it("commitments", () => {
    const { payloads }: CommitmentFile = JSON.parse(readFileSync(`${vectors}commitments.json`, "utf8"));
    for (const { name, fields, leaves, commit, disclosures } of payloads) {
      const own = fields.map((field) => leafHash(canonicalJson([field.name, field.salt, field.value])));
      expect(own.map((hash) => hash.toString("base64")).sort(), name).toEqual(leaves);
      const root = fromBase64(commit);
      for (const one of disclosuresShape(disclosures, name))
        expect(() => demandDisclosed(one, root)).not.toThrow();
    }
  });

  it("keys and signatures", () => {
    const { admitted, refused, signatures }: KeyFile = JSON.parse(
      readFileSync(`${vectors}keys.json`, "utf8"),
    );
    const hex = (text: string) => Buffer.from(text, "hex");
    for (const { key, id } of admitted)
      expect([isAdmittedKey(hex(key)), keyIdOf(hex(key))]).toEqual([true, id]);
    for (const { key, why } of refused) expect(isAdmittedKey(hex(key)), `${key}: ${why}`).toBe(false);
    for (const { name, key, message, signature, holds } of signatures)
      expect(signatureHolds(hex(key), hex(message), hex(signature)), name).toBe(holds);
  });
});

interface BundleFile {
  readonly holds: readonly { readonly name: string; readonly bundle: string }[];
  readonly refused: readonly { readonly name: string; readonly bundle: string }[];
}

interface EnvelopeFile {
  readonly valid: readonly { readonly name: string; readonly text: string; readonly hash: string }[];
  readonly refused: readonly (Source & { readonly name: string })[];
}

/** A text, bytes that are none, or a text with a part repeated. */
interface Source {
  readonly text?: string;
  readonly hex?: string;
  readonly before?: string;
  readonly repeat?: string;
  readonly times?: number;
  readonly after?: string;
}

function bytesOf({ text, hex, before, repeat, times, after }: Source): Buffer {
  if (hex !== undefined) return Buffer.from(hex, "hex");
  return Buffer.from(text ?? `${before}${repeat!.repeat(times!)}${after}`);
}

interface CommitmentFile {
  readonly payloads: readonly {
    readonly name: string;
    readonly fields: readonly { readonly name: string; readonly salt: string; readonly value: Json }[];
    readonly leaves: readonly string[];
    readonly commit: string;
    readonly disclosures: Json;
  }[];
}

interface KeyFile {
  readonly admitted: readonly { readonly key: string; readonly id: string }[];
  readonly refused: readonly { readonly key: string; readonly why: string }[];
  readonly signatures: readonly {
    readonly name: string;
    readonly key: string;
    readonly message: string;
    readonly signature: string;
    readonly holds: boolean;
  }[];
}

function formsOf({ file, compact, qr }: Vector): Buffer[] {
  const forms = [file && Buffer.from(file), compact && Buffer.from(compact, "hex"), qr && Buffer.from(qr)];
  return forms.flatMap((form) => form || []);
}
