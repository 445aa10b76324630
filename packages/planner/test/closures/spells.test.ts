import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceShut } from "../../src/closures/chance.ts";
import { fitClosures } from "../../src/closures/fit.ts";
import { sampleSpells } from "../../src/closures/sample.ts";
import {
  fixedSpells,
  noSpells,
  openFrom,
  type Spells,
  shareShut,
  spellsOf,
  unionSpells,
} from "../../src/closures/spells.ts";
import type { ClosureRow } from "../../src/closures/stop.ts";
import { rng } from "../../src/random/rng.ts";

const at = (iso: string) => Date.parse(`${iso}T00:00Z`) / 3_600_000;
const interval = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 30 }))
  .map(([a, n]) => [a, a + n] as const);
const spells = fc.array(fc.array(interval, { maxLength: 5 }), { minLength: 4, maxLength: 4 }).map(spellsOf);

describe("spells", () => {
  it("are merged, in order and apart, and hold just the instants of their intervals", () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 6 }), (intervals) => {
        const one = spellsOf([intervals]);
        for (let k = 1; k < one.starts.length; k++)
          expect(one.starts[k]).toBeGreaterThan(one.ends[k - 1] as number);
        for (let t = 0; t < 135; t++) {
          const shut = intervals.some(([a, b]) => a <= t && t < b);
          expect(openFrom(one, 0, t) > t).toBe(shut);
        }
      }),
    );
  });

  it("united never open earlier than either part", () => {
    fc.assert(
      fc.property(spells, spells, fc.integer({ min: 0, max: 140 }), (a, b, t) => {
        const both = unionSpells(a, b);
        for (let draw = 0; draw < 4; draw++) {
          const opens = openFrom(both, draw, t);
          expect(opens).toBeGreaterThanOrEqual(Math.max(openFrom(a, draw, t), openFrom(b, draw, t)));
          expect(openFrom(a, draw, opens)).toBe(opens);
          expect(openFrom(b, draw, opens)).toBe(opens);
        }
      }),
    );
  });

  it("united with nothing stay, in any order are the same, and need equal draws", () => {
    fc.assert(
      fc.property(spells, spells, (a, b) => {
        expect(unionSpells(a, noSpells(4))).toEqual(a);
        expect(unionSpells(a, a)).toEqual(a);
        expect(unionSpells(a, b)).toEqual(unionSpells(b, a));
      }),
    );
    expect(() => unionSpells(noSpells(3), noSpells(4))).toThrow(RangeError);
    expect(shareShut(fixedSpells(3, [[5, 9]]), 8.9)).toBe(1);
    expect(shareShut(fixedSpells(3, [[5, 9]]), 9)).toBe(0);
  });
});

const row = (subject: string, from: string, to: string | null, cause = "conflict"): ClosureRow => ({
  subject,
  group: "AF-PK",
  cause,
  start: at(from),
  end: to === null ? null : at(to),
  ...(to === null ? { lastConfirmed: at("2026-04-08") } : {}),
});
const PAST = [
  row("torkham", "2023-02-19", "2023-02-25", "dispute"),
  row("torkham", "2023-09-06", "2023-09-15"),
  row("torkham", "2024-01-12", "2024-01-23", "documents"),
  row("chaman", "2024-01-13", "2024-01-23", "documents"),
  row("torkham", "2024-08-12", "2024-08-15"),
  row("torkham", "2025-02-21", "2025-03-19"),
  row("salang", "2024-03-02", "2024-03-05", "weather"),
  row("salang", "2025-01-25", "2025-01-28", "weather"),
];
const OPEN = fitClosures(PAST, { asOf: at("2025-10-01"), windowStart: at("2020-01-01") });
const SHUT = fitClosures([...PAST, row("torkham", "2025-10-12", null), row("chaman", "2025-10-12", null)], {
  asOf: at("2026-11-24"),
  windowStart: at("2020-01-01"),
});
const DRAWS = 40_000;
const sample = (model: typeof OPEN, id: string, days = 200, seed = 1): Spells =>
  sampleSpells(model, id, { from: model.asOf, to: model.asOf + days * 24, draws: DRAWS, rng: rng(seed) });

describe("sampled spells", () => {
  it.each([
    [OPEN, "torkham", 60],
    [OPEN, "torkham", 190],
    [OPEN, "salang", 120],
    [SHUT, "torkham", 0],
    [SHUT, "chaman", 100],
  ] as const)("are shut as often as the renewal equation says (case %#)", (model, id, days) => {
    const when = model.asOf + days * 24;
    const p = chanceShut(model, id, when);
    const share = shareShut(sample(model, id), when);
    expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / DRAWS) + 0.02 * p);
  });

  it("repeat with the seed and differ without", () => {
    expect(sample(OPEN, "torkham")).toEqual(sample(OPEN, "torkham"));
    expect(sample(OPEN, "torkham", 200, 2)).not.toEqual(sample(OPEN, "torkham"));
  });

  it("reopen the crossings that one event shut on the same day", () => {
    const [a, b] = [sample(SHUT, "torkham"), sample(SHUT, "chaman")];
    let [same, shut] = [0, 0];
    for (let draw = 0; draw < DRAWS; draw++) {
      const [x, y] = [openFrom(a, draw, SHUT.asOf), openFrom(b, draw, SHUT.asOf)];
      if (x === SHUT.asOf || y === SHUT.asOf) continue;
      shut++;
      if (x === y) same++;
    }
    expect(shut).toBeGreaterThan(DRAWS / 4);
    expect(same / shut).toBeGreaterThan(0.95);
  });

  it("shut the crossings of a border together far more often than by chance", () => {
    const when = OPEN.asOf + 150 * 24;
    const [a, b] = [sample(OPEN, "torkham"), sample(OPEN, "chaman")];
    let both = 0;
    for (let d = 0; d < DRAWS; d++) if (openFrom(a, d, when) > when && openFrom(b, d, when) > when) both++;
    expect(both / DRAWS).toBeGreaterThan(1.5 * shareShut(a, when) * shareShut(b, when));
  });

  it("begin no earlier than the records end, and reach into the time asked for", () => {
    const out = sample(OPEN, "torkham");
    expect(Math.min(...out.starts)).toBeGreaterThanOrEqual(OPEN.observedTo);
    expect(out.ends.every((end, k) => end > OPEN.asOf && end > (out.starts[k] as number))).toBe(true);
  });

  it("are mostly none for a quiet crossing, and none for an unknown one", () => {
    expect(sample(OPEN, "salang", 60).starts.length).toBeLessThan(DRAWS / 5);
    expect(sample(OPEN, "nowhere")).toEqual(noSpells(DRAWS));
  });
});
