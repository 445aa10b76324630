import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance } from "../src/edit-distance.ts";
import { foldText } from "../src/fold-text.ts";
import { findCrossing, findPlace, searchPlaces } from "../src/index.ts";
import { crossing, network, place } from "./fixture.ts";

const fixture = network({
  places: [
    place("lahore", {
      name: "Lahore",
      unlocode: "PKLHE",
      names: { ur: "لاہور", ru: "Лахор", zh: "拉合尔", fa: "لاهور" },
    }),
    place("karachi", { name: "Karachi", unlocode: "PKKHI", names: { ur: "کراچی", ru: "Карачи" } }),
    place("karachi-port", { name: "Karachi (seaport)", unlocode: "PKKHI", kind: "seaport" }),
    place("almaty", {
      name: "Almaty",
      country: "KZ",
      names: { kk: "Алматы", ru: "Алматы" },
      aliases: ["Alma-Ata"],
    }),
    place("turkistan", { name: "Түркістан", country: "KZ", names: { ru: "Туркестан" } }),
    place("khorgos-kz", { name: "Khorgos", country: "KZ", kind: "border-post" }),
    place("khorgos-cn", { name: "Khorgos", country: "CN", kind: "rail-terminal" }),
    place("torkham-pk", { name: "Torkham (PK post)", kind: "border-post", names: { ur: "طورخم" } }),
    place("merke", { name: "Aisha-Bibi / Merke (KZ post)", country: "KZ", kind: "border-post" }),
    place("gilgit", { name: "Gilgit" }),
    place("qasim", { name: "Port Qasim", aliases: ["Muhammad Bin Qasim"] }),
  ],
  crossings: [
    crossing("torkham", "torkham-pk", "lahore", { name: "Torkham" }),
    crossing("ak-jol-korday", "merke", "almaty", { name: "Ak-Jol (KG) - Korday (KZ)" }),
    crossing("khorgos-road", "khorgos-cn", "khorgos-kz", { name: "Khorgos, road" }),
    crossing("khorgos-rail", "khorgos-cn", "khorgos-kz", { name: "Khorgos, rail" }),
  ],
});

function found(text: string): string {
  const match = findPlace(fixture, text);
  return match.kind === "found"
    ? match.place.id
    : `${match.kind}: ${match.suggestions.map(({ id }) => id).join(" ")}`;
}

describe("findPlace", () => {
  test.each([
    ["its id", "lahore", "lahore"],
    ["any case and space", "  LaHORE ", "lahore"],
    ["UN/LOCODE", "PKLHE", "lahore"],
    ["UN/LOCODE as printed", "pk lhe", "lahore"],
    ["Urdu", "لاہور", "lahore"],
    ["Urdu typed with Arabic letters", "لاهور", "lahore"],
    ["Arabic kaf and yeh", "كراچي", "karachi"],
    ["vowel marks", "لَاہُور", "lahore"],
    ["Russian", "алматы", "almaty"],
    ["Chinese", "拉合尔", "lahore"],
    ["full-width letters", "Ｌａｈｏｒｅ", "lahore"],
    ["Kazakh letters typed on a Russian keyboard", "Туркистан", "turkistan"],
    ["diacritics", "Gílgït", "gilgit"],
    ["an alias without its hyphen", "alma ata", "almaty"],
    ["one side of a double name", "Merke", "merke"],
    ["a name without its brackets", "torkham", "torkham-pk"],
    ["the city of a shared code", "PKKHI", "karachi"],
    ["two posts of one name", "Khorgos", "ambiguous: khorgos-kz khorgos-cn"],
    ["one slip", "Lahroe", "unknown: lahore"],
    ["a missing letter", "Karchi", "unknown: karachi karachi-port"],
    ["part of a name", "bin qas", "unknown: qasim"],
    ["nothing like it", "Reykjavik", "unknown: "],
    ["nothing", "", "unknown: "],
    ["signs only", "(((", "unknown: "],
  ])("%s", (_, text, id) => {
    expect(found(text)).toBe(id);
  });

  test("any text gives an answer with at most five suggestions", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const match = findPlace(fixture, text);
        expect(match.kind === "found" || match.suggestions.length <= 5).toBe(true);
        expect(searchPlaces(fixture, text, 3).length).toBeLessThanOrEqual(3);
        expect(findCrossing(fixture, text)).toBeDefined();
      }),
    );
  });

  test("an endless text is unknown at once", () => {
    expect(findPlace(fixture, "\u064b".repeat(5_000_000))).toEqual({ kind: "unknown", suggestions: [] });
    expect(found("﷽".repeat(120))).toBe("unknown: ");
  });

  test("names of objects' own machinery are no places", () => {
    for (const text of ["__proto__", "constructor", "toString"]) expect(found(text)).toMatch(/^unknown/);
  });
});

describe("searchPlaces", () => {
  const search = (text: string, limit = 10) => searchPlaces(fixture, text, limit).map(({ id }) => id);

  test("whole names, then beginnings, then words, then parts", () => {
    expect(search("karachi")).toEqual(["karachi", "karachi-port"]);
    expect(search("k")[0]).toBe("karachi");
    expect(search("qas")).toEqual(["qasim"]);
    expect(search("ila")).toEqual([]);
    expect(search("لا")).toEqual(["lahore"]);
    expect(search("PK L")).toEqual(["lahore"]);
  });

  test("no more than asked for, nothing for nothing", () => {
    expect(search("a", 2)).toHaveLength(2);
    expect(search("", 5)).toEqual([]);
    expect(search("a", 0)).toEqual([]);
  });
});

describe("findCrossing", () => {
  const crossingOf = (text: string) => {
    const match = findCrossing(fixture, text);
    return match.kind === "found" ? match.crossing.id : match.kind;
  };

  test.each([
    ["torkham", "torkham"],
    ["Torkham", "torkham"],
    ["طورخم", "torkham"],
    ["Korday", "ak-jol-korday"],
    ["ak jol", "ak-jol-korday"],
    ["Merke", "ak-jol-korday"],
    ["Khorgos", "ambiguous"],
    ["Khorgos, rail", "khorgos-rail"],
    ["Wagah", "unknown"],
  ])("%s is %s", (text, id) => {
    expect(crossingOf(text)).toBe(id);
  });
});

describe("folding", () => {
  test("folding twice is folding once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe("editDistance", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

  test("agrees with the definition within its limit", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 8 }), (a, b, limit) => {
        const whole = alignment(a, b);
        expect(editDistance(a, b, limit)).toBe(whole <= limit ? whole : Number.POSITIVE_INFINITY);
      }),
    );
  });

  /** Optimal string alignment by its recursive definition. */
  function alignment(a: string, b: string): number {
    if (a === "" || b === "") return a.length + b.length;
    const choices = [
      alignment(a.slice(1), b) + 1,
      alignment(a, b.slice(1)) + 1,
      alignment(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
    ];
    if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) {
      choices.push(alignment(a.slice(2), b.slice(2)) + 1);
    }
    return Math.min(...choices);
  }
});
