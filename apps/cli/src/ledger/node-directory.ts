import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LedgerConfig, ledgerDirectory, parseLedgerConfig } from "@rahdari/ledger";
import { readAs } from "./trouble.ts";

/** Directory that holds a directory for each ledger which a node keeps. */
export function ledgersOf(directory: string): string {
  return join(directory, "ledgers");
}

export function ledgerPath(directory: string, origin: string): string {
  return join(ledgersOf(directory), ledgerDirectory(origin));
}

export function configFile(directory: string, origin: string): string {
  return join(ledgerPath(directory, origin), "ledger.json");
}

/** What of an author's is kept under `kind`: journals, receipts or discrepancies. */
export function authorPath(
  directory: string,
  kind: "journals" | "receipts" | "discrepancies",
  { origin, author }: { readonly origin: string; readonly author: string },
): string {
  return join(directory, kind, ledgerDirectory(origin), author.replaceAll("/", "~"));
}

/** The ledgers that a directory keeps, by their origins in order. */
export async function ledgersIn(directory: string): Promise<LedgerConfig[]> {
  const configs: LedgerConfig[] = [];
  for (const name of await namesIn(ledgersOf(directory))) {
    const file = join(ledgersOf(directory), name, "ledger.json");
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes) configs.push(readAs(file, () => parseLedgerConfig(new Uint8Array(bytes))));
  }
  return configs;
}

/** Names in a directory, in order; none where it is not there. */
export async function namesIn(directory: string): Promise<string[]> {
  return (await readdir(directory).catch(() => [])).toSorted();
}

/** The origin that a directory's name stands for. */
export function originOf(name: string): string {
  return name.replaceAll("~", "/");
}
