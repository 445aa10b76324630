import type { Json } from "@rahdari/ledger";
import { digitalLink } from "./digital-link.ts";

/** Full names behind the prefixes of a document: "ex" to "http://ns.example.com/epcis/". */
export type Namespaces = ReadonlyMap<string, string>;

/** Prefixes that every document may use (CBV 2.0, 8.9, rule 15). */
const STANDARD: readonly (readonly [string, string])[] = [
  ["gs1", "https://gs1.org/voc/"],
  ["epcis", "https://ref.gs1.org/epcis/"],
  ["cbv", "https://ref.gs1.org/cbv/"],
  ["cbvmda", "urn:epcglobal:cbv:mda:"],
];

/** Prefixes of a JSON-LD context, one over the other; contexts that it only names are not fetched. */
export function namespacesOf(...contexts: readonly (Json | undefined)[]): Namespaces {
  const own = contexts.flat().flatMap((part) => {
    if (part === null || typeof part !== "object" || Array.isArray(part)) return [];
    return Object.entries(part).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  });
  return new Map([...STANDARD, ...own]);
}

/** Text of a scalar in a pre-hash string (rules 5 to 7, 14 to 18); undefined where nothing is left of it. */
export function canonicalValue(value: Json, namespaces: Namespaces): string | undefined {
  if (value === null || typeof value === "object") return undefined;
  const text = String(value).trim();
  const plain = canonicalNumber(withUriOfCbv(expanded(text, namespaces)));
  return text === "" ? undefined : (digitalLink(plain) ?? plain);
}

/**
 * Prefixes that stand in values of extensions: those of the document alone. A remark that begins "gs1: " is a text and
 * no term of a vocabulary, and the reference implementation leaves it as it is.
 */
export function ownOf(namespaces: Namespaces): Namespaces {
  const isStandard = ([prefix, uri]: readonly [string, string]) =>
    STANDARD.some(([name, full]) => name === prefix && full === uri);
  return new Map([...namespaces].filter((entry) => !isStandard(entry)));
}

function expanded(text: string, namespaces: Namespaces): string {
  const [prefix = "", rest] = split(text);
  const uri = namespaces.get(prefix);
  return uri === undefined || rest === undefined ? text : uri + rest;
}

/** Key of an extension: the full namespace in braces before the local name (rules 19 to 21). */
export function canonicalKey(key: string, namespaces: Namespaces): string {
  const [prefix = "", rest] = split(key);
  const uri = namespaces.get(prefix);
  return uri === undefined || rest === undefined ? key : `{${uri}}${rest}`;
}

function split(text: string): readonly [string, string | undefined] {
  const at = text.indexOf(":");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const CBV_URIS: Readonly<Record<string, string>> = {
  bizstep: "BizStep-",
  disp: "Disp-",
  btt: "BTT-",
  sdt: "SDT-",
  er: "ER-",
};

function withUriOfCbv(text: string): string {
  const [, list = "", term = ""] = /^urn:epcglobal:cbv:([a-z]+):(.+)$/.exec(text) ?? [];
  const uri = CBV_URIS[list];
  return uri === undefined ? text : `https://ref.gs1.org/cbv/${uri}${term}`;
}

/**
 * A number without sign of plus, leading and trailing zeros (rule 6). As the reference implementation writes it, so
 * that hashes agree: small ones with a two-digit exponent. Digits that a double does not hold stay as they are.
 */
function canonicalNumber(text: string): string {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return text;
  const value = Number(text);
  const digits = text
    .replace(/e.*$/i, "")
    .replace(/[^\d]/g, "")
    .replace(/^0+|0+$/g, "");
  if (digits.length > 15 || !Number.isFinite(value)) return text.replace(/^\+/, "");
  if (Number.isInteger(value)) return BigInt(value).toString();
  if (Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, "e-0$1");
}

/** UTC with milliseconds, the fourth digit of a second rounded half up (rules 8, 9); as it stands where it is no time. */
export function canonicalTime(text: string): string {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text.trim());
  if (!found) return text.trim();
  const [, seconds = "", fraction = "", offset = ""] = found;
  const thousandths = Math.round(Number(`0.${fraction.slice(0, 4) || "0"}`) * 10_000) / 10;
  const at = Date.parse(seconds + offset);
  return Number.isNaN(at) ? text.trim() : new Date(at + Math.round(thousandths)).toISOString();
}
