import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { utf8 } from "../../src/bytes/text.ts";
import { LedgerError } from "../../src/fault.ts";
import { canonicalBytes, canonicalText, parseCanonical } from "../../src/json/canonical.ts";
import type { Json } from "../../src/json/json.ts";
import { parseJson } from "../../src/json/parse-json.ts";
import { haveOracles, oracleFiles, oracleText } from "../oracles.ts";

const schema = z.strictObject({ a: z.int(), b: z.string().optional() });

function faultOf(text: string | Uint8Array): string {
  try {
    parseCanonical(typeof text === "string" ? utf8(text) : text, schema, "envelope", 100);
    return "taken";
  } catch (error) {
    if (!(error instanceof LedgerError) || error.fault.code !== "malformed") throw error;
    return `${error.fault.why} ${error.fault.at}`.trim();
  }
}

/** Values that this package writes. */
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, true, false),
    fc.maxSafeInteger().map((n) => n + 0),
    fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
})).value;

describe("canonical JSON", () => {
  it.skipIf(!haveOracles).each(oracleFiles("jcs/testdata/input/*.json"))("RFC 8785: %s", (file) => {
    const written = canonicalize(JSON.parse(oracleText(file)));
    expect(written).toBe(oracleText(file.replace("input", "output")));
    const hex = oracleText(file.replace("input", "outhex").replace(".json", ".txt"));
    expect([...utf8(written!)].map((byte) => byte.toString(16).padStart(2, "0")).join("")).toBe(
      hex.replaceAll(/\s/g, ""),
    );
  });

  it("reads back what it writes, to the byte", () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalText(value);
        expect(canonicalText(parseJson(text, "json"))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("agrees with JSON.parse wherever it takes a text", () => {
    const near = fc.oneof(
      fc.json(),
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0041-1e.tn ') }),
    );
    fc.assert(
      fc.property(near, (text) => {
        let parsed: Json;
        try {
          parsed = parseJson(text, "json");
        } catch (error) {
          expect(error).toBeInstanceOf(LedgerError);
          return;
        }
        expect(parsed).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a text that is not the canonical form of its kind", () => {
  it.each([
    ['{"a":1}', "taken"],
    ['{"a":1,"a":2}', "duplicate-key /a"],
    ['{"a":1,"\\u0061":2}', "duplicate-key /a"],
    ['{"a":1,"c":2}', "unknown-field"],
    ['{"b":"x"}', "missing-field /a"],
    ['{"a":"1"}', "wrong-type /a"],
    ['{"a":1.0}', "bad-value /a"],
    ['{"a":1e2}', "bad-value /a"],
    ['{"a":-0}', "bad-value /a"],
    ['{"a":9007199254740992}', "bad-value /a"],
    ['{"a":01}', "syntax /a"],
    ['{ "a":1}', "not-canonical"],
    ['{"a":1}\n', "not-canonical"],
    ['{"b":"x","a":1}', "not-canonical"],
    ['{"a":1,"b":"\\u0041"}', "not-canonical"],
    ['{"a":1,"b":"\\ud800"}', "bad-value /b"],
    ['{"a":1,"b":"\u0001"}', "syntax /b"],
    ['\ufeff{"a":1}', "syntax"],
    ['{"a":1', "syntax"],
    ['{"a":1}}', "syntax"],
    ["", "syntax"],
    ["NaN", "syntax"],
    [`{"a":${"[".repeat(50)}${"]".repeat(50)}}`, `oversize`],
    [`{"a":${"[".repeat(30)}${"]".repeat(30)}}`, `too-deep /a${"/0".repeat(15)}`],
    [`{"a":${"[".repeat(16)}${"]".repeat(16)}}`, `too-deep /a${"/0".repeat(15)}`],
  ])("%s: %s", (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it("is refused where it is not UTF-8", () => {
    expect(faultOf(Uint8Array.of(0x22, 0xc0, 0x80, 0x22))).toBe("not-utf8");
  });

  it("keeps a key that names the prototype as a plain key", () => {
    const parsed = parseJson('{"__proto__":{"x":1}}', "json");
    expect(Object.keys(parsed as object)).toEqual(["__proto__"]);
    expect(new TextDecoder().decode(canonicalBytes(parsed))).toBe('{"__proto__":{"x":1}}');
  });
});
