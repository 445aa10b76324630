import type { Files } from "../disk/files.ts";
import { parseTilePath, TILE_WIDTH, tilePath } from "../tree/tile.ts";
import type { PathHandler } from "./ledger-handler.ts";
import { problem, text } from "./reply.ts";

/** Files of a log as C2SP tlog-tiles serves them; any static server does the same. */
export function tileHandler(files: Files, directory: string): PathHandler {
  return async (request, path) => {
    const tile = parseTilePath(path);
    if (path !== "checkpoint" && !tile) return undefined;
    if (request.method !== "GET" && request.method !== "HEAD")
      return problem(405, "method-not-allowed", "only GET");
    const bytes = await files.read(`${directory}/${path}`);
    if (!tile) return bytes ? text(200, new TextDecoder().decode(bytes)) : notFound(path);
    const whole = bytes ?? (await files.read(`${directory}/${tilePath({ ...tile, width: TILE_WIDTH })}`));
    return whole ? immutable(whole) : notFound(path);
  };
}

function immutable(bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/octet-stream",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}

function notFound(path: string): Response {
  return problem(404, "not-found", `${path} is not there yet`);
}
