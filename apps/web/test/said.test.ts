import { describe, expect, it } from "vitest";
import type { Message } from "../src/api/contract.ts";
import { makeFormat } from "../src/i18n/format.ts";
import { messageSaid } from "../src/i18n/message.ts";
import { ruWords } from "../src/i18n/ru-words.ts";

const text = { lang: "ru", format: makeFormat("ru") } as const;
const names: Readonly<Record<string, string>> = { torkham: "Торхам", "torkham+hairatan": "Путь A" };
const said = (code: string, params: Message["params"] = {}) =>
  messageSaid({ code, params, text: "as the planner says" }, ruWords, text, (id) => names[id]);

describe("a message in Russian", () => {
  it("of a rule is the text under the rule's code", () => {
    expect(said("access-denied", { rule: "x", becauseCode: "foreign-permits" })).toEqual({
      text: "Иностранные грузовики – по разрешениям.",
      own: true,
    });
  });

  it("of a rule of today that is taken for an earlier day says so", () => {
    const params = { rule: "x", becauseCode: "foreign-permits", todays: "2021-04-20" };
    expect(said("rule-permit", params).text).toBe(
      "Иностранные грузовики – по разрешениям. Правило нынешнее, принято и для того дня.",
    );
  });

  it("of a rule of the user's own data stays in its words and is marked so", () => {
    const own = { text: "as the planner says", own: false };
    expect(said("access-denied", { rule: "x" })).toEqual(own);
    expect(said("rule-permit", { rule: "x", becauseCode: "never-heard-of" })).toEqual(own);
  });

  it("names a border, a way, a country and a holiday in Russian", () => {
    const shut = { on: "torkham", name: "Torkham (PK-AF)", confirmed: "2026-04-08", chanceShut: 0.54 };
    expect(said("border-last-confirmed-shut", shut).text).toMatch(/^Торхам: закрытие .* 8 апр\. 2026 г\./);
    const beaten = { by: "Torkham (PK-AF)", byId: "torkham+hairatan", days: 3, usd: 2, byDays: 1, byUsd: 1 };
    expect(said("dominated", beaten).text).toContain("«Путь A»");
    expect(said("excluded-country", { country: "CN" }).text).toBe("Вы исключили страну Китай.");
    const feast = { name: "Eid al-Fitr", date: "2027-03-10", borders: "x", holiday: "pk-eid-al-fitr" };
    expect(said("moon-holiday", feast).text).toMatch(/^Ураза-байрам/);
  });
});
