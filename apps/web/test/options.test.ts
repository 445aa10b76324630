import { describe, expect, it } from "vitest";
import { COLUMNS, nextSorting, sortOptions } from "../src/options/sort.ts";
import { weakestBasis } from "../src/ui/basis.tsx";
import { safeUrl } from "../src/ui/sources.tsx";
import { syntheticAnswer } from "./fixtures/synthetic-answer.ts";

const { options } = syntheticAnswer({ from: "lahore", to: "almaty", ready: "2027-01-11" });
const ids = (sorted: typeof options | readonly (typeof options)[number][]) =>
  sorted.map(({ id }) => id.at(-1)).join("");

describe("sorting", () => {
  it("keeps the planner's order until a column is asked for", () =>
    expect(ids(sortOptions(options, null))).toBe("abc"));

  it("puts the best first on the first press, the worst on the second", () => {
    const once = nextSorting(null, "onTime");
    expect(ids(sortOptions(options, once))).toBe("abc");
    expect(ids(sortOptions(options, nextSorting(once, "onTime")))).toBe("cba");
    expect(ids(sortOptions(options, nextSorting(once, "handovers")))).toBe("bac");
  });

  it.each(COLUMNS)("by %s loses no option", (column) => {
    const sorted = sortOptions(options, { column, descending: true });
    expect([...sorted].map(({ id }) => id).sort()).toEqual(options.map(({ id }) => id).sort());
  });
});

describe("a basis", () => {
  it("is as weak as its weakest part", () => {
    expect(weakestBasis(["published", "derived", "published"])).toBe("derived");
    expect(weakestBasis(["published", "estimated", "derived"])).toBe("estimated");
    expect(weakestBasis(["published"])).toBe("published");
    expect(weakestBasis([])).toBe("estimated");
  });
});

describe("a source's address", () => {
  it("is a link only when a browser may safely follow it", () => {
    expect(safeUrl({ url: "https://example.org/a" })).toBe("https://example.org/a");
    for (const url of ["javascript:alert(1)", "data:text/html,x", "not an address", ""])
      expect(safeUrl({ url })).toBeNull();
    expect(safeUrl(undefined)).toBeNull();
  });
});
