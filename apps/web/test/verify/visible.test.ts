import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesOf } from "../../src/verify/visible.ts";

const shown = (text: string) =>
  piecesOf(text)
    .map(({ text: piece, hidden }) => (hidden ? `[${piece}]` : piece))
    .join("");

describe("a text that others wrote", () => {
  it.each([
    ["what turns the line", "abc\u202Egpj.exe", "abc[U+202E]gpj.exe"],
    ["isolates", "\u2066a\u2069", "[U+2066]a[U+2069]"],
    ["what has no width", "K\u200B71", "K[U+200B]71"],
    ["controls", "a\u0000b\nc\u007F", "a[U+0000]b[U+000A]c[U+007F]"],
    ["blanks that are not the space", "a b\u00A0c\u3000d", "a b[U+00A0]c[U+3000]d"],
    ["tags", "a\u{E0061}", "a[U+E0061]"],
    ["fillers", "\u3164\u2800", "[U+3164][U+2800]"],
    ["half a pair", "a\uD800", "a[U+D800]"],
    ["a joiner where nothing joins", "a\u200Db", "a[U+200D]b"],
  ])("names %s", (_, text, expected) => expect(shown(text)).toBe(expected));

  it.each(["پاکستان کسٹمز", "می\u200Cخواهد", "Қазақстан", "海关", "Oʻzbekiston", "<b>&amp;</b>"])(
    "is left as it is: %s",
    (text) => expect(shown(text)).toBe(text),
  );

  it("never shows a character that turns, hides or breaks", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const visible = piecesOf(text)
          .map(({ text: piece }) => piece)
          .join("");
        expect(visible).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
    );
  });
});
