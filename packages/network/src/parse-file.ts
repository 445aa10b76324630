import { type DataKind, type RecordOf, recordKey, recordSchemas, tableKeys } from "./data-kind.ts";
import type { Issue } from "./error.ts";
import { type Finding, hostileContent } from "./guard.ts";
import { pointer } from "./pointer.ts";
import { repeatedKeys } from "./repeated-key.ts";
import { schemaFindings } from "./schema-finding.ts";

/** The text of one data file, as it came from the disk. */
export type DataFile = { readonly file: string; readonly kind: DataKind; readonly text: string };

/** A record that fits its schema, with the key it goes by and where it stood. */
export type Entry<Kind extends DataKind = DataKind> = {
  readonly kind: Kind;
  readonly key: string;
  readonly record: RecordOf<Kind>;
  readonly file: string;
  readonly path: string;
};

export type ParsedFile = { readonly entries: readonly Entry[]; readonly issues: readonly Issue[] };

/** A file wrong from end to end is not listed to its last line. */
const MAX_ISSUES_PER_FILE = 100;

/** Reads one file's text: JSON, then hostile content, then the schema of each record. Never throws. */
export function parseFile(source: DataFile): ParsedFile {
  const json = parseJson(source.text);
  if (!json.ok) return failed(source, [{ path: "", reason: json.reason }]);
  const hostile = hostileContent(json.value);
  if (hostile.length > 0) return failed(source, hostile);
  const keySchema = tableKeys[source.kind];
  const rows = keySchema === undefined ? listRows(json.value) : tableRows(json.value, source.text);
  if (!rows.ok) return failed(source, rows.findings);
  const findings: Finding[] = [];
  const entries = rows.rows.flatMap((row) => parseRow(source, row, findings) ?? []);
  return { entries, issues: failed(source, findings).issues };
}

type Row = { readonly at: string | number; readonly value: unknown };
type Rows =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly findings: Finding[] };

function listRows(value: unknown): Rows {
  if (!Array.isArray(value)) return { ok: false, findings: [{ path: "", reason: "expected a list [...]" }] };
  return { ok: true, rows: value.map((item, index) => ({ at: index, value: item })) };
}

function tableRows(value: unknown, text: string): Rows {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ok: false, findings: [{ path: "", reason: "expected an object {...}" }] };
  }
  const repeated = repeatedKeys(text);
  if (repeated.length > 0) {
    const findings = repeated.map((key) => ({ path: pointer([key]), reason: "given twice in this file" }));
    return { ok: false, findings };
  }
  return { ok: true, rows: Object.entries(value).map(([at, item]) => ({ at, value: item })) };
}

function parseRow(source: DataFile, row: Row, findings: Finding[]): Entry | undefined {
  const keyResult = tableKeys[source.kind]?.safeParse(row.at);
  if (keyResult?.success === false) findings.push(...schemaFindings(keyResult.error.issues, [row.at]));
  const result = recordSchemas[source.kind].safeParse(row.value);
  if (!result.success) {
    findings.push(...schemaFindings(result.error.issues, [row.at]));
    return undefined;
  }
  const record = result.data;
  const key = keyResult === undefined && isNamed(record) ? recordKey(record) : String(row.at);
  return { kind: source.kind, key, record, file: source.file, path: pointer([row.at]) };
}

function isNamed(record: RecordOf<DataKind>): record is Parameters<typeof recordKey>[0] & RecordOf<DataKind> {
  return "id" in record || "area" in record;
}

export type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** JSON of a file's text, without the byte order mark that some editors put first. */
export function parseJson(text: string): Json {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\ufeff/, "")) };
  } catch (error) {
    return { ok: false, reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function failed({ file }: DataFile, findings: readonly Finding[]): ParsedFile {
  const issues = findings.slice(0, MAX_ISSUES_PER_FILE).map((finding) => ({ file, ...finding }));
  const more = findings.length - issues.length;
  return {
    entries: [],
    issues: more > 0 ? [...issues, { file, path: "", reason: `and ${more} more issues` }] : issues,
  };
}
