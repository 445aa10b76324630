import { concat, equal, firstDifference } from "../bytes/bytes.ts";
import { LedgerError } from "../fault.ts";
import { parseCheckpoint, type SignedCheckpoint, verifyLogSignature } from "../note/checkpoint.ts";
import { SIGNATURE_TYPE, verifierKey } from "../note/vkey.ts";
import { appendLeaf, type CompactRange, EMPTY_RANGE, rootOf } from "../tree/compact-range.ts";
import { HASH_BYTES, leafHash } from "../tree/hash.ts";
import { TILE_HEIGHT, TILE_WIDTH, type Tile, tilePath, tilesOf } from "../tree/tile.ts";
import { type BundledEntry, parseBundle } from "./bundle-tile.ts";
import type { LogOptions } from "./disk-log.ts";

/** A file that is not what the signed checkpoint says, and its first byte that cannot be right. */
export type LogFault = { readonly file: string; readonly offset: number; readonly detail: string };

export type FsckReport = {
  /** Entries that the checkpoint counts; null where there is none that can be read. */
  readonly size: bigint | null;
  readonly faults: readonly LogFault[];
};

type Progress = (done: bigint, total: bigint) => void;

/** Faults that are told one by one at most. */
const MOST_FAULTS = 100;

/**
 * Derives a whole log again: from the entries every tile, from the tiles the root, and compares all with what the
 * signed checkpoint says. A wrong tile is named by its first wrong byte; a wrong entry by its own first byte,
 * for a hash tells that it was changed and not where.
 */
export async function fsck(options: LogOptions, onProgress?: Progress): Promise<FsckReport> {
  const check = new LogCheck(options);
  const head = await check.head();
  if (head) {
    await check.leaves(head.size, onProgress);
    await check.judge(head);
  }
  return { size: head?.size ?? null, faults: check.faults.slice(0, MOST_FAULTS) };
}

/** A place where an entry and the hash stored for it disagree. */
type Conflict = { readonly bundle: Tile; readonly number: number; readonly offset: number };

/** The tree as one kind of file gives it: its range, and the hashes of its tile levels above the lowest. */
type Derived = { range: CompactRange; readonly upper: Uint8Array[][]; whole: boolean };

class LogCheck {
  readonly faults: LogFault[] = [];
  readonly #options: LogOptions;
  readonly #conflicts: Conflict[] = [];
  readonly #byEntries: Derived = { range: EMPTY_RANGE, upper: [], whole: true };
  readonly #byTiles: Derived = { range: EMPTY_RANGE, upper: [], whole: true };

  constructor(options: LogOptions) {
    this.#options = options;
  }

  async head(): Promise<SignedCheckpoint | undefined> {
    const { origin, publicKey, headFile = "checkpoint" } = this.#options;
    const bytes = await this.#read(headFile);
    if (!bytes) return this.#fault(headFile, 0, "the file is missing");
    try {
      const head = parseCheckpoint(bytes);
      const key = verifierKey(origin, SIGNATURE_TYPE.ed25519, publicKey);
      if (head.origin === origin && (await verifyLogSignature(head.note, key)) === "holds") return head;
      return this.#fault(headFile, 0, `not signed by ${origin}`);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      return this.#fault(headFile, 0, error.message);
    }
  }

