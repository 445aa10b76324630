import { equal } from "../bytes/bytes.ts";
import { utf8 } from "../bytes/text.ts";
import { directoryOf, type Files, nameStaged, replaceFile, stageFile } from "../disk/files.ts";
import { LedgerError } from "../fault.ts";
import {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
  verifyLogSignature,
} from "../note/checkpoint.ts";
import { SIGNATURE_TYPE, verifierKey } from "../note/vkey.ts";
import { rangeNodes, rootOf } from "../tree/compact-range.ts";
import { HASH_BYTES, leafHash } from "../tree/hash.ts";
import { type NodeReader, proveInclusion } from "../tree/prove.ts";
import { TILE_HEIGHT, TILE_WIDTH, type Tile, tilePath } from "../tree/tile.ts";
import { tileNodes } from "../tree/tile-reader.ts";
import { parseBundle } from "./bundle-tile.ts";
import { type Edge, EMPTY_EDGE, extendEdge, type TileFile } from "./edge.ts";

export type LogOptions = {
  readonly files: Files;
  /** Directory that holds `checkpoint` and `tile/`, as C2SP tlog-tiles serves them. */
  readonly directory: string;
  readonly origin: string;
  /** Key of the log, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** File of the last durable checkpoint, where it is not the one served. */
  readonly headFile?: string;
};

/** Signs, or finds, the checkpoint of a size and a root; what it rejects with, the append rejects with. */
export type Endorse = (head: Checkpoint) => Promise<SignedCheckpoint>;

/**
 * A log on disk, as files that are never changed once a checkpoint counts them (C2SP tlog-tiles). One writer at
 * a time: appends are called one after the other, by one process.
 */
export class DiskLog {
  readonly #options: LogOptions;
  readonly #directories = new Set<string>();
  #edge: Edge;
  #head: SignedCheckpoint | undefined;
  #broken: unknown;

  private constructor(options: LogOptions, head: SignedCheckpoint | undefined, edge: Edge) {
    this.#options = options;
    this.#head = head;
    this.#edge = edge;
  }

  /**
   * Opens a log at its last signed checkpoint; a directory without one is a log without entries. Whatever an
   * interrupted append left beyond the checkpoint counts for nothing. Throws LedgerError `corrupt`.
   */
  static async open(options: LogOptions): Promise<DiskLog> {
    const head = await readHead(options);
    // Its name may be in the system's memory only, where the process that wrote it was killed.
    if (head) await options.files.syncDirectory(options.directory);
    return new DiskLog(options, head, head ? await readEdge(options, head) : EMPTY_EDGE);
  }

