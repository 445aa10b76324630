import { fromUtf8, toBase64, toHex, utf8 } from "../../src/bytes/text.ts";
import { parseEnvelope } from "../../src/event/envelope.ts";
import { LedgerError } from "../../src/fault.ts";
import { canonicalText } from "../../src/json/canonical.ts";
import type { Json, JsonObject } from "../../src/json/json.ts";
import { keyOf, Pen } from "../support/fixture.ts";
import { signFields } from "./sketch.ts";
import { vectorFile } from "./statements.ts";

/** Bytes of a vector: a text, bytes that are none, or a text with one part repeated. */
export type Source =
  | { readonly text: string }
  | { readonly hex: string }
  | { readonly before: string; readonly repeat: string; readonly times: number; readonly after: string };

export function bytesOfSource(source: Source): Uint8Array {
  if ("hex" in source) return new Uint8Array(Buffer.from(source.hex, "hex"));
  return utf8(
    "text" in source ? source.text : source.before + source.repeat.repeat(source.times) + source.after,
  );
}

/** Envelopes that are taken, and those that are not, with code and path. */
export async function envelopeVectors(): Promise<string> {
  const valid = await validEnvelopes();
  const refused = await refusedEnvelopes();
  return vectorFile("Envelopes: valid ones, and those whose form is refused, with code and JSON pointer.", {
    valid: valid.map(([name, text]) => ({
      name,
      text,
      hash: toBase64(parseEnvelope(utf8(text)).hash),
    })),
    refused: refused.map(([name, source]) => ({ name, ...source, ...refusalOf(source) })),
  });
}

function refusalOf(source: Source): { code: string; path: string } {
  try {
    parseEnvelope(bytesOfSource(source));
  } catch (error) {
    if (error instanceof LedgerError && error.fault.code === "malformed")
      return { code: error.fault.why, path: error.fault.at };
    throw error;
  }
  throw new Error(`taken: ${JSON.stringify(source).slice(0, 200)}`);
}

async function validEnvelopes(): Promise<[name: string, text: string][]> {
  const pen = new Pen("PK/torkham");
  const first = await pen.write("right.spend", { reservation: "K71" });
  const second = await pen.write("seal.checked", { __proto__: null, intact: true, place: "طورخم \u{1F69A}" });
  const own = JSON.parse(
    '{"__proto__":1,"constructor":[{}],"toJSON":null,"":-9007199254740991}',
  ) as JsonObject;
  const third = await pen.write("a.b-1.c", own, { commit: toBase64(new Uint8Array(32)) });
  const deepest = await pen.write("a.b", JSON.parse(`{"a":${nested(13)}}`));
  return [
    ["first", fromUtf8(first.bytes)!],
    ["second", fromUtf8(second.bytes)!],
    ["keys that languages know", fromUtf8(third.bytes)!],
    ["nested 16 deep", fromUtf8(deepest.bytes)!],
  ];
}

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

const EVENT = {
  at: "2027-01-11T00:00:01.000Z",
  author: "PK/torkham",
  body: { reservation: "K71" },
  commit: null,
  kind: "right.spend",
  origin: "rahdari.test/agreement/1",
  prev: null,
  seq: 0,
  v: 1,
} satisfies JsonObject;

/** Fields of an event with a value that they do not take. */
const WRONG_FIELDS: readonly (readonly [name: string, changes: JsonObject])[] = [
  ["an instant without milliseconds", { at: "2027-01-11T00:00:01Z" }],
  ["a day that is none", { at: "2027-02-30T00:00:01.000Z" }],
  ["an hour of 24", { at: "2027-01-11T24:00:00.000Z" }],
  ["an author in small letters", { author: "pk" }],
  ["an author of two offices", { author: "PK/a/b" }],
  ["a body that is a list", { body: [] }],
  ["a commit of 31 bytes", { commit: toBase64(new Uint8Array(31)) }],
  ["a kind of one word", { kind: "spend" }],
  ["a kind of 61 characters", { kind: `a.${"b".repeat(59)}` }],
  ["an origin with a scheme", { origin: "https://rahdari.test/1" }],
  ["an origin of 101 characters", { origin: `a/${"b".repeat(99)}` }],
  ["a first event with prev", { prev: toBase64(new Uint8Array(32)) }],
  ["a later event without prev", { seq: 1 }],
  ["a negative count", { seq: -1 }],
  ["another version", { v: 2 }],
  ["a count as text", { seq: "0" }],
  ["an unknown field", { z: 1 }],
];

