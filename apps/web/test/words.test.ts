import { closingHolidays, loadNetwork, shippedDataDir } from "@rahdari/network";
import { describe, expect, it } from "vitest";
import { ruWords as ru } from "../src/i18n/ru-words.ts";
import { urWords as ur } from "../src/i18n/ur-words.ts";
import { holidayWords, saidOf, type Table, type Words, wordsOf } from "../src/i18n/words.ts";
import { figures, latinFaults } from "./support/said.ts";

const NETWORK = loadNetwork({ dirs: [shippedDataDir] });
const PAPERS = [...NETWORK.papers.values()];
const COMPLETE: readonly (readonly [string, Words])[] = [
  ["ru", ru],
  ["ur", ur],
];
const KINDS = ["reasons", "papers", "issuers", "holidays"] as const;
const REMARKS = NETWORK.access.flatMap(({ id, remarks = [] }) => remarks.map((one) => ({ id, ...one })));
const country = (code: string) => `<${code}>`;

/** Every text of the shipped data that the page shows: its kind, its record and the code that it goes by. */
const TEXTS: readonly (readonly [(typeof KINDS)[number], string, string | undefined])[] = [
  ...NETWORK.access.map((rule) => ["reasons", rule.id, rule.becauseCode] as const),
  ...REMARKS.map(({ id, textCode }) => ["reasons", id, textCode] as const),
  ...PAPERS.map((paper) => ["papers", paper.id, paper.nameCode] as const),
  ...PAPERS.map((paper) => ["issuers", paper.id, paper.issuerCode] as const),
  ...namedHolidays().map((key) => ["holidays", key, key.slice(3)] as const),
];

describe.each(COMPLETE)("texts of the data (%s)", (_, words) => {
  it("are all there", () => {
    const missing = TEXTS.filter(([kind, , code]) => wordsOf(words[kind], code, country) === undefined);
    expect(missing).toEqual([]);
  });

  it("are asked for by some record each", () => {
    const asked = TEXTS.map(([kind, , code]) => `${kind}/${entryOf(words[kind], code ?? "")}`);
    const held = KINDS.flatMap((kind) => Object.keys(words[kind]).map((code) => `${kind}/${code}`));
    expect(held.filter((key) => !asked.includes(key))).toEqual([]);
  });

  it("never give two papers or two reasons the same name", () => {
    for (const kind of ["papers", "reasons"] as const) {
      const codes = [...new Set(TEXTS.filter(([of]) => of === kind).map(([, , code]) => code))];
      const said = codes.map((code) => wordsOf(words[kind], code, country));
      expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
    }
  });

  it("keep the figures of the English text", () => {
    const rules = NETWORK.access.map(({ id, because, becauseCode }) => ({
      id,
      text: because,
      textCode: becauseCode,
    }));
    const differing = [...rules, ...REMARKS].filter(({ text, textCode }) => {
      const said = wordsOf(words.reasons, textCode, country) ?? "";
      return figures(text).join() !== figures(said).join();
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  it("begin with a letter of the language and hold Latin only in names", () => {
    expect(latinFaults(texts(words))).toEqual({ latin: [], prose: [] });
  });
});

describe("the text under a code", () => {
  it("of a family names the country", () => {
    expect(wordsOf(ru.papers, "motor-insurance-kz", () => "Казахстан")).toBe(
      "Страхование автогражданской ответственности: Казахстан",
    );
    expect(wordsOf(ru.papers, "visa-tm", country)).toBe("Транзитная виза Туркменистана для водителя");
  });

  it("is the data's own, and marked so, where there is no code or an unknown one", () => {
    const own = { text: "My permit", own: false };
    expect(saidOf(ru.papers, undefined, "My permit", country)).toEqual(own);
    expect(saidOf(ru.papers, "my-permit", "My permit", country)).toEqual(own);
    expect(saidOf(ru.papers, "constructor", "My permit", country)).toEqual(own);
    expect(saidOf(ru.papers, "cmr-note-kz", "My permit", country)).toEqual(own);
  });

  it("of a holiday leaves its country out", () => {
    expect(holidayWords(ur, "pk-eid-al-fitr")).toBe("عید الفطر");
    expect(holidayWords(ur, undefined)).toBeUndefined();
  });
});

/** Keys of holidays that hang on the moon, and of those that shut an office. */
function namedHolidays(): string[] {
  const shut = [...NETWORK.calendars.keys()].flatMap((id) =>
    closingHolidays(NETWORK, id, { from: "2018-01-01", to: "2030-12-31", asOf: "2026-11-24" }),
  );
  const all = [...NETWORK.holidays.values()].flatMap((table) => table.days);
  const moving = all.filter((day) => (day.plusMinusDays ?? 0) > 0);
  return [...new Set([...shut, ...moving].map((day) => day.key))];
}

/** The key that serves a code: its own, or its family's. */
function entryOf(table: Table, code: string): string {
  return Object.hasOwn(table, code) ? code : code.replace(/-[a-z]{2}$/, "");
}

function texts(words: Words): string[] {
  return KINDS.flatMap((kind) => Object.values(words[kind]));
}
