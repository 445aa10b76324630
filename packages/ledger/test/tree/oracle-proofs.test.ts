import { describe, expect, it } from "vitest";
import { fromBase64 } from "../../src/bytes/text.ts";
import { verifyConsistency } from "../../src/tree/consistency.ts";
import { verifyInclusion } from "../../src/tree/inclusion.ts";
import { haveOracles, oracleFiles, oracleText } from "../oracles.ts";

type Vector = Record<string, unknown> & { wantErr: boolean; desc: string; proof: string[] | null };

/** Sizes beyond 2^53 are in the files: whole numbers are read as text. */
function vector(file: string): Vector {
  return JSON.parse(oracleText(file).replaceAll(/: (\d+)(,?)$/gm, ': "$1"$2'));
}

function bytes(text: unknown): Uint8Array {
  return fromBase64(String(text ?? "")) as Uint8Array;
}

const inclusion = oracleFiles("merkle/testdata/inclusion/**/*.json");
const consistency = oracleFiles("merkle/testdata/consistency/**/*.json");

describe.skipIf(!haveOracles)("proofs of transparency-dev/merkle", () => {
  it("come in full", () => {
    expect([inclusion.length, consistency.length]).toEqual([98, 98]);
  });

  it.each(inclusion)("%s", (file) => {
    const { leafIdx, treeSize, root, leafHash, proof, wantErr } = vector(file);
    const holds = verifyInclusion({
      index: BigInt(String(leafIdx)),
      size: BigInt(String(treeSize)),
      leaf: bytes(leafHash),
      root: bytes(root),
      proof: (proof ?? []).map(bytes),
    });
    expect(holds).toBe(!wantErr);
  });

  it.each(consistency)("%s", (file) => {
    const { size1, size2, root1, root2, proof, wantErr } = vector(file);
    const holds = verifyConsistency({
      first: BigInt(String(size1)),
      second: BigInt(String(size2)),
      firstRoot: bytes(root1),
      secondRoot: bytes(root2),
      proof: (proof ?? []).map(bytes),
    });
    expect(holds).toBe(!wantErr);
  });
});
