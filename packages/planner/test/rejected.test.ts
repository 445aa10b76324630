import { describe, expect, it } from "vitest";
import { type PlanRequestInput, plan } from "../src/index.ts";
import { shipped } from "./shipped.ts";

function told(change: Partial<PlanRequestInput>) {
  const request = { from: "Lahore", to: "Almaty", ready: "2027-01-11", asOf: "2026-11-24", draws: 500 };
  return plan(shipped, { ...request, ...change });
}

describe("why not", () => {
  it("says nothing of borders and flights at the other end of the map", () => {
    expect(told({ to: "Islamabad" }).rejected).toEqual([]);
    const fromKashgar = told({ from: "Kashgar" }).rejected.map(({ what }) => what);
    expect(fromKashgar).toEqual(expect.arrayContaining(["ak-jol-korday", "bedel"]));
    for (const far of ["apt-khi--apt-ala-air", "mansehra--chilas-babusar-road"])
      expect(fromKashgar).not.toContain(far);
  });

  it("tells what would be quickest if it could be used first", () => {
    const cuts = told({}).rejected.map(({ what }) => what);
    const order = ["apt-lhe--apt-ala-air", "apt-khi--apt-ala-air", "ak-jol-korday", "bedel"];
    const places = order.map((what) => cuts.indexOf(what));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("tells all that stands in the way where no way is left", () => {
    const { options, rejected } = told({ exclude: { countries: ["CN", "AF", "IR"], modes: ["sea", "air"] } });
    expect(options).toEqual([]);
    const crossings = rejected.map(({ what }) => what);
    expect(crossings).toEqual(expect.arrayContaining(["khunjerab", "torkham", "taftan-mirjaveh"]));
  });
});
