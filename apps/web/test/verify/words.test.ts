import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { enVerify } from "../../src/i18n/en-verify.ts";

const LEDGER = fileURLToPath(new URL("../../../../packages/ledger/src", import.meta.url));
const source = readdirSync(LEDGER, { recursive: true, encoding: "utf8" })
  .filter((name) => /^(?:rights\/.*|roster\/govern|execute\/.*)\.ts$/.test(name))
  .map((name) => readFileSync(join(LEDGER, name), "utf8"))
  .join("\n");
const found = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ""))];
const wordless = (prefix: string, names: readonly string[]) =>
  names.filter((name) => !(`${prefix}.${name}` in enVerify));

describe("the page has words", () => {
  it("for every reason to reject that the ledger gives", () => {
    const codes = found(/(?:rejected\(|code: |return )"([a-z]+\/[a-z-]+)"/g);
    expect(codes.length).toBeGreaterThan(25);
    expect(wordless("reject", codes)).toEqual([]);
  });

  it("for every kind of event that the ledger's own machines know, and its fields", () => {
    const kinds = found(/^ {2}"((?:right|key|member)\.[a-z]+)": z/gm);
    expect(kinds).toHaveLength(13);
    expect(wordless("kind", kinds)).toEqual([]);
  });
});
