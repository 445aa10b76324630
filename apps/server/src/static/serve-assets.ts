import { resolve } from "node:path";
import type { Context, NotFoundHandler } from "hono";
import { problem } from "../http/problem.ts";
import { type Asset, AssetFolder, type Encoding } from "./asset.ts";
import { NOTHING_PAGE } from "./nothing-page.ts";

export interface AssetRoot {
  /** Path under which the directory appears, with both slashes; "/" for the page itself. */
  readonly prefix: string;
  readonly dir: string;
  /** File names that may be asked for; absent = all. */
  readonly only?: readonly string[];
}

interface Found {
  readonly asset: Asset;
  readonly caching: string;
}

/** Names with a hash of the content, as the page's build writes them, never change what they hold. */
const HASHED = /^assets\/.+-[\w-]{8,}\.\w+$/;

/** Addresses of pages beside "/", with their files; the planner's reads from the address what it shows there. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ["/claim", "index.html"],
  ["/verify", "verify.html"],
]);
/** Addresses that only programs ask for. */
const MACHINES = /^\/(v1|geo|healthz|openapi\.json)(\/|$)/;

/**
 * Serves files where no route answered, and the page at its own addresses to whoever does not insist on
 * something else than HTML. The rest is a 404: a problem for programs, a plain page for people.
 */
export function serveAssets(roots: readonly AssetRoot[]): NotFoundHandler {
  const folders = roots.map((root) => ({ ...root, folder: new AssetFolder(resolve(root.dir)) }));
  const page = folders.find((root) => root.prefix === "/")?.folder;
  return async (c) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return nothing(c);
    const found = await lookUp(folders, decoded(c.req.path));
    if (found) return respond(c, found);
    const file = takesHtml(c) ? PAGES.get(c.req.path) : undefined;
    const asset = file === undefined ? undefined : await page?.find(file);
    return asset ? respond(c, { asset, caching: "no-cache" }) : nothing(c);
  };
}

async function lookUp(
  folders: readonly (AssetRoot & { readonly folder: AssetFolder })[],
  path: string,
): Promise<Found | undefined> {
  for (const { prefix, only, folder } of folders) {
    if (!path.startsWith(prefix)) continue;
    const rest = path.slice(prefix.length) || "index.html";
    if (only && !only.includes(rest)) continue;
    const asset = await folder.find(rest);
    if (asset) return { asset, caching: caching(prefix, rest) };
  }
  return undefined;
}

function caching(prefix: string, rest: string): string {
  if (prefix !== "/") return "public, max-age=3600, stale-while-revalidate=86400";
  return HASHED.test(rest) ? "public, max-age=31536000, immutable" : "no-cache";
}

async function respond(c: Context, { asset, caching }: Found): Promise<Response> {
  const { encoding, body } = await asset.form(acceptedEncodings(c.req.header("accept-encoding")));
  const tag = encoding === "identity" ? `"${asset.hash}"` : `"${asset.hash}-${encoding}"`;
  const headers: Record<string, string> = {
    "cache-control": caching,
    etag: tag,
    vary: "accept-encoding",
    "content-type": asset.type,
  };
  if (matches(c.req.header("if-none-match"), tag)) return c.body(null, 304, headers);
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  headers["content-length"] = String(body.byteLength);
  return c.body(body as Uint8Array<ArrayBuffer>, 200, headers);
}

/** RFC 9110 13.1.2: a list of tags, compared weakly. */
function matches(header: string | undefined, tag: string): boolean {
  if (!header) return false;
  return header.split(",").some((each) => each.trim() === "*" || each.trim().replace(/^W\//, "") === tag);
}

/** Encodings that the client takes, ours in order of preference (RFC 9110 12.5.3). */
export function acceptedEncodings(header: string | undefined): Encoding[] {
  const offered = accepted(header);
  return (["br", "gzip"] as const).filter((encoding) => offered.get(encoding) ?? offered.get("*") ?? false);
}

/** What an Accept header names, in lower case, and whether it is taken: q=0 refuses it (RFC 9110 12.4.2). */
function accepted(header: string | undefined): ReadonlyMap<string, boolean> {
  return new Map(
    (header ?? "").split(",").map((part) => {
      const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
      return [name, parameters.every((parameter) => Number(parameter.replace(/^q=/, "")) !== 0)];
    }),
  );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "\0";
  }
}

/** Whether HTML will do: it is asked for, or any text or anything is, or nothing in particular (RFC 9110 12.5.1). */
function takesHtml(c: Context): boolean {
  const header = c.req.header("accept")?.trim();
  const named = accepted(header);
  return !header || (named.get("text/html") ?? named.get("text/*") ?? named.get("*/*") ?? false);
}

function nothing(c: Context): Response | Promise<Response> {
  const read = c.req.method === "GET" || c.req.method === "HEAD";
  if (read && takesHtml(c) && !MACHINES.test(c.req.path))
    return c.html(NOTHING_PAGE, 404, { "cache-control": "no-store" });
  return problem(c, "not-found", "No such address.");
}
