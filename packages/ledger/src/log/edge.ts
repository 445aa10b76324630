import { concat } from "../bytes/bytes.ts";
import { appendLeaf, type CompactRange, EMPTY_RANGE } from "../tree/compact-range.ts";
import { leafHash } from "../tree/hash.ts";
import { TILE_HEIGHT, TILE_WIDTH, type Tile, tilePath } from "../tree/tile.ts";
import { formatBundle } from "./bundle-tile.ts";

/** The right edge of a log: what appending needs of it. A value. */
export type Edge = {
  readonly range: CompactRange;
  /** Entries of the last bundle, fewer than 256. */
  readonly entries: readonly Uint8Array[];
  /** Hashes of the last tile of each level, fewer than 256 in each; level 0 first. */
  readonly hashes: readonly (readonly Uint8Array[])[];
};

export const EMPTY_EDGE: Edge = { range: EMPTY_RANGE, entries: [], hashes: [] };

/** A file to be written: where, and what. */
export type TileFile = { readonly tile: Tile; readonly path: string; readonly bytes: Uint8Array };

/** The edge after more entries, and the tiles and bundles that they fill, in part or in full. */
export function extendEdge(edge: Edge, entries: readonly Uint8Array[]): { edge: Edge; files: TileFile[] } {
  const files: TileFile[] = [];
  const levels = edge.hashes.map((hashes) => [...hashes]);
  const touched = new Set<number>();
  let range = edge.range;
  for (const entry of entries) {
    range = appendLeaf(range, leafHash(entry), ({ level, index }, hash) => {
      if (level % TILE_HEIGHT !== 0) return;
      const own = level / TILE_HEIGHT;
      const hashes = levels[own] ?? [];
      levels[own] = hashes;
      touched.add(own);
      hashes.push(hash);
      if (hashes.length === TILE_WIDTH) files.push(hashTile(own, index, hashes.splice(0)));
    });
  }
  for (const level of touched) {
    const hashes = levels[level] as Uint8Array[];
    const last = (range.size >> BigInt(TILE_HEIGHT * level)) - 1n;
    if (hashes.length > 0) files.push(hashTile(level, last, hashes));
  }
  const bundles = bundleFiles(edge, entries);
  return {
    edge: { range, entries: bundles.left, hashes: levels },
    files: [...bundles.files, ...files],
  };
}

/** `last`: index, among the hashes of its level, of the last one in the tile. */
function hashTile(level: number, last: bigint, hashes: readonly Uint8Array[]): TileFile {
  const tile = { level, index: last / BigInt(TILE_WIDTH), width: hashes.length };
  return { tile, path: tilePath(tile), bytes: concat(...hashes) };
}

function bundleFiles({ range, entries }: Edge, more: readonly Uint8Array[]) {
  const all = [...entries, ...more];
  const first = range.size / BigInt(TILE_WIDTH);
  const count = Math.ceil(all.length / TILE_WIDTH);
  const files = Array.from({ length: count }, (_, i): TileFile => {
    const own = all.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH);
    const tile: Tile = { level: "entries", index: first + BigInt(i), width: own.length };
    return { tile, path: tilePath(tile), bytes: formatBundle(own) };
  });
  return { files, left: all.slice(all.length - (all.length % TILE_WIDTH)) };
}
