import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Network, shippedDataDir, usableNetwork } from "@rahdari/network";
import { type LinkLine, loadLines } from "@rahdari/planner";
import type { Arguments } from "./arguments.ts";

/** Directories with the shipped data and what `--data` lays over them, lowest first. */
export function dataDirs(args: Arguments): string[] {
  return [shippedDataDir, ...args.all("data").map((dir) => resolve(dir))];
}

/** The network in force. Throws NetworkError when a data file cannot be used. */
export function networkOf(args: Arguments): Network {
  return usableNetwork({ dirs: dataDirs(args) });
}

/** Lines of the links for maps, from the shipped files; none where those are absent. */
export function linesForMaps(): ReadonlyMap<string, LinkLine> {
  return loadLines((path) => {
    const file = join(shippedDataDir, "..", "geo", path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  });
}
