import { describe, expect, it } from "vitest";
import { formatText, type PlanRequestInput, plan } from "../src/index.ts";
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

describe("a border that its season keeps shut", () => {
  it("is told once: by the option that waits for it, and then not among what is out", () => {
    const answer = told({ ready: "2019-01-10", asOf: "2019-01-05" });
    const waiting = answer.options.find(({ crossings }) => crossings.includes("khunjerab"));
    const leg = waiting?.legs.find(({ id }) => id === "khunjerab");
    expect(leg?.notes).toContainEqual(
      expect.objectContaining({
        code: "calendar-wait",
        params: expect.objectContaining({ until: "2019-04-01" }),
      }),
    );
    expect(formatText(answer)).toMatch(/Tashkurgan \(CN\): keeps no working hours from 2019-01-1\d/);
    expect(answer.rejected.map(({ what }) => what)).not.toContain("khunjerab");
  });

  it("is told among what is out where no option shown waits for it", () => {
    const answer = told({ to: "Tashkent", ready: "2023-12-10", asOf: "2023-12-05" });
    expect(answer.options.flatMap(({ crossings }) => crossings)).not.toContain("khunjerab");
    const out = answer.rejected.find(({ what }) => what === "khunjerab");
    expect(out?.message).toMatchObject({ code: "calendar-shut", params: { until: "2024-04-01" } });
  });
});
