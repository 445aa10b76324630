import { fromUtf8, utf8 } from "../../src/bytes/text.ts";
import type { Chance } from "./random.ts";

/** Most bytes of a case. */
export const MOST = 100_000;

type Change = (bytes: Uint8Array, chance: Chance) => Uint8Array;

/** Pieces that parsers stumble over. */
const TOKENS = [
  "\n",
  "\n\n",
  "\r\n",
  "\0",
  "\u2028",
  "\ufeff",
  "\u00a0",
  "— ",
  "+",
  " ",
  "\t",
  "=",
  "==",
  "/",
  "~0",
  "~1",
  "~",
  "\\",
  "\\u0000",
  "\\ud800",
  "\\u",
  '"',
  "'",
  ",",
  ":",
  "{",
  "}",
  "[",
  "]",
  "[[[[",
  '{"":',
  "null",
  "true",
  "-0",
  "-1",
  "0",
  "00",
  "01",
  "1e3",
  "1.0",
  "9007199254740991",
  "9007199254740992",
  "9223372036854775807",
  "9223372036854775808",
  "18446744073709551616",
  "1".repeat(400),
  "NaN",
  "Infinity",
  "__proto__",
  "constructor",
  "toString",
  "old ",
  "index ",
  "extra ",
  "log ",
  "witness ",
  "group ",
  "quorum none",
  "quorum ",
  "none",
  "all",
  "any",
  "#",
  "RD1:",
  "xn--",
  "é",
  "e\u0301",
  "\u{1f69a}",
  "\ud800",
  "AAAA",
  "A===",
  "2027-02-30T00:00:00.000Z",
  "2027-01-11T24:00:00.000Z",
  "+275760-09-13T00:00:00.001Z",
  "c2sp.org/tlog-proof@v1",
  "age-encryption.org/v1",
].map((text) => utf8(text));

/** Changes that keep nothing of the form in mind. */
const BLIND: readonly Change[] = [
  (bytes, chance) => {
    const at = chance.below(bytes.length);
    return splice(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << chance.below(8))));
  },
  (bytes, chance) => splice(bytes, chance.below(bytes.length + 1), 0, Uint8Array.of(chance.below(256))),
  (bytes, chance) =>
    splice(bytes, chance.below(bytes.length + 1), chance.length(bytes.length + 1), new Uint8Array()),
  (bytes, chance) => bytes.subarray(0, chance.below(bytes.length + 1)),
  (bytes, chance) => splice(bytes, chance.below(bytes.length + 1), chance.below(4), chance.one(TOKENS)),
  (bytes, chance) =>
    splice(bytes, chance.below(bytes.length + 1), 0, repeated(chance.one(TOKENS), chance.length(2_000))),
  (bytes, chance) => {
    const [from, length] = [chance.below(bytes.length + 1), chance.length(bytes.length + 1)];
    const piece = bytes.subarray(from, from + length);
    return splice(bytes, chance.below(bytes.length + 1), 0, repeated(piece, chance.length(20)));
  },
  (bytes, chance) => {
    const at = chance.below(bytes.length + 1);
    return splice(
      bytes,
      at,
      4,
      Uint8Array.from({ length: 4 }, () => chance.one([0, 1, 127, 128, 255])),
    );
  },
];

