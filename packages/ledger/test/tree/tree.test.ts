import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/bytes/text.ts";
import { appendLeaf, EMPTY_RANGE, type Node, rangeNodes, rootOf } from "../../src/tree/compact-range.ts";
import { verifyConsistency } from "../../src/tree/consistency.ts";
import { EMPTY_ROOT, leafHash, nodeHash } from "../../src/tree/hash.ts";
import { verifyInclusion } from "../../src/tree/inclusion.ts";
import { type NodeReader, proveConsistency, proveInclusion, rootAt } from "../../src/tree/prove.ts";
import { parseTilePath, TILE_WIDTH, type Tile, tilePath } from "../../src/tree/tile.ts";
import { tileNodes } from "../../src/tree/tile-reader.ts";

const leaves = Array.from({ length: 700 }, (_, i) => leafHash(utf8(`leaf ${i}`)));

/** RFC 9162, section 2.1.1, as it is written there. */
function mth(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(mth(hashes.slice(0, k)), mth(hashes.slice(k)));
}

function grown(size: number) {
  const nodes = new Map<string, Uint8Array>();
  let range = EMPTY_RANGE;
  for (const leaf of leaves.slice(0, size)) {
    range = appendLeaf(range, leaf, ({ level, index }, hash) => nodes.set(`${level}/${index}`, hash));
  }
  const read: NodeReader = async (wanted) =>
    wanted.map(({ level, index }) => nodes.get(`${level}/${index}`)!);
  return { range, read, root: rootOf(range) };
}

const sizes = fc.integer({ min: 1, max: 300 });

describe("the tree", () => {
  it("has the root that RFC 9162 defines", () => {
    for (const size of [0, 1, 2, 3, 7, 8, 255, 256, 257, 511]) {
      expect(grown(size).root).toEqual(mth(leaves.slice(0, size)));
    }
  });

  it("keeps the nodes that its range names", async () => {
    const { range, read } = grown(300);
    expect(await read(rangeNodes(300n))).toEqual(range.roots);
  });

  it("proves each leaf, and no other one", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, a, b) => {
        const { read, root } = grown(size);
        const [index, other] = [a % size, b % size];
        const proof = await proveInclusion(BigInt(index), BigInt(size), read);
        const claim = { index: BigInt(index), size: BigInt(size), leaf: leaves[index]!, root, proof };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: leaves[other]! })).toBe(index === other);
        expect(verifyInclusion({ ...claim, index: BigInt(other) })).toBe(index === other);
      }),
    );
  });

  it("proves that it only grew, and fails where a leaf was changed", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, async (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const { read, root } = grown(second);
        const proof = await proveConsistency(BigInt(first), BigInt(second), read);
        const claim = {
          first: BigInt(first),
          second: BigInt(second),
          firstRoot: grown(first).root,
          secondRoot: root,
          proof,
        };
        expect(verifyConsistency(claim)).toBe(true);
        const forged = mth([leafHash(utf8("forged")), ...leaves.slice(1, first)]);
        expect(verifyConsistency({ ...claim, firstRoot: forged })).toBe(false);
      }),
    );
  });

  it("finds the root of an earlier size", async () => {
    const { read } = grown(700);
    for (const size of [1, 255, 256, 257, 600]) {
      expect(await rootAt(BigInt(size), read)).toEqual(mth(leaves.slice(0, size)));
    }
  });
});

describe("tiles", () => {
  it("have the paths of C2SP tlog-tiles", () => {
    expect(tilePath({ level: 0, index: 1234067n, width: TILE_WIDTH })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: "entries", index: 5n, width: 112 })).toBe("tile/entries/005.p/112");
  });

  it("are read back from their paths, and from no others", () => {
    const tile = fc.record({
      level: fc.oneof(fc.nat(63), fc.constant<"entries">("entries")),
      index: fc.bigInt(0n, 1n << 60n),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (one: Tile) => {
        expect(parseTilePath(tilePath(one))).toEqual(one);
      }),
    );
    for (const path of [
      "tile/64/000",
      "tile/00/000",
      "tile/0/00",
      "tile/0/x000/001",
      "tile/0/000.p/0",
      "tile/0/000.p/256",
      "tile/0/000.p/01",
      "tile/0/../000",
      "checkpoint",
    ]) {
      expect(parseTilePath(path)).toBeUndefined();
    }
  });

  it("give every node below the tree's size", async () => {
    const { read } = grown(700);
    const source = async ({ level, index, width }: Tile) => {
      const nodes = Array.from(
        { length: width },
        (_, i): Node => ({ level: Number(level) * 8, index: index * 256n + BigInt(i) }),
      );
      return Buffer.concat(await read(nodes));
    };
    const fromTiles = tileNodes(700n, source);
    for (let level = 0; level <= 9; level++) {
      const nodes = Array.from({ length: 700 >> level }, (_, i): Node => ({ level, index: BigInt(i) }));
      expect((await fromTiles(nodes)).map((hash) => Buffer.from(hash))).toEqual(
        (await read(nodes)).map((hash) => Buffer.from(hash)),
      );
    }
  });
});
