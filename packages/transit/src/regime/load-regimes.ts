import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { basisSources, formatIssue, type Issue } from "@rahdari/network";
import { z } from "zod";
import type { Regimes } from "./regime.ts";
import { Regime, type RegimeId, RegimeId as RegimeIds, type Row, Sources, Union } from "./schema.ts";

/** Directory of the regimes that come with the product. */
export const shippedRegimesDir: string = fileURLToPath(new URL("../../../../data/regimes", import.meta.url));

/** Data of regimes that cannot be used: every fault of every file. */
export class RegimeError extends Error {
  override readonly name = "RegimeError";
  readonly code = "bad-data";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(`the regimes cannot be used:\n${issues.map(formatIssue).join("\n")}`);
    this.issues = issues;
  }
}

/**
 * Reads `REGIME.json` for each regime, `unions.json` and `sources.json` of a directory. Throws RegimeError with all
 * issues.
 */
export function loadRegimes(dir: string = shippedRegimesDir): Regimes {
  const issues: Issue[] = [];
  const sources = read(join(dir, "sources.json"), Sources, issues) ?? {};
  const unions = read(join(dir, "unions.json"), z.array(Union), issues) ?? [];
  const strangers = readdirSync(dir).filter((name) => name.endsWith(".json") && !isExpected(name));
  for (const name of strangers)
    issues.push({ file: join(dir, name), path: "", reason: "no regime has this name" });
  const regimes = RegimeIds.options.map((id) => [id, readRegime(dir, id, sources, issues)] as const);
  checkUnions(join(dir, "unions.json"), unions, sources, issues);
  if (issues.length > 0) throw new RegimeError(issues);
  return { regimes: new Map(regimes.flatMap(([id, regime]) => (regime ? [[id, regime]] : []))), unions };
}

function isExpected(name: string): boolean {
  return (
    ["sources.json", "unions.json"].includes(name) ||
    RegimeIds.safeParse(name.slice(0, -".json".length)).success
  );
}

function read<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  issues: Issue[],
): z.infer<Schema> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues)
      issues.push({ file, path: `/${path.join("/")}`, reason: message });
  } catch (error) {
    issues.push({ file, path: "", reason: error instanceof Error ? error.message : String(error) });
  }
  return undefined;
}

function readRegime(
  dir: string,
  id: RegimeId,
  sources: z.infer<typeof Sources>,
  issues: Issue[],
): Regime | undefined {
  const file = join(dir, `${id}.json`);
  const regime = read(file, Regime, issues);
  if (!regime) return undefined;
  const report = (path: string, reason: string) => issues.push({ file, path, reason });
  if (regime.id !== id) report("/id", `the file is named ${id}`);
  checkSpans(regime.status, "/status", report);
  checkBases(regime.status, "/status", sources, report);
  if (regime.parties !== "any") checkBases(regime.parties, "/parties", sources, report);
  checkBases(regime.parameters, "/parameters", sources, report);
  for (const [path, reason] of rowFaults(regime)) report(path, reason);
  return regime;
}

type Dated = { readonly from?: string | undefined; readonly until?: string | undefined };
type Report = (path: string, reason: string) => void;

function overlap(a: Dated, b: Dated): boolean {
  return (a.from ?? "") < (b.until ?? "9999") && (b.from ?? "") < (a.until ?? "9999");
}

function checkSpans(rows: readonly Dated[], path: string, report: Report): void {
  for (const [i, row] of rows.entries()) {
    if ((row.from ?? "") >= (row.until ?? "9999")) report(`${path}/${i}`, "ends before it begins");
    if (rows.slice(0, i).some((other) => overlap(other, row)))
      report(`${path}/${i}`, "overlaps an earlier row");
  }
}

function checkBases(
  rows: readonly { readonly basis: Parameters<typeof basisSources>[0] }[],
  path: string,
  sources: object,
  report: Report,
): void {
  for (const [i, { basis }] of rows.entries())
    for (const id of basisSources(basis))
      if (!Object.hasOwn(sources, id)) report(`${path}/${i}/basis`, `no source ${id} in sources.json`);
}

/** Rows of one parameter, territory and reading follow one another; rival readings have one that is taken. */
function rowFaults({ parameters, defaults }: Regime): [path: string, reason: string][] {
  return parameters.flatMap((row, i): [string, string][] => {
    const path = `/parameters/${i}`;
    if ((row.from ?? "") >= (row.until ?? "9999")) return [[path, "ends before it begins"]];
    const rivals = parameters.slice(0, i).filter((other) => isRival(other, row));
    if (rivals.some((other) => overlap(other, row)))
      return [[path, "overlaps an earlier row of its name and reading"]];
    return row.reading !== undefined && !defaults[row.name]
      ? [[path, "no default says which reading is taken"]]
      : [];
  });
}

function isRival(a: Row, b: Row): boolean {
  return (
    a.name === b.name && a.territory === b.territory && (a.reading === b.reading || !a.reading || !b.reading)
  );
}

function checkUnions(file: string, unions: readonly Union[], sources: object, issues: Issue[]): void {
  for (const [i, { members }] of unions.entries())
    checkBases(members, `/${i}/members`, sources, (path, reason) => issues.push({ file, path, reason }));
}
