import type { Node } from "./compact-range.ts";
import { HASH_BYTES, nodeHash } from "./hash.ts";
import type { NodeReader } from "./prove.ts";
import { TILE_HEIGHT, TILE_WIDTH, type Tile, tilePath } from "./tile.ts";

/** Reads a tile of a tree of known size: its bytes, or of the full tile that has taken its place. */
export type TileSource = (tile: Tile) => Promise<Uint8Array>;

/** Reads nodes of the tree of `size` leaves from its tiles; each tile is asked for once a call. */
export function tileNodes(size: bigint, source: TileSource): NodeReader {
  return async (nodes) => {
    const tiles = new Map<string, Promise<Uint8Array>>();
    const load = (tile: Tile) => {
      const path = tilePath(tile);
      const known = tiles.get(path) ?? source(tile);
      tiles.set(path, known);
      return known;
    };
    return Promise.all(nodes.map(async (node) => hashIn(node, await load(tileOf(node, size)))));
  };
}

/** The tile that a node's hash is made from, with its width in the tree of `size` leaves. */
function tileOf(node: Node, size: bigint): Tile {
  const level = Math.floor(node.level / TILE_HEIGHT);
  const index = firstHash(node) / BigInt(TILE_WIDTH);
  const left = (size >> BigInt(TILE_HEIGHT * level)) - index * BigInt(TILE_WIDTH);
  return { level, index, width: left < BigInt(TILE_WIDTH) ? Number(left) : TILE_WIDTH };
}

/** Index, among the hashes of its tile level, of the first one below the node. */
function firstHash({ level, index }: Node): bigint {
  return index << BigInt(level % TILE_HEIGHT);
}

function hashIn(node: Node, tile: Uint8Array): Uint8Array {
  const first = Number(firstHash(node) % BigInt(TILE_WIDTH));
  const count = 1 << (node.level % TILE_HEIGHT);
  let hashes = Array.from({ length: count }, (_, i) =>
    tile.subarray((first + i) * HASH_BYTES, (first + i + 1) * HASH_BYTES),
  );
  while (hashes.length > 1) {
    hashes = hashes.flatMap((left, i) => (i % 2 === 0 ? [nodeHash(left, hashes[i + 1] as Uint8Array)] : []));
  }
  return hashes[0] as Uint8Array;
}
