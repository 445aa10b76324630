import { describe, expect, it } from "vitest";
import { type Entry, untranslated } from "../src/i18n/catalogue.ts";
import { en } from "../src/i18n/en.ts";
import { makeFormat } from "../src/i18n/format.ts";
import { isReadable, type Lang, LOCALES, preferredLang, READABLE } from "../src/i18n/locales.ts";
import { translate } from "../src/i18n/translate.ts";
import { NO_WORDS, saidOf } from "../src/i18n/words.ts";
import { SaidText } from "../src/ui/said-text.tsx";
import { markup } from "./support/render.tsx";

const NEXT = ["kk", "zh", "uz", "ky", "fa-AF"] as const;
const NONE = {
  asOf: "2026-11-24",
  newestSource: null,
  places: [],
  links: [],
  crossings: [],
  sources: {},
};
/** A page with plural forms alone, as a translator begins it. */
const BEGUN = { "options.count": { one: "one:{n}", other: "other:{n}" } satisfies Entry };

describe.each(NEXT)("%s, whose catalogue is still to be written,", (lang) => {
  it("reads English, a phrase at a time", () => {
    expect(untranslated({})).toHaveLength(Object.keys(en).length);
    expect(bare(translate({}, lang, "form.to"))).toBe("To");
    expect(bare(translate({}, lang, "status.found", { n: 1 }))).toBe("1 way found.");
    expect(bare(translate({}, lang, "status.found", { n: 5 }))).toBe("5 ways found.");
  });

  it("is not offered, nor taken for what the browser asks", () => {
    expect(READABLE).not.toContain(lang);
    expect(isReadable(lang)).toBe(false);
    expect(preferredLang([lang, "ru-RU"])).toBe("ru");
    expect(preferredLang([lang])).toBe("en");
  });

  it("has the data's own words marked as English", async () => {
    const said = saidOf(NO_WORDS.papers, "tir-carnet", "TIR carnet", String);
    expect(await markup(lang, NONE, <SaidText said={said} />)).toBe('<bdi lang="en">TIR carnet</bdi>');
  });
});

it.each<[Lang, string[]]>([
  ["kk", ["other:0", "one:1", "other:2"]],
  ["zh", ["other:0", "other:1", "other:2"]],
  ["uz", ["other:0", "one:1", "other:2"]],
  ["ky", ["other:0", "one:1", "other:2"]],
  ["fa-AF", ["one:۰", "one:۱", "other:۲"]],
])("%s counts by its own plural rules and figures", (lang, expected) => {
  expect([0, 1, 2].map((n) => bare(translate(BEGUN, lang, "options.count", { n })))).toEqual(expected);
});

it.each<[Lang, string, string, string, string]>([
  ["kk", "1 234,5", "2027 ж. 11 қаң.", "10 күн", "Қытай"],
  ["zh", "1,234.5", "2027年1月11日", "10天", "中国"],
  ["uz", "1 234,5", "11-yan, 2027", "10 kun", "Xitoy"],
  ["ky", "1 234,5", "2027-ж. 11-янв.", "10 күн", "Кытай"],
  ["fa-AF", "۱٬۲۳۴٫۵", "۲۱ جدی ۱۴۰۵", "۱۰ روز", "چین"],
])("%s writes numbers, days and countries in its own way", (lang, number, day, duration, country) => {
  const format = makeFormat(lang);
  expect(plain(format.number(1234.5, 1))).toBe(number);
  expect(plain(format.day("2027-01-11"))).toBe(day);
  expect(plain(format.duration(240))).toBe(duration);
  expect(format.country("CN")).toBe(country);
});

it("keeps English sentences from left to right on a page from right to left", () => {
  expect(LOCALES["fa-AF"].dir).toBe("rtl");
  expect(translate({}, "fa-AF", "form.to")).toBe("\u2066To\u2069");
  expect(translate({}, "kk", "form.to")).toBe("To");
});

/** Without the marks that keep directions apart. */
function bare(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, "");
}

/** With one kind of space. */
function plain(text: string): string {
  return bare(text).replace(/[\u00A0\u202F]/g, " ");
}
