import { describe, expect, it } from "vitest";
import { recogniseFile, recogniseText } from "../../src/verify/intake.ts";

const utf8 = new TextEncoder();

describe("what is handed in", () => {
  it.each([
    ['{"receipt":"rahdari/receipt/1"}', "receipt"],
    ['\n  {"bundle":"rahdari/bundle/1"}', "bundle"],
    ['{"discrepancy":"rahdari/discrepancy/1"}', "discrepancy"],
    ['{"receipt":"rahdari/rec', "damaged"],
    ['{"name":"x"}', "neither"],
    ["[1]", "neither"],
    ["null", "neither"],
    ["hello", "neither"],
    ["rd1:lower", "neither"],
    ["", "neither"],
  ])("is known by its looks: %j is %s", (text, kind) => expect(recogniseText(text).kind).toBe(kind));

  it("may be a code's text that was wrapped, whose blanks count", () => {
    expect(recogniseText(" \nRD1:AB C\r\nD \n")).toEqual({ kind: "code", text: "RD1:AB CD " });
  });

  it("may bear the mark of an editor at its beginning, and nothing else of its bytes is touched", async () => {
    const text = '{"receipt": "Z\\u0000é"}';
    const marked = await recogniseFile(new Blob([utf8.encode(`\ufeff${text}`)]));
    expect(marked).toEqual({ kind: "receipt", bytes: utf8.encode(text) });
    const plain = await recogniseFile(new Blob([utf8.encode(` ${text}`)]));
    expect(plain).toEqual({ kind: "receipt", bytes: utf8.encode(` ${text}`) });
  });

  it("is a picture where the device says so, and nothing where it is too large", async () => {
    expect((await recogniseFile(new Blob(["x"], { type: "image/jpeg" }))).kind).toBe("picture");
    expect((await recogniseFile(new Blob([new Uint8Array(20_000_001)]))).kind).toBe("neither");
  });
});
