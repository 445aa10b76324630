import { z } from "zod";
import type { Issue } from "./error.ts";
import { schemaFindings } from "./schema-finding.ts";

/** File of the Harmonized System's nomenclature: where it is from, and texts by code. */
const GoodsTable = z.strictObject({
  version: z.string(),
  source: z.string(),
  licence: z.string(),
  codes: z.record(z.string().regex(/^\d{2}(\d{2}){0,2}$/, "expected 2, 4 or 6 digits"), z.string().min(1)),
});

/** Texts of HS codes from the table's JSON; what does not fit is added to `issues` and the map is empty. */
export function parseGoodsTable(file: string, json: unknown, issues: Issue[]): ReadonlyMap<string, string> {
  const table = GoodsTable.safeParse(json);
  if (table.success) return new Map(Object.entries(table.data.codes));
  for (const finding of schemaFindings(table.error.issues, [])) issues.push({ file, ...finding });
  return new Map();
}
