import { describe, expect, test } from "vitest";
import { accessFor, goodsClasses, type PaperJourney, papersNeeded } from "../src/index.ts";
import { judged, network } from "./fixture.ts";

const rule = (id: string, more: object = {}) => ({
  id,
  on: { crossing: "torugart" },
  who: {},
  effect: "swap",
  because: "trailers are swapped",
  basis: judged,
  ...more,
});

describe("accessFor", () => {
  const ids = (rules: readonly object[], query: object = {}) =>
    accessFor(network({ access: rules }), {
      crossing: "torugart",
      on: "2026-06-01",
      asOf: "2026-06-01",
      ...query,
    }).map(({ id }) => id);

  test("keeps to its crossing, link or country", () => {
    const rules = [rule("a"), rule("b", { on: { link: "torugart" } }), rule("c", { on: { country: "KG" } })];
    const dates = { on: "2026-06-01", asOf: "2026-06-01" };
    const world = network({ access: rules });
    expect(ids(rules)).toEqual(["a"]);
    expect(accessFor(world, { link: "torugart", ...dates }).map(({ id }) => id)).toEqual(["b"]);
    expect(accessFor(world, { country: "KG", ...dates }).map(({ id }) => id)).toEqual(["c"]);
  });

  test("every part that the rule gives must match", () => {
    const foreign = rule("foreign", {
      direction: "out",
      who: { registrationNot: ["CN", "KG"], driver: ["PK"], unit: ["truck"], goods: ["general"] },
    });
    const query = { direction: "out", registration: "PK", driver: "PK", unit: "truck", goods: ["general"] };
    expect(ids([foreign], query)).toEqual(["foreign"]);
    for (const other of [
      { direction: "back" },
      { registration: "KG" },
      { driver: "KZ" },
      { unit: "wagon" },
      { goods: ["dangerous"] },
      { goods: "reefer" },
    ]) {
      expect(ids([foreign], { ...query, ...other })).toEqual([]);
    }
  });

  test("what the question leaves open matches everything", () => {
    expect(ids([rule("a", { direction: "back", who: { registration: ["KG"], goods: ["reefer"] } })])).toEqual(
      ["a"],
    );
  });

  test("validity is inclusive; what was not known yet does not count", () => {
    const dated = [rule("dated", { validFrom: "2023-06-01", validTo: "2026-06-01" })];
    expect(ids(dated)).toEqual(["dated"]);
    expect(ids(dated, { on: "2026-06-02" })).toEqual([]);
    expect(ids(dated, { on: "2023-05-31" })).toEqual([]);
    expect(ids(dated, { on: "2024-01-01", asOf: "2023-05-31" })).toEqual([]);
    expect(
      ids([rule("early", { validFrom: "2027-01-01", knownSince: "2026-01-01" })], { on: "2027-02-01" }),
    ).toEqual(["early"]);
  });
});

describe("goodsClasses", () => {
  test("mandarins in a reefer, an acid, cotton", () => {
    expect(goodsClasses({ hs: "080521", reefer: true })).toEqual(["reefer", "food"]);
    expect(goodsClasses({ hs: "2807", dangerous: true })).toEqual(["dangerous"]);
    expect(goodsClasses({ hs: "52" })).toEqual(["general"]);
    expect(goodsClasses({})).toEqual(["general"]);
  });
});

describe("papersNeeded", () => {
  const paper = (id: string, needed: object, more: object = {}) => ({
    id,
    name: id,
    kind: "permit",
    issuer: "the ministry",
    needed,
    leadDays: { min: 1, typical: 5, max: 10, basis: judged },
    basis: judged,
    ...more,
  });
  const journey: PaperJourney = {
    entering: ["CN", "KG", "KZ"],
    crossings: ["khunjerab", "torugart"],
    modes: ["road"],
    registration: "PK",
    driver: "PK",
    goods: ["reefer", "food"],
    hs: "080521",
    from: "PK",
    to: "KZ",
    on: "2027-01-11",
    asOf: "2026-11-24",
  };
  const needs = (needed: object, more: object = {}, trip: Partial<PaperJourney> = {}) =>
    papersNeeded(network({ papers: [paper("p", needed, more)] }), { ...journey, ...trip }).map(
      ({ because }) => because.map(({ part, value }) => `${part} ${value}`).join(", "),
    );

  test("all conditions must be met, and are named", () => {
    const visa = { entering: ["CN"], driverNot: ["CN"], mode: ["road"] };
    expect(needs(visa)).toEqual(["entering CN, mode road, driver PK"]);
    expect(needs(visa, {}, { driver: "CN" })).toEqual([]);
    expect(needs(visa, {}, { entering: ["AF"] })).toEqual([]);
    expect(needs(visa, {}, { modes: ["rail"] })).toEqual([]);
  });

  test("a certificate hangs on the chapter, from start and end", () => {
    const phyto = { hsChapters: ["07", "08"], from: ["PK"], to: ["KZ"] };
    expect(needs(phyto)).toEqual(["hs 08, from PK, to KZ"]);
    expect(needs(phyto, {}, { hs: "5201" })).toEqual([]);
    expect(needs(phyto, {}, { hs: undefined })).toEqual([]);
  });

  test("by crossing, registration, kind of goods, and for every journey abroad", () => {
    expect(needs({ crossing: ["torugart"], registration: ["PK"], goods: ["food"] })).toEqual([
      "crossing torugart, registration PK, goods food",
    ]);
    expect(needs({ registrationNot: ["PK"] })).toEqual([]);
    expect(needs({ international: true })).toEqual(["international PK-KZ"]);
    expect(needs({ international: true }, {}, { entering: [], to: "PK" })).toEqual([]);
    expect(needs({})).toEqual([""]);
  });

  test("dated like every rule", () => {
    expect(needs({}, { validTo: "2026-12-31" })).toEqual([]);
    expect(needs({}, { validFrom: "2027-01-01" })).toEqual([]);
    expect(needs({}, { validFrom: "2027-01-01", knownSince: "2026-10-01" })).toHaveLength(1);
  });

  test("one paper makes another superfluous, never both each other", () => {
    const held = (papers: readonly object[]) =>
      papersNeeded(network({ papers }), journey).map((n) => n.paper.id);
    const guarantee = paper("guarantee", {}, { insteadOf: ["tir"] });
    expect(held([guarantee, paper("tir", {})])).toEqual(["tir"]);
    expect(held([guarantee, paper("tir", { entering: ["IN"] })])).toEqual(["guarantee"]);
    expect(held([guarantee, paper("tir", {}, { insteadOf: ["guarantee"] })])).toEqual(["tir"]);
  });
});