  /** Reads entries and lowest tiles side by side. */
  async leaves(size: bigint, onProgress?: Progress): Promise<void> {
    for (const bundle of tilesOf("entries", 0n, size)) {
      const tile = { ...bundle, level: 0 };
      const [entries, stored] = [await this.#entries(bundle), await this.#tile(tile)];
      for (let i = 0; i < bundle.width; i++) {
        const entry = entries?.[i];
        const own = entry && leafHash(entry.bytes);
        const kept = stored?.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
        extend(this.#byEntries, own);
        extend(this.#byTiles, kept);
        if (entry && own && kept && !equal(own, kept))
          this.#conflicts.push({ bundle, number: i, offset: entry.offset });
      }
      onProgress?.(bundle.index * BigInt(TILE_WIDTH) + BigInt(bundle.width), size);
    }
  }

  /** Says who is wrong: the root that was signed decides between entries and tiles. */
  async judge(head: SignedCheckpoint): Promise<void> {
    const leads = ({ range, whole }: Derived) => whole && equal(rootOf(range), head.root);
    if (leads(this.#byEntries)) {
      for (const conflict of this.#conflicts) await this.#wrongTile(conflict);
      return this.#upper(this.#byEntries, head.size);
    }
    for (const { bundle, number, offset } of this.#conflicts) {
      const index = bundle.index * BigInt(TILE_WIDTH) + BigInt(number);
      const what = leads(this.#byTiles) ? "was changed" : "and the hash stored for it disagree";
      this.#fault(tilePath(bundle), offset + 2, `entry ${index} ${what}`);
    }
    if (leads(this.#byTiles)) return this.#upper(this.#byTiles, head.size);
    const { headFile = "checkpoint" } = this.#options;
    this.#fault(headFile, 0, "neither entries nor tiles lead to the root that it signs");
  }

  async #wrongTile({ bundle, number }: Conflict): Promise<void> {
    const tile = { ...bundle, level: 0 };
    const [entries, stored] = [await this.#entries(bundle), await this.#tile(tile)];
    const own = entries?.[number] && leafHash(entries[number].bytes);
    const at = number * HASH_BYTES;
    if (own && stored)
      this.#fault(
        tilePath(tile),
        at + firstDifference(own, stored.subarray(at, at + HASH_BYTES)),
        "not the hash of its entry",
      );
  }

  /** Compares the tiles above the lowest with what those below them give. */
  async #upper({ upper }: Derived, size: bigint): Promise<void> {
    for (const [i, hashes] of upper.entries()) {
      for (const tile of tilesOf(i + 1, 0n, size)) {
        const first = Number(tile.index) * TILE_WIDTH;
        const own = concat(...hashes.slice(first, first + tile.width));
        const stored = await this.#tile(tile);
        const at = stored ? firstDifference(own, stored.subarray(0, own.length)) : -1;
        if (at >= 0) this.#fault(tilePath(tile), at, "not the hash of the tile below");
      }
    }
  }

  async #entries(bundle: Tile): Promise<readonly BundledEntry[] | undefined> {
    const path = tilePath(bundle);
    const bytes = await this.#readTile(bundle);
    if (!bytes) return this.#missing(path);
    try {
      return parseBundle(bytes, bundle.width, path);
    } catch (error) {
      if (!(error instanceof LedgerError) || error.fault.code !== "corrupt") throw error;
      return this.#fault(path, error.fault.offset, error.fault.detail);
    }
  }

  async #tile(tile: Tile): Promise<Uint8Array | undefined> {
    const path = tilePath(tile);
    const bytes = await this.#readTile(tile);
    if (!bytes) return this.#missing(path);
    const length = tile.width * HASH_BYTES;
    return bytes.length >= length
      ? bytes
      : this.#fault(path, bytes.length, `cut off: ${length} bytes were written`);
  }

  async #readTile(tile: Tile): Promise<Uint8Array | undefined> {
    return (await this.#read(tilePath(tile))) ?? (await this.#read(tilePath({ ...tile, width: TILE_WIDTH })));
  }

  #read(path: string): Promise<Uint8Array | undefined> {
    return this.#options.files.read(`${this.#options.directory}/${path}`);
  }

  #missing(path: string): undefined {
    return this.#fault(path, 0, "the file is missing");
  }

  /** Notes a fault once. */
  #fault(path: string, offset: number, detail: string): undefined {
    const file = `${this.#options.directory}/${path}`;
    if (!this.faults.some((one) => one.file === file && one.offset === offset))
      this.faults.push({ file, offset, detail });
  }
}

function extend(derived: Derived, leaf: Uint8Array | undefined): void {
  if (!leaf) derived.whole = false;
  if (!derived.whole || !leaf) return;
  derived.range = appendLeaf(derived.range, leaf, ({ level }, hash) => {
    if (level === 0 || level % TILE_HEIGHT !== 0) return;
    const hashes = derived.upper[level / TILE_HEIGHT - 1] ?? [];
    derived.upper[level / TILE_HEIGHT - 1] = hashes;
    hashes.push(hash.slice());
  });
}
