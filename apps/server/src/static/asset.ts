import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".topojson": "application/json",
  ".geojson": "application/geo+json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".pbf": "application/x-protobuf",
  ".map": "application/json",
};
const ALREADY_SMALL = new Set([".png", ".webp", ".woff2", ".woff", ".ico", ".pbf"]);
const compressors = {
  br: (body: Uint8Array) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
    }) as Promise<Uint8Array>,
  gzip: (body: Uint8Array) => promisify(gzip)(body) as Promise<Uint8Array>,
};

/** A file as it was when first asked for, with its compressed forms made at most once. */
export class Asset {
  readonly type: string;
  /** Hash of the content, without quotes. */
  readonly hash: string;
  readonly #body: Uint8Array;
  readonly #forms = new Map<Encoding, Promise<Uint8Array>>();
  readonly #compressible: boolean;

  constructor(path: string, body: Uint8Array) {
    const extension = extname(path).toLowerCase();
    this.type = TYPES[extension] ?? "application/octet-stream";
    this.hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
    this.#body = body;
    this.#compressible = !ALREADY_SMALL.has(extension) && body.byteLength > 1024;
  }

  /** The best form among those accepted, best first. */
  async form(accepted: readonly Encoding[]): Promise<{ encoding: Encoding; body: Uint8Array }> {
    const encoding = (this.#compressible && accepted[0]) || "identity";
    if (encoding === "identity") return { encoding, body: this.#body };
    const made = this.#forms.get(encoding) ?? compressors[encoding](this.#body);
    this.#forms.set(encoding, made);
    return { encoding, body: await made };
  }
}

/** Files under one directory; read when first asked for and again when they have changed on disk. */
export class AssetFolder {
  readonly #dir: string;
  readonly #known = new Map<string, { readonly stamp: string; readonly asset: Asset }>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** The file at a decoded, relative path; undefined when there is none or the path leads elsewhere. */
  async find(path: string): Promise<Asset | undefined> {
    if (!isPlain(path)) return undefined;
    const file = join(this.#dir, path);
    if (!file.startsWith(this.#dir + sep)) return undefined;
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) return undefined;
    const stamp = `${info.mtimeMs}/${info.size}`;
    const known = this.#known.get(file);
    if (known?.stamp === stamp) return known.asset;
    const asset = new Asset(file, await readFile(file));
    this.#known.set(file, { stamp, asset });
    return asset;
  }
}

/** Neither hidden files nor steps upward, nor anything that a file system could read otherwise than we do. */
function isPlain(path: string): boolean {
  return !/[\0\\]/.test(path) && path.split("/").every((part) => part !== "" && !part.startsWith("."));
}
