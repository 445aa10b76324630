import { describe, expect, it } from "vitest";
import { officeOfReference, officeReference } from "../../src/ncts/office-reference.ts";
import { JOURNEYS, OFFICES, officeOf } from "../support/xml-journeys.ts";

describe("a reference of an office", () => {
  const named = JOURNEYS.flatMap(([, { movement }]) => movement.legs.flatMap(({ from, to }) => [from, to]));
  const all = [
    ...OFFICES,
    ...[...new Set(named)].filter((name) => !OFFICES.some((one) => one.name === name)).map(officeOf),
  ];

  it("has the form of NCTS and is of one office, for all places of the network", () => {
    const references = all.map(officeReference);
    for (const reference of references) expect(reference).toMatch(/^[A-Z]{2}[A-Z0-9]{6}$/);
    expect(new Set(references).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(180);
  });

  it("leads back to the office", () => {
    for (const office of all) expect(officeOfReference(officeReference(office), all)).toBe(office.name);
  });

  it("of an office that nobody knows names it, and is its reference again", () => {
    const name = officeOfReference("GB000060", OFFICES);
    expect(name).toBe("GB/gb000060");
    expect(officeReference({ name, country: "GB", locode: null })).toBe("GB000060");
  });
});
