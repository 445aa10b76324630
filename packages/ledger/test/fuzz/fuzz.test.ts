import { describe, expect, it } from "vitest";
import { binaryTargets } from "./binary-targets.ts";
import { jsonTargets } from "./json-targets.ts";
import { fuzz } from "./run.ts";
import { makeSamples } from "./samples.ts";
import { textTargets } from "./text-targets.ts";

// Every parser, for 45 seconds in all: refused with a LedgerError, never slow, and what is accepted is what is
// written again. `npm run fuzz` does it for longer.

const SEED = 20270111;
const SECONDS = 45;
const samples = await makeSamples();
const targets = [...textTargets(samples), ...jsonTargets(samples), ...binaryTargets(samples)];

describe(`mutants of every format, seed ${SEED}`, () => {
  it.each(targets.map((target) => [target.name, target] as const))("%s", async (_name, target) => {
    const { failures, cases, accepted } = await fuzz(target, SECONDS / targets.length, SEED);
    expect(failures).toEqual([]);
    expect(cases).toBeGreaterThan(20);
    expect(accepted).toBeGreaterThan(0);
  });
});
