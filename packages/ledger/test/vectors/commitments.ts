import { toBase64, utf8 } from "../../src/bytes/text.ts";
import { commitTo, disclose, type SaltedField } from "../../src/event/commitment.ts";
import { canonicalText } from "../../src/json/canonical.ts";
import type { Json, JsonObject } from "../../src/json/json.ts";
import { leafHash } from "../../src/tree/hash.ts";
import { steadyRandom } from "../support/receipts.ts";
import { vectorFile } from "./statements.ts";

const PAYLOADS: Readonly<Record<string, JsonObject>> = {
  "one field": { plate: "KZ 01 ABC (synthetic)" },
  "two fields": { grossKg: 20_400, seal: "K71" },
  "values of every kind": {
    list: [1, [null]],
    nothing: null,
    object: { b: true, a: -1 },
    text: 'сёк \u{1F69A} "\\\u0001',
    truth: false,
  },
  "names sorted by code units": { "\u{1F69A}": 1, "\ufb33": 2, "": 3 },
  "nine fields": Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`field ${i}`, i])),
};

/** Payloads with their salts, leaves, root and every disclosure. */
export async function commitmentVectors(): Promise<string> {
  const vectors = await Promise.all(
    Object.entries(PAYLOADS).map(([name, payload]) => vectorOf(name, payload)),
  );
  return vectorFile("Private payloads: salted fields, their leaf hashes in order, commit, and disclosures.", {
    payloads: vectors,
  });
}

async function vectorOf(name: string, payload: JsonObject): Promise<Json> {
  const { commit, opening } = commitTo(payload, steadyRandom());
  const disclosures = await Promise.all(opening.fields.map((field) => disclose(opening, field.name)));
  const leaves = opening.fields.map(leafOf).sort((a, b) => (a < b ? -1 : 1));
  return {
    name,
    fields: [...opening.fields],
    leaves,
    commit: toBase64(commit),
    disclosures: disclosures.flatMap((one) => one ?? []),
  };
}

function leafOf({ name, salt, value }: SaltedField): string {
  return toBase64(leafHash(utf8(canonicalText([name, salt, value]))));
}
