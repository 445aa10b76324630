import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inflate } from "../../src/bytes/inflate.ts";

const MOST = 2_000;
const dictionary = Buffer.from('{"envelope":{"event":{"at":"2027-01-01T00:00:00.000Z"');

/** What zlib makes of a stream; undefined where it takes none, or not all of it. */
function byZlib(bytes: Uint8Array, options: { dictionary?: Buffer }): Buffer | undefined {
  try {
    const done = inflateRawSync(bytes, { ...options, maxOutputLength: MOST, info: true } as object);
    const { buffer, engine } = done as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return engine.bytesWritten === bytes.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

const texts = fc.oneof(
  fc.uint8Array({ maxLength: 600 }),
  fc
    .array(fc.constantFrom("event", "2027-01-01T", '{"at":"', "a", "\u00e9"), { maxLength: 300 })
    .map((words) => Buffer.from(words.join(""))),
);
const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ),
  preset: fc.boolean(),
});

describe("inflate", () => {
  it("unpacks what zlib packs, and no stream that was cut or made longer", () => {
    fc.assert(
      fc.property(texts, options, (text, { preset, ...rest }) => {
        const own = preset ? { dictionary } : {};
        const stream = deflateRawSync(text, { ...rest, ...own });
        expect(inflate(stream, text.length, own.dictionary)).toEqual(new Uint8Array(text));
        if (text.length > 0) expect(inflate(stream, text.length - 1, own.dictionary)).toBeUndefined();
        expect(inflate(stream.subarray(0, -1), MOST, own.dictionary)).toBeUndefined();
        expect(inflate(Buffer.concat([stream, Buffer.of(0)]), MOST, own.dictionary)).toBeUndefined();
      }),
    );
  });

  it("agrees with zlib on streams with a few bits changed", () => {
    fc.assert(
      fc.property(
        texts,
        options,
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        (text, { preset, ...rest }, bits) => {
          const own = preset ? { dictionary } : {};
          const stream = deflateRawSync(text, { ...rest, ...own });
          // Most of the ways in which a stream can be none lie in its first bytes, where the codes are.
          for (const bit of bits) stream[(bit >> 3) % Math.min(stream.length, 60)]! ^= 1 << (bit & 7);
          const expected = byZlib(stream, own);
          expect(inflate(stream, MOST, own.dictionary)).toEqual(expected && new Uint8Array(expected));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
