/**
 * Where a log's tree and entries lie as files (C2SP tlog-tiles). A tile holds up to 256 hashes; `level` counts
 * tiles of height 8, or is "entries" for a bundle of leaves.
 */
export type Tile = {
  readonly level: number | "entries";
  readonly index: bigint;
  /** Hashes or entries in it: 256, or fewer at the right edge. */
  readonly width: number;
};

export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;
const FULL = BigInt(TILE_WIDTH);

/** Path below the log's prefix, such as `tile/0/x001/x234/067.p/5`. */
export function tilePath({ level, index, width }: Tile): string {
  const partial = width === TILE_WIDTH ? "" : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${partial}`;
}

/** The tile that a path names; undefined where it names none that a log of less than 2^63 leaves can have. */
export function parseTilePath(path: string): Tile | undefined {
  const match =
    /^tile\/(entries|0|[1-9]|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,6}\d{3})(?:\.p\/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/.exec(
      path,
    );
  if (!match) return undefined;
  const [, level, digits = "", width] = match;
  if (digits.startsWith("x000/")) return undefined;
  return {
    level: level === "entries" ? level : Number(level),
    index: BigInt(digits.replaceAll(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
}

/** The tiles of one level that hold hashes `begin` to `end` (not included) of it, in a tree of `size` leaves. */
export function tilesOf(level: number | "entries", begin: bigint, size: bigint): Tile[] {
  const end = level === "entries" ? size : size >> BigInt(TILE_HEIGHT * level);
  const tiles: Tile[] = [];
  for (let index = begin / FULL; index * FULL < end; index++) {
    const left = end - index * FULL;
    tiles.push({ level, index, width: left < FULL ? Number(left) : TILE_WIDTH });
  }
  return tiles;
}

function indexPath(index: bigint): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
}
