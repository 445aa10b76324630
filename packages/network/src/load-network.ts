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
  const report = (reason: string) => issues.push({ file: dir, path: "", reason });
  if (stat(dir)?.isDirectory() !== true) {
    report("no such directory");
    return [];
  }
  const names = namesIn(dir, issues);
  reportStrangers(dir, names, issues);
  const files = dataKinds.flatMap((kind) =>
    filesOf(dir, names, kind, issues).map((file) => ({ file, kind })),
  );
  if (files.length === 0)
    report(`holds no data; expected ${dataKinds.join(", ")}, as KIND.json or KIND/*.json`);
  return files.flatMap(({ file, kind }) => {
    const text = readText(file, issues);
    return text === undefined ? [] : [{ file, kind, text }];
  });
}

/** A link to nowhere is a name too: that it leads to nothing is said where it is read. */
function filesOf(dir: string, names: readonly string[], kind: DataKind, issues: Issue[]): readonly string[] {
  const single = names.includes(`${kind}.json`) ? [join(dir, `${kind}.json`)] : [];
  const folder = join(dir, kind);
  if (!names.includes(kind) || stat(folder)?.isDirectory() !== true) return single;
  const inside = namesIn(folder, issues).filter(isJson);
  return [...single, ...inside.map((name) => join(folder, name))];
}

function namesIn(dir: string, issues: Issue[]): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => !name.startsWith("."))
      .toSorted();
  } catch (error) {
    issues.push({ file: dir, path: "", reason: `cannot be read: ${String(error)}` });
    return [];
  }
}

/** A file under a misspelt name would otherwise be left out without a word. */
function reportStrangers(dir: string, names: readonly string[], issues: Issue[]): void {
  for (const name of names) {
    const folder = stat(join(dir, name))?.isDirectory() === true;
    if (!folder && !isJson(name)) continue;
    if (isDataKind(folder ? name : name.slice(0, -".json".length))) continue;
    const reason = `not a name of data; expected one of ${dataKinds.join(", ")}`;
    issues.push({ file: join(dir, name), path: "", reason });
  }
}

function readText(file: string, issues: Issue[]): string | undefined {
  const reason = unreadable(stat(file));
  if (reason !== undefined) {
    issues.push({ file, path: "", reason });
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

/** A pipe or device would be waited for without end, so only a plain file is opened. */
function unreadable(found: Stats | undefined): string | undefined {
  if (found === undefined) return "cannot be read: a link that leads nowhere";
  if (!found.isFile()) return "not a file";
  return found.size > MAX_BYTES ? `${found.size} bytes; at most ${MAX_BYTES} are read` : undefined;
}

/** Undefined for what is not there and for links that run in a circle. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isJson(name: string): boolean {
  return name.endsWith(".json");
}
