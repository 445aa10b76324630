import { describe, expect, it } from "vitest";
import { legsOf, loadRegimes, regimesFor } from "../src/index.ts";

const regimes = loadRegimes();
const way = (...places: string[]) =>
  places.map((place) => ({ country: place.slice(0, 2), id: place.slice(3) }));

describe("a way through its places", () => {
  it("has a leg for each customs territory, internal borders left out", () => {
    const places = way("KG/torugart-kg", "KG/bishkek", "KG/ak-tilek", "KZ/karasu-kz", "KZ/almaty");
    expect(legsOf(places, regimes, "2027-01-01")).toEqual([
      { territory: "EAEU", from: "KG/torugart-kg", to: "KZ/almaty" },
    ]);
    expect(legsOf(places, regimes, "2015-08-01").map(({ territory }) => territory)).toEqual(["KG", "EAEU"]);
  });

  it("is told what is against a regime: a state that is not bound, a post that is not named", () => {
    const fault = (regime: string, ...places: string[]) =>
      regimesFor(legsOf(way(...places), regimes, "2027-01-01"), regimes, "2027-01-01").find(
        (one) => one.regime === regime,
      )?.fault;
    const irkeshtam = [
      "PK/lahore",
      "PK/sost",
      "CN/tashkurgan",
      "CN/irkeshtam-cn",
      "KG/irkeshtam-kg",
      "KZ/almaty",
    ];
    expect(fault("qtta", ...irkeshtam)).toEqual({ code: "itinerary/post", path: "/legs/1/to" });
    expect(fault("tir", ...irkeshtam)).toBeUndefined();
    expect(fault("qtta", "PK/lahore", "PK/torkham-pk", "AF/torkham-af", "AF/kabul")).toMatchObject({
      code: "regime/not-in-force",
    });
    expect(fault("aptta", "PK/karachi", "PK/chaman-bcp", "AF/spin-boldak", "AF/kandahar")).toBeUndefined();
  });
});
