import { loadNetwork, shippedDataDir } from "@rahdari/network";
import type { ClosureRow } from "@rahdari/planner";
import { expect, test } from "vitest";
import { longStop } from "../src/long-stop.ts";
import { rollingOrigin, wasShut } from "../src/rolling-origin.ts";

const network = loadNetwork({ dirs: [shippedDataDir] });
const stop = (start: number, end: number | null, more: Partial<ClosureRow> = {}): ClosureRow => ({
  subject: "torkham",
  cause: "conflict",
  start,
  end,
  ...more,
});

test("what came is told from the records, and left open where they are silent", () => {
  const ended = [stop(100, 200)];
  expect([99, 100, 199, 200].map((at) => wasShut(ended, at))).toEqual([false, true, true, false]);
  const unended = [stop(100, null, { lastConfirmed: 500 })];
  expect([499, 500, 9000].map((at) => wasShut(unended, at))).toEqual([true, null, null]);
  const followed = [...unended, stop(800, 900)];
  expect([700, 850, 1000].map((at) => wasShut(followed, at))).toEqual([null, true, false]);
  const short = [stop(100, null, { presumedShort: true })];
  expect([110, 130, 180].map((at) => wasShut(short, at))).toEqual([true, null, false]);
});

test("a forecast does not change with what happens later", () => {
  const then = { ...network, newestSource: "2021-12-31" };
  const unknowing = { ...then, closures: network.closures.filter(({ from }) => from <= "2021-10-01") };
  const said = (given: typeof network) =>
    rollingOrigin(given, "2021-09", [7, 30])
      .filter(({ month }) => month < 2)
      .map(({ crossing, days, ours, climatology, persistence }) => [
        crossing,
        days,
        ours,
        climatology,
        persistence,
      ]);
  expect(said(unknowing)).toEqual(said(then));
});

test("Torkham's seven stops before the long one, and the border's own forecasts at its start", () => {
  const { stops, days, ours, exponential } = longStop(network);
  expect([stops, days]).toEqual([7, 178]);
  expect(ours / exponential).toBeGreaterThan(1e6);
  const november = rollingOrigin({ ...network, newestSource: "2025-12-20" }, "2025-11", [7]);
  const torkham = november.find(({ crossing, month }) => crossing === "torkham" && month === 0);
  expect(torkham).toMatchObject({ border: "AF-PK", openThen: false, happened: true, persistence: 1 });
});
