import { failureOf } from "@rahdari/api";
import { describe, expect, it } from "vitest";
import { makeFormat } from "../src/i18n/format.ts";
import { messageSaid } from "../src/i18n/message.ts";
import { ruWords } from "../src/i18n/ru-words.ts";
import { urWords } from "../src/i18n/ur-words.ts";

const refused = (...errors: readonly object[]) =>
  failureOf(new Response(JSON.stringify({ title: "no", errors }), { status: 422 }));

async function said(lang: "ru" | "ur", error: object): Promise<string | undefined> {
  const failure = await refused({ pointer: "/from", detail: "in English", ...error });
  const words = lang === "ru" ? ruWords : urWords;
  const text = { lang, format: makeFormat(lang) };
  const [first] = failure.errors.map((one) => messageSaid(one.said, words, text, () => undefined));
  return first?.text;
}

describe("a refusal of the server", () => {
  it("is said in the page's language by its code", async () => {
    const unknown = { code: "unknown-place", params: { text: "Lahor" } };
    expect(await said("ru", unknown)).toBe("Места «Lahor» среди известных нет.");
    expect(await said("ur", unknown)).toBe("اس نام کا کوئی مقام نہیں ملا: \u2068Lahor\u2069۔");
    const past = { code: "past-date", params: { day: "2020-01-02", asOf: "2026-11-24" } };
    expect(await said("ru", past)).toMatch(/^Готовность \(2 янв\. 2020 г\.\) раньше дня/);
  });

  it("of the form's values, which has no code, is told without the server's English", async () => {
    expect(await said("ru", {})).toBe("Это значение не подходит.");
  });

  it("of a kind that the page does not know stays in the server's words", async () => {
    expect(await said("ru", { code: "never-heard-of" })).toBe("in English");
    expect(await said("ru", { code: "unknown-place", params: { text: {} } })).toBe("in English");
  });
});
