import { concat } from "../bytes/bytes.ts";
import type { CosignerClient } from "../cosign/cosign-finality.ts";
import type { EntrySource } from "../cosign/mirror-log.ts";
import { parseBundle } from "../log/bundle-tile.ts";
import { TILE_WIDTH, tilePath, tilesOf } from "../tree/tile.ts";

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
export type ClientOptions = {
  readonly fetch: Fetch;
  /** Milliseconds until an answer is given up. */
  readonly timeout: number;
};

/** Most bytes of a cosigner's answer: some signature lines, or a sentence. */
const MAX_REPLY = 100_000;
/** Most bytes of a bundle: 256 entries of the largest size. */
const MAX_BUNDLE = TILE_WIDTH * (2 + 65_535);

/** Reaches a cosigner's `add-checkpoint` below its submission prefix. */
export function httpCosigner(prefix: string, { fetch, timeout }: ClientOptions): CosignerClient {
  return async (body) => {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(`${prefix}/add-checkpoint`, {
      method: "POST",
      body,
      signal,
      redirect: "error",
    });
    const reply = new TextDecoder().decode(await bytesOf(response, MAX_REPLY));
    return { status: response.status, type: response.headers.get("content-type") ?? "", body: reply };
  };
}

/** Reads a log's entries from the bundles below its prefix (C2SP tlog-tiles). */
export function httpEntries(prefix: string, options: ClientOptions): EntrySource {
  return async (from, to) => {
    const tiles = tilesOf("entries", BigInt(from), BigInt(to));
    const bundles = await Promise.all(
      tiles.map(async (tile) => {
        const path = tilePath(tile);
        const bytes = await get(`${prefix}/${path}`, options);
        return parseBundle(bytes, tile.width, path).map(({ bytes: entry }) => entry);
      }),
    );
    const first = Math.floor(from / TILE_WIDTH) * TILE_WIDTH;
    return bundles.flat().slice(from - first, to - first);
  };
}

async function get(url: string, { fetch, timeout }: ClientOptions): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout), redirect: "error" });
  const bytes = await bytesOf(response, MAX_BUNDLE);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return bytes;
}

async function bytesOf(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > most) throw new Error(`more than ${most} bytes`);
    chunks.push(chunk);
  }
  return concat(...chunks);
}
