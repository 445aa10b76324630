import canonicalize from "canonicalize";
import type { z } from "zod";
import { firstDifference } from "../bytes/bytes.ts";
import { fromUtf8, utf8 } from "../bytes/text.ts";
import { type Format, type FormFault, malformed } from "../fault.ts";
import type { Json } from "./json.ts";
import { parseJson, pointer } from "./parse-json.ts";

/** The canonical text of a value (RFC 8785, JSON Canonicalization Scheme). */
export function canonicalText(value: Json): string {
  return canonicalize(value) as string;
}

/** The canonical bytes of a value. */
export function canonicalBytes(value: Json): Uint8Array {
  return utf8(canonicalText(value));
}

/**
 * Reads bytes that must be the canonical form of a value of the schema, `limit` bytes at most. Afterwards the
 * bytes count, never the value written out again. Throws LedgerError `malformed` with the first fault.
 */
export function parseCanonical<Schema extends z.ZodType>(
  bytes: Uint8Array,
  schema: Schema,
  format: Format,
  limit: number,
): z.infer<Schema> {
  const value = parseLoose(bytes, schema, format, limit);
  refuseOther(bytes, canonicalBytes(value as Json), format);
  return value;
}

/** Throws LedgerError `malformed` where bytes are not the canonical ones. */
export function refuseOther(bytes: Uint8Array, canonical: Uint8Array, format: Format): void {
  const at = firstDifference(bytes, canonical);
  if (at >= 0) throw malformed(format, "not-canonical", "", `differs from RFC 8785 at byte ${at}`);
}

/** Reads a JSON text of the schema, in any layout. Throws LedgerError `malformed` with the first fault. */
export function parseLoose<Schema extends z.ZodType>(
  bytes: Uint8Array,
  schema: Schema,
  format: Format,
  limit: number,
): z.infer<Schema> {
  return parseAs(parseJson(textOf(bytes, format, limit), format), schema, format);
}

/** UTF-8 text of at most `limit` bytes. Throws LedgerError `malformed`. */
export function textOf(bytes: Uint8Array, format: Format, limit: number): string {
  if (bytes.length > limit)
    throw malformed(format, "oversize", "", `${bytes.length} bytes; at most ${limit} are taken`);
  const text = fromUtf8(bytes);
  if (text === undefined) throw malformed(format, "not-utf8", "", "not UTF-8");
  return text;
}

function parseAs<Schema extends z.ZodType>(value: Json, schema: Schema, format: Format): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue === undefined ? "" : pointer(issue.path);
  throw malformed(format, issue === undefined ? "bad-value" : whyOf(issue, value), at, issue?.message ?? "");
}

function whyOf(issue: z.core.$ZodIssue, value: Json): FormFault {
  if (issue.code === "unrecognized_keys") return "unknown-field";
  if (issue.code !== "invalid_type") return "bad-value";
  return valueAt(value, issue.path) === undefined ? "missing-field" : "wrong-type";
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
