import { Crossing, Link, type Network, Paper } from "@rahdari/network";
import { describe, expect, it } from "vitest";
import { plan } from "../src/index.ts";
import { shipped } from "./shipped.ts";

const basis = { estimated: "the most that the schema lets through" };
const year = { min: 0, typical: 8_784, max: 8_784, basis };

/** The shipped network with every number that a plan is made of at its bound. */
const extreme: Network = {
  ...shipped,
  links: new Map(
    [...shipped.links].map(([id, link]) => {
      const departuresPerWeek = { value: 1 / 52, basis };
      const cost = { per: "kg", typical: 1e7, high: 1e7, basis };
      const changes = { hours: year, distanceKm: { value: 40_075, basis }, cost, departuresPerWeek };
      return [id, Link.parse({ ...link, ...changes })];
    }),
  ),
  crossings: new Map(
    [...shipped.crossings].map(([id, crossing]) => {
      const hours = { p10: 0, p50: 1e-300, p90: 8_784, basis };
      const hoursBack = { p10: 8_784, p50: 8_784, p90: 8_784, basis };
      return [id, Crossing.parse({ ...crossing, hours, hoursBack })];
    }),
  ),
  papers: new Map(
    [...shipped.papers].map(([id, paper]) => {
      const leadDays = { min: 3_660, typical: 3_660, max: 3_660, basis };
      return [id, Paper.parse({ ...paper, leadDays })];
    }),
  ),
};

describe("data at the bounds of their schema", () => {
  it.each([
    ["Lahore", "Almaty", "held"],
    ["Almaty", "Karachi", "to-get"],
  ] as const)("are planned with, %s - %s, papers %s", (from, to, papers) => {
    const request = { from, to, papers, ready: "2027-01-11", asOf: "2026-11-24", deadline: "2027-03-01" };
    const answer = plan(extreme, { ...request, draws: 300 });
    expect(answer.options.length).toBeGreaterThan(0);
    const numbers: number[] = [];
    JSON.stringify(answer, (_, value) => {
      if (typeof value === "number") numbers.push(value);
      return value;
    });
    expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
  });
});
