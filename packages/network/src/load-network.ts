import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildNetwork } from "./build-network.ts";
import { type DataKind, dataKinds, isDataKind } from "./data-kind.ts";
import type { Issue } from "./error.ts";
import { parseGoodsTable } from "./goods-table.ts";
import type { Network } from "./network.ts";
import { type DataFile, parseJson } from "./parse-file.ts";

/** Directory of the data that come with the product. */
export const shippedDataDir: string = fileURLToPath(new URL("../../../data/network", import.meta.url));

/** HS 2022 nomenclature, one for every network. */
const goodsFile = fileURLToPath(new URL("../../../data/trade/hs2022.json", import.meta.url));

const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Reads the network from data directories, the first at the bottom: a record of a later directory replaces
 * the one with the same id, others are added. A directory holds `KIND.json` or `KIND/*.json` for any of the
 * kinds (places, links, closures, ...); a missing file is empty. Only the files' form is judged here;
 * `checkNetwork` judges what they say.
 *
 * Throws `NetworkError` code `bad-data` with every issue of every file.
 */
export function loadNetwork(options: { readonly dirs: readonly string[] }): Network {
  const issues: Issue[] = [];
  const layers = options.dirs.map((dir) => readLayer(dir, issues));
  const goods = readGoods(issues);
  return buildNetwork(layers, { goods, issues });
}

function readGoods(issues: Issue[]): ReadonlyMap<string, string> {
  const text = stat(goodsFile) === undefined ? undefined : readText(goodsFile, issues);
  if (text === undefined) return new Map();
  const json = parseJson(text);
  if (json.ok) return parseGoodsTable(goodsFile, json.value, issues);
  issues.push({ file: goodsFile, path: "", reason: json.reason });
  return new Map();
}

function readLayer(dir: string, issues: Issue[]): readonly DataFile[] {
  if (stat(dir)?.isDirectory() !== true) {
    issues.push({ file: dir, path: "", reason: "no such directory" });
    return [];
  }
  reportStrangers(dir, issues);
  return dataKinds.flatMap((kind) =>
    filesOf(dir, kind).flatMap((file) => {
      const text = readText(file, issues);
      return text === undefined ? [] : [{ file, kind, text }];
    }),
  );
}

function filesOf(dir: string, kind: DataKind): readonly string[] {
  const single = join(dir, `${kind}.json`);
  const folder = join(dir, kind);
  const inside = stat(folder)?.isDirectory() === true ? readdirSync(folder).filter(isJson).toSorted() : [];
  return [...(stat(single) === undefined ? [] : [single]), ...inside.map((name) => join(folder, name))];
}

/** A file under a misspelt name would otherwise be left out without a word. */
function reportStrangers(dir: string, issues: Issue[]): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const folder = stat(join(dir, entry.name))?.isDirectory() === true;
    if (entry.name.startsWith(".") || (!folder && !isJson(entry.name))) continue;
    if (isDataKind(folder ? entry.name : entry.name.slice(0, -".json".length))) continue;
    const reason = `not a name of data; expected one of ${dataKinds.join(", ")}`;
    issues.push({ file: join(dir, entry.name), path: "", reason });
  }
}

function readText(file: string, issues: Issue[]): string | undefined {
  const size = stat(file)?.size ?? 0;
  if (size > MAX_BYTES) {
    issues.push({ file, path: "", reason: `${size} bytes; at most ${MAX_BYTES} are read` });
    return undefined;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const reason = error instanceof TypeError ? "not UTF-8 text" : `cannot be read: ${String(error)}`;
    issues.push({ file, path: "", reason });
    return undefined;
  }
}

function stat(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function isJson(name: string): boolean {
  return name.endsWith(".json");
}
