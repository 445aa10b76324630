import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { isAdmittedKey } from "./edwards-key.ts";
import { fromBase45, fromBase64 } from "./encoding.ts";
import { rootOf } from "./merkle-path.ts";
import { signatureHolds } from "./signature.ts";
import { noteKeyId, parseNote, parseVerifierKey } from "./signed-note.ts";
import { parseJson, textOf } from "./strict-json.ts";

const oracles = fileURLToPath(new URL("../../../shared/oracles/ledger/", import.meta.url));

function read<T>(file: string): T {
  return JSON.parse(readFileSync(`${oracles}${file}`, "utf8"));
}

interface Ed25519Vector {
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

interface InclusionVector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

/** What the formats refuse: keys that are not plain, R that is neutral or compares unequal byte by byte. */
const REFUSED = [
  "low_order_A",
  "low_order_component_A",
  "non_canonical_A",
  "non_canonical_R",
  "low_order_residue",
];
const NEUTRAL = `01${"00".repeat(31)}`;

describe.skipIf(!existsSync(oracles))("the second verifier and the oracles", () => {
  it("verifies the edge cases of Ed25519 as the formats ask, no other and all of them", () => {
    const vectors = read<Ed25519Vector[]>("cctv/ed25519/ed25519vectors.json");
    const wrong = vectors.filter(({ key, sig, msg, flags }) => {
      const [A, signature] = [Buffer.from(key, "hex"), Buffer.from(sig, "hex")];
      const holds = isAdmittedKey(A) && signatureHolds(A, Buffer.from(msg), signature);
      const refused = REFUSED.some((flag) => flags?.includes(flag)) || sig.startsWith(NEUTRAL);
      return holds === refused;
    });
    expect(vectors.length).toBeGreaterThan(900);
    expect(wrong).toEqual([]);
  });

  it("judges the Merkle inclusion proofs as their authors do", () => {
    const files = globSync("merkle/testdata/inclusion/**/*.json", { cwd: oracles });
    const wrong = files.filter((file) => {
      const vector = read<InclusionVector>(file);
      return leads(vector) === vector.wantErr;
    });
    expect(files.length).toBeGreaterThan(80);
    expect(wrong).toEqual([]);
  });

  it("writes the canonical JSON of RFC 8785, where numbers are whole", () => {
    for (const name of ["french", "unicode", "weird"]) {
      const input = readFileSync(`${oracles}jcs/testdata/input/${name}.json`, "utf8");
      const output = readFileSync(`${oracles}jcs/testdata/output/${name}.json`, "utf8");
      expect(canonicalJson(parseJson(input)), name).toBe(output.trimEnd());
    }
  });
});

function leads({ leafIdx, treeSize, root, leafHash, proof }: InclusionVector): boolean {
  try {
    const path = (proof ?? []).map((hash) => Buffer.from(hash, "base64"));
    const leaf = Buffer.from(leafHash, "base64");
    const reached = rootOf(leaf, BigInt(leafIdx), BigInt(treeSize), path);
    return leaf.length === 32 && reached.equals(Buffer.from(root, "base64"));
  } catch {
    return false;
  }
}

describe("the second verifier and the examples in the specifications", () => {
  it("verifies the note of C2SP signed-note", () => {
    const vkey = parseVerifierKey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    const note = parseNote(
      "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
    );
    const [line] = note.lines;
    expect([line?.name, line?.id]).toEqual([vkey.name, noteKeyId(vkey.name, 1, vkey.key)]);
    expect(signatureHolds(vkey.key, Buffer.from(note.text), line!.signature)).toBe(true);
  });

  it("reads the Base 45 of RFC 9285, and refuses what section 4 says it must", () => {
    expect(fromBase45("%69 VD92EX0").toString()).toBe("Hello!!");
    expect(fromBase45("QED8WEX0").toString()).toBe("ietf!");
    for (const wrong of ["GGW", ":::", "::", "A", "QED8WEX", "qed8wex0"]) {
      expect(() => fromBase45(wrong), wrong).toThrow();
    }
  });

  it("reads JSON in one way only", () => {
    const wrong = [
      '{"a":1,"a":1}',
      "1.0",
      "1e2",
      "-0",
      "01",
      "9007199254740992",
      '"\\ud800"',
      "[1,]",
      "\ufeff1",
      "1 2",
    ];
    for (const text of wrong) expect(() => parseJson(text), text).toThrow();
    expect(() => parseJson(`${"[".repeat(17)}${"]".repeat(17)}`)).toThrow();
    expect(canonicalJson(parseJson(' { "b" : [ 1 , -2 ] , "__proto__" : "\\u0041" } '))).toBe(
      '{"__proto__":"A","b":[1,-2]}',
    );
  });

  it("refuses Base 64 with bits left over, and bytes that are not UTF-8", () => {
    for (const wrong of ["QQ", "QR==", "QQ=", "Q Q=", "Q-=="])
      expect(() => fromBase64(wrong), wrong).toThrow();
    expect(() => textOf(new Uint8Array([0xed, 0xa0, 0x80]))).toThrow();
  });
});
