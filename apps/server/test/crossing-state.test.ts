import { loadNetwork, shippedDataDir } from "@rahdari/network";
import { describe, expect, it } from "vitest";
import { crossingState } from "../src/crossing-state.ts";

const shipped = loadNetwork({ dirs: [shippedDataDir] });

describe("the state of a crossing on an old day", () => {
  it.each(["2018-06-01", "2021-04-20", "2024-02-01"])("as of %s cites no later source", (asOf) => {
    for (const crossing of shipped.crossings.values()) {
      const { sources } = crossingState(shipped, crossing, asOf, asOf);
      expect(sources.filter((id) => (shipped.sources.get(id)?.date ?? "") > asOf)).toEqual([]);
    }
  });
});