  /** Entries that the last durable checkpoint counts. */
  get size(): number {
    return Number(this.#edge.range.size);
  }

  /** The last durable checkpoint; undefined while the log has no entries. */
  get head(): SignedCheckpoint | undefined {
    return this.#head;
  }

  get root(): Uint8Array {
    return rootOf(this.#edge.range);
  }

  /** Root of the log with these entries after its own; nothing is written. */
  rootWith(entries: readonly Uint8Array[]): Uint8Array {
    return rootOf(extendEdge(this.#edge, entries).edge.range);
  }

  /** Inclusion proof of an entry in the log with these entries after its own; nothing is written. */
  proveWith(entries: readonly Uint8Array[], index: number): Promise<Uint8Array[]> {
    const { edge, files } = extendEdge(this.#edge, entries);
    const made = new Map(files.map(({ path, bytes }) => [path, bytes]));
    const { size } = edge.range;
    const read = tileNodes(
      size,
      async (tile) => made.get(tilePath(tile)) ?? (await readTile(this.#options, tile)),
    );
    return proveInclusion(BigInt(index), size, read);
  }

  /**
   * Appends entries: they are on the disk, then the checkpoint that counts them, when this resolves. When it
   * rejects, it is not known whether they are: the log takes nothing more, and has to be opened again to see.
   */
  async append(entries: readonly Uint8Array[], endorse: Endorse): Promise<SignedCheckpoint> {
    if (this.#broken !== undefined)
      throw new LedgerError({ code: "closed", detail: "an earlier write failed" }, { cause: this.#broken });
    try {
      return await this.#append(entries, endorse);
    } catch (error) {
      this.#broken = error;
      throw error;
    }
  }

  async #append(entries: readonly Uint8Array[], endorse: Endorse): Promise<SignedCheckpoint> {
    const { origin } = this.#options;
    const { edge, files } = extendEdge(this.#edge, entries);
    const { size } = edge.range;
    const endorsed = endorse({ origin, size, root: rootOf(edge.range) });
    const [head] = await Promise.all([
      endorsed,
      this.#writeTiles(files),
      endorsed.then((one) => this.#stageHead(one)),
    ]);
    await this.#nameHead();
    this.#edge = edge;
    this.#head = head;
    await this.#removePartials(files);
    return head;
  }

  /** Writes the next checkpoint beside the last one: while tiles are written, for each sync takes its time. */
  async #stageHead(head: SignedCheckpoint): Promise<void> {
    const { files, directory } = this.#options;
    await this.#ensureDirectory(directory);
    await stageFile(files, `${directory}/${headFile(this.#options)}`, utf8(formatCheckpoint(head)));
  }

  /** Only now, with all that it counts on the disk, it becomes the checkpoint. */
  async #nameHead(): Promise<void> {
    const { files, directory } = this.#options;
    await files.syncDirectory(await nameStaged(files, `${directory}/${headFile(this.#options)}`));
  }

  /** Writes a file of the log's directory durably, whole or not at all. */
  async writeFile(name: string, bytes: Uint8Array): Promise<void> {
    const { files, directory } = this.#options;
    await this.#ensureDirectory(directory);
    await files.syncDirectory(await replaceFile(files, `${directory}/${name}`, bytes));
  }

  /** Reads nodes of the tree at a size that a checkpoint counted. */
  nodesAt(size: bigint): NodeReader {
    return tileNodes(size, (tile) => readTile(this.#options, tile));
  }

  /** The entries from one index up to another, not included. Throws LedgerError `not-found` beyond the end. */
  async entries(from: number, to: number): Promise<Uint8Array[]> {
    if (from < 0 || to > this.size)
      throw new LedgerError({ code: "not-found", what: `entries ${from} to ${to}` });
    const out: Uint8Array[] = [];
    for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index++) {
      const first = index * TILE_WIDTH;
      const own = await this.#bundle(index);
      out.push(...own.slice(Math.max(0, from - first), to - first));
    }
    return out;
  }

  async entry(index: number): Promise<Uint8Array> {
    const [entry] = await this.entries(index, index + 1);
    return entry as Uint8Array;
  }

  async #bundle(index: number): Promise<readonly Uint8Array[]> {
    const width = Math.min(TILE_WIDTH, this.size - index * TILE_WIDTH);
    if (width < TILE_WIDTH) return this.#edge.entries;
    return readBundle(this.#options, { level: "entries", index: BigInt(index), width });
  }

  async #writeTiles(tiles: readonly TileFile[]): Promise<void> {
    const { files, directory } = this.#options;
    const paths = tiles.map(({ path }) => `${directory}/${path}`);
    for (const path of paths) await this.#ensureDirectory(directoryOf(path));
    await Promise.all(tiles.map(({ bytes }, i) => replaceFile(files, paths[i] as string, bytes)));
    await Promise.all([...new Set(paths.map(directoryOf))].map((path) => files.syncDirectory(path)));
  }

  /** Partial tiles may go once the full one is there (C2SP tlog-tiles); a crash in between leaves them, harmless. */
  async #removePartials(tiles: readonly TileFile[]): Promise<void> {
    const { files, directory } = this.#options;
    const full = tiles.filter(({ tile }) => tile.width === TILE_WIDTH);
    await Promise.all(full.map(({ path }) => files.remove(`${directory}/${path}.p`)));
    for (const { path } of full) this.#directories.delete(`${directory}/${path}.p`);
  }

  /** Makes a directory with those above it, each name synced before anything is put into it. */
  async #ensureDirectory(directory: string): Promise<void> {
    if (this.#directories.has(directory)) return;
    const above = directoryOf(directory);
    if (directory !== this.#options.directory) await this.#ensureDirectory(above);
    await this.#options.files.makeDirectory(directory);
    await this.#options.files.syncDirectory(above);
    this.#directories.add(directory);
  }
}

async function readHead(options: LogOptions): Promise<SignedCheckpoint | undefined> {
  const { files, directory, origin, publicKey } = options;
  const file = `${directory}/${headFile(options)}`;
  const bytes = await files.read(file);
  if (bytes === undefined) return undefined;
  const head = parseCheckpoint(bytes);
  const key = verifierKey(origin, SIGNATURE_TYPE.ed25519, publicKey);
  if (head.origin !== origin || (await verifyLogSignature(head.note, key)) !== "holds")
    throw corrupt(file, 0, `not signed by ${origin}`);
  return head;
}

/** Reads the right edge back and checks it against the checkpoint's root. */
async function readEdge(options: LogOptions, head: SignedCheckpoint): Promise<Edge> {
  const { size } = head;
  const read = tileNodes(size, (tile) => readTile(options, tile));
  const range = { size, roots: await read(rangeNodes(size)) };
  if (!equal(rootOf(range), head.root))
    throw corrupt(`${options.directory}/${headFile(options)}`, 0, "the tiles do not lead to its root");
  const hashes: Uint8Array[][] = [];
  for (let level = 0; size >> BigInt(TILE_HEIGHT * level) > 0n; level++) {
    const tile = edgeTile(level, size >> BigInt(TILE_HEIGHT * level));
    hashes.push(tile.width === 0 ? [] : hashesOf(await readTile(options, tile), tile.width));
  }
  const bundle = edgeTile("entries", size);
  const entries = bundle.width === 0 ? [] : await readBundle(options, bundle);
  const bad = entries.findIndex((entry, i) => !equal(leafHash(entry), hashes[0]?.[i] as Uint8Array));
  if (bad >= 0)
    throw corrupt(`${options.directory}/${tilePath(bundle)}`, 0, `entry ${bad} is not the one signed`);
  return { range, entries, hashes };
}

function headFile({ headFile: name = "checkpoint" }: LogOptions): string {
  return name;
}

function edgeTile(level: number | "entries", count: bigint): Tile {
  return { level, index: count / BigInt(TILE_WIDTH), width: Number(count % BigInt(TILE_WIDTH)) };
}

function hashesOf(tile: Uint8Array, width: number): Uint8Array[] {
  return Array.from({ length: width }, (_, i) => tile.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** The bytes of a tile, or of the full one that took its place. */
async function readTile(
  { files, directory }: Pick<LogOptions, "files" | "directory">,
  tile: Tile,
): Promise<Uint8Array> {
  const path = `${directory}/${tilePath(tile)}`;
  const bytes =
    (await files.read(path)) ??
    (await files.read(`${directory}/${tilePath({ ...tile, width: TILE_WIDTH })}`));
  if (bytes === undefined) throw corrupt(path, 0, "the file is missing");
  if (tile.level !== "entries" && bytes.length < tile.width * HASH_BYTES)
    throw corrupt(path, bytes.length, `cut off: ${tile.width * HASH_BYTES} bytes were written`);
  return bytes;
}

async function readBundle(options: LogOptions, tile: Tile): Promise<Uint8Array[]> {
  const bundle = parseBundle(
    await readTile(options, tile),
    tile.width,
    `${options.directory}/${tilePath(tile)}`,
  );
  return bundle.map(({ bytes }) => bytes);
}

function corrupt(file: string, offset: number, detail: string): LedgerError {
  return new LedgerError({ code: "corrupt", file, offset, detail });
}
