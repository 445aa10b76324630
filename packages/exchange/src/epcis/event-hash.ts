import { isJsonObject, type Json, type JsonObject, sha256, toHex } from "@rahdari/ledger";
import {
  canonicalKey,
  canonicalTime,
  canonicalValue,
  type Namespaces,
  namespacesOf,
  ownOf,
} from "./canonical-value.ts";
import { EVENT_ORDER, NOT_HASHED, type Order, type Shape, type Term } from "./property-order.ts";

/**
 * Event ID of an EPCIS 2.0 event in JSON-LD, "ni:///sha-256;64 hex digits?ver=CBV2.0": the same for the same event
 * however its JSON is laid out (CBV 2.0, 8.9; RFC 6920). Whoever has the event can count it again; it proves no
 * author. `context`: that of the document, whose prefixes name the extensions; contexts named by URL are not fetched,
 * so an extension has to have its prefix there.
 */
export function eventHash(event: JsonObject, context?: Json): string {
  const digest = sha256(new TextEncoder().encode(preHash(event, context)));
  return `ni:///sha-256;${toHex(digest)}?ver=CBV2.0`;
}

/**
 * The text of an event that `eventHash` is taken of (CBV 2.0, 8.9, rules 1 to 21). Implementations differ where the
 * rules and their examples do: release 1.9.3 of the reference puts transactions, sources and destinations behind
 * sensors, hashes certificationInfo and writes "True"; its later state has no sensorElementList and nested extensions
 * last under CBV2.0. Here the rules are kept, but for the type of a transaction (see `EVENT_ORDER`).
 */
export function preHash(event: JsonObject, context?: Json): string {
  const namespaces = namespacesOf(context, event["@context"]);
  const type = typeof event.type === "string" ? event.type : "";
  return `eventType=${type}${inOrder(event, EVENT_ORDER, namespaces)}`;
}

function inOrder(of: JsonObject, order: Order, namespaces: Namespaces): string {
  const known = new Set(order.map(([name]) => name));
  const rest = Object.entries(of).filter(([key]) => !known.has(key) && !NOT_HASHED.has(key));
  const parts = order.map(([name, shape]) => property(name, of[name], shape, namespaces));
  return parts.join("") + extensions(Object.fromEntries(rest), namespaces);
}

function property(name: string, value: Json | undefined, shape: Shape, namespaces: Namespaces): string {
  if (value === undefined || value === null) return "";
  if (shape.is !== "list")
    return many(value)
      .map((one) => single(name, one, shape, namespaces))
      .toSorted(byCode)
      .join("");
  const members = many(value).map((one) => single(shape.member, one, shape.shape, namespaces));
  const text = members.toSorted(byCode).join("");
  return text && name + text;
}

function many(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}

function single(name: string, value: Json, shape: Shape, namespaces: Namespaces): string {
  if (shape.is === "parts") {
    const text = isJsonObject(value) ? inOrder(value, shape.order, namespaces) : "";
    return text && name + text;
  }
  const text = scalar(value, shape, namespaces);
  return text === undefined ? "" : `${name}=${text}`;
}

function scalar(value: Json, shape: Shape, namespaces: Namespaces): string | undefined {
  if (shape.is === "time" && typeof value === "string") return canonicalTime(value);
  const text = shape.is === "term" ? uriOfTerm(value, shape.of) : value;
  return canonicalValue(text, namespaces);
}

function uriOfTerm(value: Json, of: Term): Json {
  const bare = typeof value === "string" && value.trim() !== "" && !value.includes(":");
  return bare ? of + value.trim() : value;
}

/** Extensions of one level, each member of a list by itself, nested ones after their parent's name. */
function extensions(of: JsonObject, namespaces: Namespaces): string {
  const texts = Object.entries(of).flatMap(([key, value]) =>
    NOT_HASHED.has(key) ? [] : many(value).map((one) => extension(key, one, namespaces)),
  );
  return texts.toSorted(byCode).join("");
}

function extension(key: string, value: Json, namespaces: Namespaces): string {
  const name = canonicalKey(key, namespaces);
  if (isJsonObject(value)) return name + extensions(value, namespaces);
  const text = canonicalValue(value, ownOf(namespaces));
  return text === undefined ? name : `${name}=${text}`;
}

/** By code points, as UTF-8 sorts; UTF-16 sorts characters beyond the first plane elsewhere. */
function byCode(a: string, b: string): number {
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((char, i) => char !== other[i]);
  if (at < 0) return one.length - other.length;
  return (one[at]?.codePointAt(0) ?? 0) - (other[at]?.codePointAt(0) ?? -1);
}
