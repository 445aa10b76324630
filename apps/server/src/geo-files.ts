import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shippedDataDir } from "@rahdari/network";

/** Directory with the map's files: `open` under free licences, `odbl` under the Open Database License. */
export const geoDir: string = join(shippedDataDir, "..", "geo");

/** Text of a file under `geoDir`; undefined when there is none. */
export function readGeo(path: string): string | undefined {
  try {
    return readFileSync(join(geoDir, path), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
