import { type JsonObject, LedgerError, parseJson } from "@rahdari/ledger";
import type { CodeName, Payload } from "@rahdari/transit";

/** Why a message cannot become an event at all: a JSON pointer into what was handed in, and what is wrong there. */
export type FormFault = { readonly pointer: string; readonly detail: string; readonly code: CodeName };

/** An envelope has 32,768 bytes; names, times, hashes and signature take less than this of them. */
const MOST_BYTES = 32_768 - 1_024;

/**
 * What the ledger's JSON does not have and that of HTTP does: half a surrogate pair, numbers that are not whole, a
 * nesting without end, more than an envelope holds. Found before anything is written down or signed.
 */
export function formFault(body: JsonObject, payload: Payload | null): FormFault | undefined {
  const text = textOf(body);
  if (text === undefined) return { pointer: "/body", detail: "nested too deep", code: "body/malformed" };
  if (Buffer.byteLength(text) > MOST_BYTES) {
    const detail = `more than ${MOST_BYTES} bytes, which no event holds`;
    return { pointer: "/body", detail, code: "body/malformed" };
  }
  return (
    strict(`{"event":{"body":${text}}}`, "/event") ?? strict(`{"payload":${JSON.stringify(payload)}}`, "")
  );
}

function textOf(body: JsonObject): string | undefined {
  try {
    return JSON.stringify(body);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function strict(text: string, above: string): FormFault | undefined {
  try {
    parseJson(text, "envelope");
    return undefined;
  } catch (error) {
    if (!(error instanceof LedgerError) || error.fault.code !== "malformed") throw error;
    const { at, why, detail } = error.fault;
    const code = why === "bad-value" ? codeOf(valueAt(JSON.parse(text), at)) : "body/malformed";
    return { pointer: at.slice(above.length), detail, code };
  }
}

/** A number that is not whole or beyond all exact ones; else a text, or a name in an object, with half a character. */
function codeOf(value: unknown): CodeName {
  return typeof value === "number" ? "field/number" : "field/form";
}

/** Value that a JSON pointer leads to. */
function valueAt(value: unknown, pointer: string): unknown {
  const names = pointer.split("/").slice(1);
  return names.reduce<unknown>(
    (at, name) => (at as JsonObject)[name.replaceAll("~1", "/").replaceAll("~0", "~")],
    value,
  );
}