async function refusedEnvelopes(): Promise<[name: string, source: Source][]> {
  const good = canonicalText(await signed(EVENT));
  const wrong = WRONG_FIELDS.map(
    async ([name, changes]): Promise<[string, Source]> => [
      name,
      { text: canonicalText(await signed({ ...EVENT, ...changes } as JsonObject)) },
    ],
  );
  const { at: _, ...withoutTime } = EVENT;
  const deep = await signed({ ...EVENT, body: JSON.parse(`{"a":${nested(14)}}`) as Json });
  return [
    ...(await Promise.all(wrong)),
    ["a missing field", { text: canonicalText(await signed(withoutTime)) }],
    ["nested 17 deep", { text: canonicalText(deep) }],
    ...textual(good),
  ];
}

/** What goes wrong in the text, and leaves the signature alone. */
function textual(good: string): [name: string, source: Source][] {
  const swap = (from: string, to: string): Source => ({ text: good.replace(from, to) });
  const [before, after] = good.split("K71") as [string, string];
  return [
    ["nothing", { text: "" }],
    ["cut off", { text: good.slice(0, -1) }],
    ["something after it", { text: `${good}\n` }],
    ["white space", swap('"event":', '"event": ')],
    ["keys out of order", swap('"seq":0,"v":1', '"v":1,"seq":0')],
    ["an escape that need not be", swap("K71", "K\\u0037\\u0031")],
    ["a slash escaped", swap("PK/torkham", "PK\\/torkham")],
    ["a key twice", swap('"seq":0', '"seq":0,"seq":0')],
    ["a key twice, once escaped", swap('"seq":0', '"seq":0,"s\\u0065q":0')],
    ["a fraction", swap('"seq":0', '"seq":0.0')],
    ["an exponent", swap('"seq":0', '"seq":0e0')],
    ["minus zero", swap('"seq":0', '"seq":-0')],
    ["a leading zero", swap('"seq":0', '"seq":00')],
    ["a number of 2^53", swap('"K71"', "9007199254740992")],
    ["half a surrogate pair", swap("K71", "\\ud83d")],
    ["half a surrogate pair in a key", swap("reservation", "\\ude9a")],
    ["a control character", swap("K71", "K\t71")],
    ["an unknown escape", swap("K71", "\\x41")],
    ["a byte order mark", { text: `\ufeff${good}` }],
    ["bytes that are not UTF-8", { hex: toHex(utf8(good)).replace(toHex(utf8("K71")), "ff") }],
    ["a surrogate in UTF-8", { hex: toHex(utf8(good)).replace(toHex(utf8("K71")), "eda0bd") }],
    ["too long a form of a character", { hex: toHex(utf8(good)).replace(toHex(utf8("K71")), "c1bf") }],
    ["a signature in Base 64 without padding", swap("==", "")],
    ["a signature in the alphabet of URLs", { text: good.replace(/"sig":"./, '"sig":"-') }],
    ["bits left over in Base 64", { text: good.replace(/(.)==/, (_, sign) => `${nextSign(sign)}==`) }],
    [
      "a key id in capitals",
      { text: good.replace(/"key":"(\w+)"/, (_, id) => `"key":"${id.toUpperCase()}"`) },
    ],
    ["a field of the envelope too many", swap('"key":', '"alg":"none","key":')],
    ["no signature", { text: good.replace(/,"sig":"[^"]*"/, "") }],
    ["one byte more than 32,768", { before, repeat: "x", times: 32_769 - (before + after).length, after }],
  ];
}

function nextSign(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) + 1);
}

function signed(event: JsonObject): Promise<JsonObject> {
  return signFields(event, keyOf("PK/torkham"));
}
