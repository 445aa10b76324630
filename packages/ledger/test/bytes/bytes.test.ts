import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase45, toBase45 } from "../../src/bytes/base45.ts";
import { ByteReader, ByteWriter } from "../../src/bytes/binary.ts";
import { fromBase64, fromHex, fromUtf8, toBase64, utf8 } from "../../src/bytes/text.ts";

describe("Base 45", () => {
  it.each([
    ["AB", "BB8"],
    ["Hello!!", "%69 VD92EX0"],
    ["base-45", "UJCLQE7W581"],
    ["ietf!", "QED8WEX0"],
    ["", ""],
  ])("is that of RFC 9285: %s", (plain, encoded) => {
    expect(toBase45(utf8(plain))).toBe(encoded);
    expect(fromUtf8(fromBase45(encoded)!)).toBe(plain);
  });

  it("reads back every byte string, and nothing that is none", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ["A", "GGW", ":::", "::", "ab", "A_B", "AAAA"])
      expect(fromBase45(text)).toBeUndefined();
  });
});

describe("Base 64", () => {
  it("has one form for each byte string", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ["AA", "AA=", "AB==", "A A=", "AA==\n", "AA-_", "===="])
      expect(fromBase64(text), text).toBeUndefined();
    expect(fromBase64("AAAA", 4)).toBeUndefined();
  });
});

describe("bytes in a row", () => {
  it("are read back as they were written", () => {
    const items = fc.array(fc.oneof(fc.bigInt(0n, (1n << 63n) - 1n), fc.uint8Array({ maxLength: 40 })));
    fc.assert(
      fc.property(items, (list) => {
        const writer = new ByteWriter();
        for (const item of list) typeof item === "bigint" ? writer.number(item) : writer.block(item);
        const reader = new ByteReader(writer.done());
        for (const item of list)
          expect(typeof item === "bigint" ? reader.number() : reader.block(40)).toEqual(item);
        expect(reader.atEnd).toBe(true);
      }),
    );
  });

  it.each([
    ["beyond the end", "80"],
    ["not in its shortest form", "8000"],
    ["of more than 63 bits", "ffffffffffffffffff01"],
  ])("hold no number %s", (_why, hex) => {
    expect(new ByteReader(fromHex(hex)!).number()).toBeUndefined();
  });
});
