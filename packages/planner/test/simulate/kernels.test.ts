import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openTable } from "../../src/calendar-table.ts";
import { spellsOf } from "../../src/closures/spells.ts";
import { NO_BACKLOG, passAndLeave, waitOpen, waitReopening } from "../../src/simulate/kernels.ts";

const NEVER = 10_000;

/** When one who comes at `at` gets through a gate that is shut in these spells. */
function through(at: number, spells: readonly (readonly [number, number])[], backlog = NO_BACKLOG): number {
  const column = Float64Array.of(at);
  waitReopening(column, spellsOf([spells]), backlog, 0, NEVER);
  return column[0] as number;
}

describe("the queue at a gate that opens again", () => {
  const backlog = { perHour: 0.25, most: 20 };

  it.each([
    [99, 99, "before it shuts nobody waits"],
    [100, 140, "the first in the queue passes at the opening"],
    [120, 145, "the work of those who came before comes first"],
    [140, 150, "the queue stands when the gate opens"],
    [152, 153, "and is worked off"],
    [154, 154, "until it is gone"],
  ])("comes at %i, passes at %i: %s", (at, expected) => {
    expect(through(at, [[100, 140]], backlog)).toBe(expected);
  });

  it("is bounded, however long the gate was shut", () => {
    expect(through(1_000, [[0, 2_000]], backlog)).toBe(2_020);
  });

  it("lets nobody overtake, and more closures let nobody through earlier", () => {
    const hour = fc.integer({ min: 0, max: 400 });
    const spell = fc
      .tuple(hour, fc.integer({ min: 1, max: 200 }))
      .map(([from, n]) => [from, from + n] as const);
    fc.assert(
      fc.property(fc.array(spell, { maxLength: 4 }), spell, hour, hour, (some, more, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const passed = through(first, some, backlog);
        expect(passed).toBeGreaterThanOrEqual(through(first, some));
        expect(through(second, some, backlog)).toBeGreaterThanOrEqual(passed);
        expect(through(first, [...some, more], backlog)).toBeGreaterThanOrEqual(passed);
      }),
    );
  });
});

describe("opening hours by the sighting of the moon", () => {
  const openings = {
    tables: [[24], [48], [72]].map(([start = 0]) => openTable([{ start, end: 100 }], 200)),
    pick: Uint8Array.of(0, 1, 2),
  };

  it("each draw waits for its own day", () => {
    const at = new Float64Array(3);
    expect(waitOpen(at, openings)).toBe(true);
    expect([...at]).toEqual([24, 48, 72]);
  });

  it("and leaves inside its own hours", () => {
    const at = new Float64Array(3);
    passAndLeave(at, Float64Array.of(30, 30, 30), openings);
    expect([...at]).toEqual([30, 48, 72]);
  });
});
