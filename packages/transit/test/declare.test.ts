import { describe, expect, it } from "vitest";
import { legsOf, loadRegimes, needsNavigationSeal, regimesFor } from "../src/index.ts";

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

  it("is told who is not bound, what is contested, and whose transit it is", () => {
    const day = "2027-01-01";
    const standing = (regime: string, ...places: string[]) =>
      regimesFor(legsOf(way(...places), regimes, day), regimes, day).find((one) => one.regime === regime);
    const toTashkent = ["PK/lahore", "PK/torkham-pk", "AF/torkham-af", "AF/hairatan", "UZ/ayritom"];
    expect(standing("uptt", ...toTashkent)).toMatchObject({ fault: undefined, crossed: ["AF"] });
    expect(standing("qtta", ...toTashkent)).toMatchObject({ notBound: ["AF", "UZ"] });
    const toKandahar = ["PK/karachi", "PK/chaman-bcp", "AF/spin-boldak", "AF/kandahar"];
    expect(standing("aptta", ...toKandahar)).toMatchObject({ contestedSince: "2021-11-12", crossed: [] });
    expect(standing("national", "KG/bishkek", "KZ/almaty")).toMatchObject({ union: "EAEU" });
    expect(standing("national", "UZ/ayritom", "UZ/yallama")?.union).toBeUndefined();
  });

  it("asks for the goods where some of them travel under a navigation seal", () => {
    const day = "2026-03-01";
    const needs = (hs: string | undefined, ...places: string[]) =>
      needsNavigationSeal(hs, { regime: "eaeu", legs: legsOf(way(...places), regimes, day) }, regimes, day);
    expect(needs("640399", "KG/bishkek", "KZ/almaty")).toBe(true);
    expect(needs("080521", "KG/bishkek", "KZ/almaty")).toBe(false);
    expect(needs(undefined, "KG/bishkek", "KZ/almaty")).toBeUndefined();
    expect(needs(undefined, "KZ/konysbayeva", "KZ/almaty")).toBe(false);
  });
});
