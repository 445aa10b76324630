import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../shared/oracles/ledger/", import.meta.url));

/** Whether the independent vectors lie beside the project; tests that need them are skipped where they do not. */
export const haveOracles = existsSync(root);

export function oracleFiles(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).sort();
}

export function oracleText(file: string): string {
  return readFileSync(root + file, "utf8");
}

export function oracleBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(root + file));
}
