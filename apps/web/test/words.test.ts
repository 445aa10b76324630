import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { paperName } from "../src/i18n/paper-names.ts";

const PAPERS: { readonly id: string; readonly name: string }[] = JSON.parse(
  readFileSync(new URL("../../../data/network/papers.json", import.meta.url), "utf8"),
);

describe("names of papers", () => {
  for (const lang of ["ru", "ur"] as const) {
    it(`has a name of its own in ${lang} for every paper the planner can ask for`, () => {
      const missing = PAPERS.filter((paper) => paperName(lang, paper, (code) => code) === paper.name);
      expect(missing.map(({ id }) => id)).toEqual([]);
    });
  }

  it("never gives two papers the same name", () => {
    const names = PAPERS.map((paper) => paperName("ur", paper, (code) => code));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("keeps the name of the data where a language lacks it", () => {
    const paper = { id: "new-paper", name: "A new paper" };
    expect(paperName("ru", paper, String)).toBe("A new paper");
    expect(paperName("en", paper, String)).toBe("A new paper");
  });
});