/** Changes of a text line by line. */
const BY_LINE: readonly Change[] = [
  lines((all, chance) => all.toSpliced(chance.below(all.length), 1)),
  lines((all, chance) => all.toSpliced(chance.below(all.length + 1), 0, chance.one(all))),
  lines((all, chance) => {
    const [a, b] = [chance.below(all.length), chance.below(all.length)];
    return all.with(a, all[b] as string).with(b, all[a] as string);
  }),
  lines((all, chance) => {
    const line = chance.one(all);
    return [...all, ...Array.from({ length: chance.length(1_500) }, () => line)];
  }),
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const ODD: readonly Json[] = [
  null,
  true,
  0,
  -1,
  2 ** 53 - 1,
  2 ** 31,
  "",
  "x",
  "\ud83d",
  [],
  {},
  "9".repeat(30),
  1.5,
  "AAAA",
];

/** Changes of a JSON text value by value: most remain JSON, and some remain of the form. */
const BY_VALUE: readonly Change[] = [
  json((value, chance) => at(value, chance, () => chance.one(ODD))),
  json((value, chance) =>
    at(value, chance, (own) => (typeof own === "string" ? stringly(own, chance) : own)),
  ),
  json((value, chance) => at(value, chance, (own) => nested(own, 1 + chance.below(20)))),
  json((value, chance) =>
    at(value, chance, (own) =>
      isObject(own) ? { ...own, [chance.one(["x", "__proto__", "v", "at"])]: chance.one(ODD) } : own,
    ),
  ),
  json((value, chance) =>
    at(value, chance, (own) => {
      if (Array.isArray(own))
        return Array.from({ length: chance.length(300) }, () => chance.one([...own, ...ODD]));
      if (!isObject(own)) return own;
      const names = Object.keys(own);
      const gone = names[chance.below(names.length)];
      return Object.fromEntries(Object.entries(own).filter(([name]) => name !== gone));
    }),
  ),
];

/** A case: one of the samples, changed once or a few times. */
export function mutant(samples: readonly Uint8Array[], chance: Chance): Uint8Array {
  let bytes = chance.one(samples);
  const times = 1 + chance.length(8);
  for (let i = 0; i < times; i++) {
    const kind = chance.one([BLIND, BY_LINE, BY_VALUE]);
    bytes = chance.one(kind)(bytes, chance).subarray(0, MOST);
  }
  return bytes;
}

function splice(bytes: Uint8Array, at: number, gone: number, more: Uint8Array): Uint8Array {
  const end = Math.min(bytes.length, at + gone);
  const out = new Uint8Array(bytes.length - (end - at) + more.length);
  out.set(bytes.subarray(0, at));
  out.set(more, at);
  out.set(bytes.subarray(end), at + more.length);
  return out;
}

function repeated(piece: Uint8Array, times: number): Uint8Array {
  const whole = Math.min(times, Math.ceil(MOST / Math.max(1, piece.length)));
  const out = new Uint8Array(piece.length * whole);
  for (let i = 0; i < whole; i++) out.set(piece, i * piece.length);
  return out;
}

function lines(change: (all: string[], chance: Chance) => string[]): Change {
  return (bytes, chance) => {
    const text = fromUtf8(bytes);
    return text === undefined ? bytes : utf8(change(text.split("\n"), chance).join("\n"));
  };
}

function json(change: (value: Json, chance: Chance) => Json): Change {
  return (bytes, chance) => {
    try {
      const value = JSON.parse(fromUtf8(bytes) ?? "") as Json;
      return utf8(JSON.stringify(change(value, chance), null, chance.often(0.1) ? 1 : undefined));
    } catch {
      return bytes;
    }
  };
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value with one place in it, at any depth, changed. */
function at(value: Json, chance: Chance, change: (own: Json) => Json): Json {
  const inner = typeof value === "object" && value !== null ? Object.keys(value) : [];
  if (inner.length === 0 || chance.often(0.15)) return change(value);
  const key = chance.one(inner);
  if (Array.isArray(value)) return value.with(Number(key), at(value[Number(key)] as Json, chance, change));
  const own = value as { [key: string]: Json };
  return Object.fromEntries(
    Object.entries(own).map(([name, one]) => [name, name === key ? at(one, chance, change) : one]),
  );
}

/** A string changed as a text, or as the JSON or the lines that it holds. */
function stringly(text: string, chance: Chance): string {
  const change = chance.one([...BLIND, ...BY_LINE, ...(text.startsWith("{") ? BY_VALUE : [])]);
  return new TextDecoder().decode(change(utf8(text), chance).subarray(0, MOST));
}

function nested(value: Json, depth: number): Json {
  return depth === 0 ? value : [nested(value, depth - 1)];
}
