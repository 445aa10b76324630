import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { verify } from "./verifier.ts";

describe("the second verifier", () => {
  it("answers with a reason, and does not throw, where nothing holds", () => {
    for (const rubbish of ["", "{}", "R1", "RD1:", "[1.5]", "\ufeff{}"]) {
      const bytes = new TextEncoder().encode(rubbish);
      expect(verify(bytes, bytes)).toEqual({ holds: false, why: expect.any(String) });
    }
  });

  it("shares nothing with what it checks: its own files, node:crypto and node:zlib", () => {
    const files = globSync(`${import.meta.dirname}/*.ts`).filter((file) => !file.endsWith(".test.ts"));
    const imports = files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^(?:import .*|\} )from "([^"]+)";$/gm)].map(
        (match) => match[1]!,
      ),
    );
    expect(new Set(imports.filter((name) => !/^\.\/[a-z0-9-]+\.ts$/.test(name)))).toEqual(
      new Set(["node:crypto", "node:zlib"]),
    );
  });
});
